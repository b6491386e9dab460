import { isJsonObject } from "@/lib/json-object";

/** A sentence with which a known library tells that the service it asked was unwell or busy. */
interface KnownTrouble {
  /** `phrase`: the text holds it; `end`: the text is this, or ends with it after a colon. */
  readonly match: "phrase" | "end";
  readonly says: string;
  /** Where that was read. */
  readonly source: string;
}

/** Error codes of AWS that say nothing about caller or request (Common errors; S3, error responses). */
const AWS_CODES = [
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "RequestThrottled",
  "RequestThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "BandwidthLimitExceeded",
  "InternalError",
  "InternalFailure",
  "InternalServerError",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "500",
  "502",
  "503",
  "504",
] as const;

/** Statuses with the reason phrases that servers and libraries write beside them (RFC 9110 §15.6, RFC 6585 §4). */
const STATUSES = [
  [429, "Client", "Too Many Requests"],
  [500, "Server", "Internal Server Error"],
  [502, "Server", "Bad Gateway"],
  [503, "Server", "Service Unavailable"],
  [504, "Server", "Gateway Timeout"],
  [504, "Server", "Gateway Time-out"],
] as const;

/** Codes in the structure of an error that say the same (AWS, google.rpc.Code, Apollo Server, Elasticsearch). */
const CODES: readonly string[] = [
  ...AWS_CODES,
  "UNAVAILABLE",
  "RESOURCE_EXHAUSTED",
  "INTERNAL_SERVER_ERROR",
  "es_rejected_execution_exception",
];

/** What known libraries write of a service that failed: the only place where sentences are read so. */
export const knownTroubles: readonly KnownTrouble[] = [
  ...AWS_CODES.map((code) => ({
    match: "phrase" as const,
    says: `An error occurred (${code}) when calling`,
    source: "botocore/exceptions.py, ClientError",
  })),
  ...STATUSES.flatMap(([status, side, reason]) => [
    {
      match: "phrase" as const,
      says: `${status} ${side} Error: ${reason} for url: `,
      source: "requests/models.py, raise_for_status",
    },
    {
      match: "phrase" as const,
      says: `${side} error '${status} ${reason}' for url '`,
      source: "httpx/_models.py, raise_for_status",
    },
    { match: "end" as const, says: `${status} ${reason}`, source: "RFC 9110 §15: a status line, a page's title" },
    { match: "end" as const, says: `HTTP/1.1 ${status} ${reason}`, source: "RFC 9112 §4: a whole status line" },
    { match: "end" as const, says: `HTTP ${status} ${reason}`, source: "RFC 9110 §15: a status as tools print it" },
    { match: "end" as const, says: `HTTP Error ${status}: ${reason}`, source: "urllib/error.py, HTTPError" },
    {
      match: "end" as const,
      says: `${status} ${side} Error: ${reason}`,
      source: "requests/models.py, without its URL",
    },
    { match: "phrase" as const, says: `${status}, message='${reason}', url=`, source: "aiohttp/client_exceptions.py" },
    { match: "end" as const, says: `Request failed with status code ${status}`, source: "axios, lib/core/settle.js" },
    ...(status === 429
      ? []
      : [{ match: "end" as const, says: reason, source: "RFC 9110 §15: a gateway's whole body" }]),
    {
      match: "phrase" as const,
      says: `"${reason}" is not valid JSON`,
      source: "V8, JSON.parse over a gateway's whole body",
    },
  ]),
  {
    match: "phrase",
    says: "upstream connect error or disconnect/reset before headers",
    source: "Envoy, source/common/router/router.cc",
  },
  { match: "end", says: "no healthy upstream", source: "Envoy, source/common/router/router.cc" },
];

/** Longer texts are no sentences of a library: their beginning alone is read. */
const MAX_READ = 4_000;

/** Whether a known sentence says that something behind the server was unwell or busy. */
export function speaksOfTrouble(text: string): boolean {
  const said = plain(text.slice(0, MAX_READ));
  return knownTroubles.some(({ match, says }) => {
    const wanted = plain(says);
    if (match === "phrase") return said.includes(wanted);
    return said === wanted || said.endsWith(`: ${wanted}`);
  });
}

/** Whether a text is nothing but such a sentence: a tool may hand it out as its answer. */
export function isTroubleAlone(text: string): boolean {
  const said = plain(text.slice(0, MAX_READ));
  return knownTroubles.some(({ match, says }) =>
    match === "phrase" ? said.startsWith(plain(says)) : said === plain(says),
  );
}

function plain(text: string): string {
  const said = text.trim().toLowerCase();
  return said.endsWith(".") ? said.slice(0, -1) : said;
}

const CODE_MEMBERS = ["code", "type", "errorType", "status", "statusCode", "status_code"] as const;
const INNER = ["error", "errors", "extensions"] as const;
const MAX_DEPTH = 4;

/** Whether the structure of an error names a code or a status of a service that was unwell or busy. */
export function isTroubleCode(error: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(error)) return error.slice(0, 1).some((one) => isTroubleCode(one, depth + 1));
  if (!isJsonObject(error)) return false;
  if (CODE_MEMBERS.some((name) => isUnwell(error[name]))) return true;
  return INNER.some((name) => isTroubleCode(error[name], depth + 1));
}

function isUnwell(value: unknown): boolean {
  if (typeof value === "number") return value === 429 || (value >= 500 && value <= 599);
  return typeof value === "string" && CODES.includes(value);
}
