import { withCatalogToken, withMcp, withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** MCP servers that answer as somebody else than the caller. */
export const mcpUsers = defineScenarios("mcp", [
  {
    id: "mcp-wrong-identity",
    title: "The server answers with its own role",
    story:
      "Tokens are checked, but the AWS calls carry the server's own role: what it can list says nothing about this user.",
    codes: ["mcp/pass-through", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/wrong-identity",
    fault: (config) => withMcp(config, { signsAs: "own-role", ownCredentials: "working" }),
  },
  {
    id: "mcp-mixed-users",
    title: "The server mixes up two users who call at once",
    story:
      "The server keeps the last caller's token for its whole process. One user after the other gets the right data; two at the same moment get what only one of them may see.",
    codes: ["mcp/mixed-users", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/mixed-users",
    given: (config) =>
      withOptions(withRegistry(config, { otherUser: { sees: "own-bucket", role: "own" } }), { otherToken: true }),
    fault: (config) => withMcp(config, { mixesUsers: true }),
  },
  {
    id: "mcp-mixed-up-with-refused",
    title: "A refused user is served beside another",
    story:
      "The registry does not know the second user. Alone, that token gets nothing; at the same moment as a good one it gets the other user's buckets.",
    codes: ["mcp/mixed-users", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/mixed-users",
    given: (config) => withOptions(config, { otherToken: true }),
    fault: (config) => withMcp(config, { mixesUsers: true }),
  },
  {
    id: "mcp-serves-what-registry-refuses",
    title: "The server works with a token that the registry refuses",
    story:
      "Directly, the token is another stack's and is refused. Through the MCP server everything works, because its own fallback token is used.",
    codes: ["exchange/rejected", "mcp/not-enforced", "mcp/open", "search/unauthorized", "signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    fault: (config) =>
      withMcp(withCatalogToken(config, { signer: "other-secret" }), {
        losesAuthorization: true,
        withoutToken: "fallback",
      }),
  },
]);
