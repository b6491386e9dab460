import { plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong tokens, and of the same call again, at the MCP server. */
export const mcpControls = matrixScenarios("mcp", [
  {
    kind: "not-enforced",
    title: "The server falls back to its own role",
    story:
      "When a token's exchange fails, the S3 tools continue with the server's own role: a bad token lists the bucket.",
  },
  {
    kind: "control-unanswered",
    title: "A gateway rate-limits callers with a bad token",
    story: "The real token works. A tampered one gets 429: nobody knows whether it would have been refused.",
    action: plainAnswer(429, "Too Many Requests"),
  },
  {
    kind: "control-timeout",
    title: "A tool hangs on a bad token",
    story: "The real token works. With a tampered one bucket_list never answers.",
    endpoint: "call:bucket_list",
    alsoShows: ["mcp/pass-through"],
  },
  {
    kind: "not-repeatable",
    title: "A tool works only once",
    story:
      "bucket_list accepts the token, but after the controls it no longer does: a lockout, or instances that differ.",
    endpoint: "call:bucket_list",
    action: plainAnswer(401, "Unauthorized"),
    alsoShows: ["mcp/pass-through"],
  },
]);
