/** One way of saying that a session is not known, and who says it. */
interface SessionText {
  /** Lower case, without the status in words before it and without a full stop. */
  readonly says: string;
  readonly source: string;
}

/**
 * What servers answer to a request of a session that they do not know (any more), or that names none: matched whole, or
 * up to a colon that begins the id. Closed: a sentence that merely holds the word session is none of them.
 */
export const sessionTexts: readonly SessionText[] = [
  { says: "session not found", source: "SDKs for TypeScript, Python, C#, Java, Go and Rust; Cloudflare agents" },
  { says: "no valid session id provided", source: "Python SDK up to 1.25, examples of the TypeScript SDK" },
  { says: "no valid session id or not an initialize request", source: "DAWNCR0W/affine-mcp-server#301" },
  { says: "missing session id", source: "Python SDK, FastMCP" },
  { says: "missing mcp-session-id header", source: "Python servers on Starlette" },
  { says: "mcp-session-id header is required", source: "TypeScript SDK, C# SDK, Cloudflare agents" },
  { says: "unknown mcp-session-id header", source: "diegosouzapw/OmniRoute#5191" },
  { says: "invalid or expired session id", source: "Python SDK 1.8 to 1.9" },
  { says: "invalid or missing session id", source: "examples of the TypeScript SDK" },
  { says: "invalid session id", source: "mark3labs/mcp-go" },
  { says: "session id required in mcp-session-id header", source: "Java SDK" },
  { says: "session id missing", source: "Java SDK, Spring AI" },
  { says: "session id is required", source: "Rust SDK" },
  { says: "session has been terminated", source: "Python SDK" },
  { says: "session terminated", source: "mark3labs/mcp-go" },
  { says: "session expired", source: "Spring AI, gateways" },
  { says: "session not found or expired", source: "punkpeye/mcp-proxy" },
  { says: "could not find session", source: "Python SDK, SSE transport" },
  { says: "unknown session", source: "IBM/mcp-context-forge" },
  { says: "server not initialized", source: "TypeScript SDK, of an instance that never saw the handshake" },
  { says: "unexpected message, expect initialize request", source: "Rust SDK" },
];

/** Statuses in words that SDKs put before what they say. */
const BEFORE = ["bad request: ", "not found: ", "unauthorized: ", "error: ", "unprocessable entity: "];

/** Whether this text, of an error and not of a tool, says that the session is not known. */
export function saysSessionUnknown(text: string): boolean {
  const said = text.slice(0, 300).trim().toLowerCase();
  const before = BEFORE.find((words) => said.startsWith(words)) ?? "";
  const [first = ""] = said.slice(before.length).split(":", 1);
  const bare = first.trim().replace(/\.$/, "");
  return sessionTexts.some(({ says }) => says === bare);
}
