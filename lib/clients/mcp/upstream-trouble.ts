/** AWS error codes that say nothing about caller or request (botocore: "An error occurred (CODE) when calling …"). */
const AWS_TROUBLE =
  /An error occurred \((SlowDown|Throttling\w*|TooManyRequests\w*|RequestLimitExceeded|InternalError|InternalFailure|ServiceUnavailable\w*|50\d)\)/;

/** What Python's requests library says of a 5xx or 429, and the reason phrases that a gateway gives as its body. */
const HTTP_TROUBLE =
  /\b(5\d\d Server Error|429 Client Error)\b|\b(Bad Gateway|Service Unavailable|Gateway Time-?out|Internal Server Error)\b/;

/**
 * Whether a tool's error says that something behind the server was unwell or busy: then the tool was not judged,
 * as a throttled call is not judged anywhere else.
 */
export function speaksOfUpstreamTrouble(text: string): boolean {
  return AWS_TROUBLE.test(text) || HTTP_TROUBLE.test(text);
}
