/** quilt-mcp's words for a caller whose token the registry, or the server itself, does not take (0.14–0.22). */
const QUILT_REFUSALS = [
  "GraphQL query not authorized",
  "JWT token invalid or expired",
  "JWT authentication required",
] as const;

/** quilt-mcp's words about its own set-up, and AWS's about the server's session: no refusal of the caller. */
const OF_THE_SERVER =
  /No quilt3 session configured|no catalog configured|Expecting value|Unable to locate credentials|credentials are not available|Invalid credential response|An error occurred \(\w+\)|environment variable not configured/i;

/** quilt-mcp puts this before every failure of its search, whatever it was. */
const SEARCH_LABEL = /^Search catalog requires authentication: /;

const CREDENTIAL = `(access |bearer |api |catalog )?(tokens?|jwt|credentials?|api[ -]?key|authori[sz]ation( header)?)`;
const FAULT = `(invalid|expired|missing|required|rejected|revoked|malformed|not (valid|accepted|recogni[sz]ed))`;
const REFUSAL = new RegExp(
  [
    String.raw`\bunauthori[sz]ed\b|\bnot authori[sz]ed\b|\bunauthenticated\b|\bauthentication (required|failed)\b`,
    String.raw`\b${CREDENTIAL}\b[^.]{0,40}\b${FAULT}\b`,
    String.raw`\b${FAULT}\b[^.]{0,20}\b${CREDENTIAL}\b`,
    String.raw`\bnot (logged in|authenticated)\b|\blog ?in required\b`,
  ].join("|"),
  "i",
);

/**
 * Whether a text of a tool or a JSON-RPC error refuses the caller's credential. A text that speaks of the server's own
 * set-up does not, though it may hold the word credentials.
 */
export function refusesCaller(text: string): boolean {
  if (QUILT_REFUSALS.some((words) => text.includes(words))) return true;
  if (OF_THE_SERVER.test(text)) return false;
  return REFUSAL.test(text.replace(SEARCH_LABEL, ""));
}
