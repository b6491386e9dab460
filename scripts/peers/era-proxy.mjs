import { createServer, request as send } from "node:http";

/**
 * A careless gateway before an MCP server: requests of one era that carry no token go on with one of the gateway's own,
 * so that this era's door is open while the other stays guarded. All else passes unchanged.
 * @param {string} upstream http://127.0.0.1:PORT
 * @param {"handshake" | "stateless"} opens the era whose callers need no token
 * @param {string} token sent on in place of a missing one
 */
export async function startEraProxy(upstream, opens, token) {
  const server = createServer((request, response) => {
    const era = request.headers["mcp-method"] === undefined ? "handshake" : "stateless";
    const lacks = request.headers.authorization === undefined && request.method === "POST" && era === opens;
    const headers = { ...request.headers, ...(lacks ? { authorization: `Bearer ${token}` } : {}) };
    const { method } = request;
    const onward = send(new URL(request.url ?? "/", upstream), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve(undefined));
      }),
  };
}
