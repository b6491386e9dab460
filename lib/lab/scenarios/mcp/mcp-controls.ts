import { plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong tokens, and of the same call again, at the MCP server. */
export const mcpControls = matrixScenarios("mcp", [
  {
    kind: "not-enforced",
    title: "The server falls back to its own role",
    story:
      "Where the exchange of a token fails, the S3 tools go on with the credentials of the server's own role: a bad token lists the bucket.",
  },
  {
    kind: "control-unanswered",
    title: "A gateway limits callers with a bad token",
    story: "The real token works. A tampered one gets 429: whether it would have been refused, nobody knows.",
    action: plainAnswer(429, "Too Many Requests"),
  },
  {
    kind: "control-timeout",
    title: "A bad token leaves a tool hanging",
    story: "The real token works. With a tampered one bucket_list never answers.",
    endpoint: "call:bucket_list",
    alsoShows: ["mcp/pass-through"],
  },
  {
    kind: "not-repeatable",
    title: "A tool works once",
    story:
      "bucket_list serves the token, and after the controls it does not any more: a lock-out, or instances that differ.",
    endpoint: "call:bucket_list",
    action: plainAnswer(401, "Unauthorized"),
    alsoShows: ["mcp/pass-through"],
  },
]);
