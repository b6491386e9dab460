/** Names the client in both eras; its true version stands in the User-Agent. */
export const CLIENT_INFO = { name: "bonafide", version: "1" };
