/**
 * What is wrong with an answer that Node's HTTP parser refuses. Its codes and reasons are the parser's own constants:
 * nothing of the answer is repeated but which protocol its first bytes are known to belong to.
 */
interface BrokenRule {
  /** The parser's codes; any where it is left out. */
  readonly codes?: readonly string[];
  /** What the parser's reason says; anything where it is left out. */
  readonly reason?: RegExp;
  readonly words: string;
}

const LINE_ENDS = ["HPE_STRICT", "HPE_CR_EXPECTED", "HPE_LF_EXPECTED"];

/** The first that fits: one code stands for several faults, and some faults have another code in another version of the parser. */
const RULES: readonly BrokenRule[] = [
  {
    reason: /Content-Length.*Transfer-Encoding|Transfer-Encoding.*Content-Length|Content-Length.*chunked/i,
    words: "Content-Length stands beside Transfer-Encoding (RFC 9112 §6.3)",
  },
  { reason: /Duplicate Content-Length/i, words: "Content-Length stands there twice (RFC 9112 §6.3)" },
  {
    codes: ["HPE_INVALID_CONTENT_LENGTH", "HPE_UNEXPECTED_CONTENT_LENGTH"],
    words: "Content-Length is not one whole number (RFC 9110 §8.6)",
  },
  {
    codes: ["HPE_INVALID_TRANSFER_ENCODING"],
    words: "Transfer-Encoding names what was not asked for (RFC 9112 §6.1)",
  },
  { codes: ["HPE_INVALID_VERSION"], words: "its first line names no known version of HTTP (RFC 9112 §4)" },
  {
    codes: ["HPE_INVALID_STATUS"],
    words: "the status in its first line is not a number of three digits (RFC 9112 §4)",
  },
  { codes: ["HPE_INVALID_CHUNK_SIZE"], words: "the size of a chunk is no hexadecimal number (RFC 9112 §7.1)" },
  { reason: /chunk ext/i, words: "the extensions of a chunk are malformed or too long (RFC 9112 §7.1.1)" },
  { codes: LINE_ENDS, reason: /chunk/i, words: "a chunk does not end where its size says (RFC 9112 §7.1)" },
  { codes: LINE_ENDS, words: "a line of its head does not end in CR and LF (RFC 9112 §2.2)" },
  { reason: /whitespace after header value|obs-?fold/i, words: "a header runs over several lines (RFC 9112 §5.2)" },
  { reason: /header value char/i, words: "the value of a header holds a control character (RFC 9110 §5.5)" },
  {
    codes: ["HPE_INVALID_HEADER_TOKEN", "HPE_UNEXPECTED_SPACE"],
    words: "a header has no name, or one that holds a forbidden character (RFC 9112 §5)",
  },
  {
    codes: ["HPE_CLOSED_CONNECTION"],
    words: "more follows an answer that was the last of its connection (RFC 9112 §9.6)",
  },
  { codes: ["HPE_CHUNK_EXTENSIONS_OVERFLOW"], words: "the extensions of its chunks are too long (RFC 9112 §7.1.1)" },
];

/** Protocols by the first bytes of their greeting or their refusal, as Latin-1. */
const PROTOCOLS: readonly (readonly [start: RegExp, name: string])[] = [
  [/^SSH-/, "SSH"],
  [/^[\x14-\x17]\x03[\x00-\x04]/, "TLS: the port wants https"],
  [/^PRI \* HTTP\/2|^\x00\x00[\x00-\xff][\x04\x07]\x00\x00\x00\x00\x00/, "HTTP/2 without being asked"],
  [/^2[0-9]{2}[ -]/, "a greeting of SMTP or FTP"],
  [/^[+-](OK|ERR|PONG|NOAUTH|DENIED)\b/, "Redis or POP3"],
  [/^\* (OK|BYE|PREAUTH)\b/, "IMAP"],
  [/^RFB [0-9]/, "VNC"],
  [/^AMQP/, "AMQP"],
  [/^ICY /, "ICY (a radio stream)"],
  [/^(GET|HEAD|POST|PUT|OPTIONS) /, "a request, where an answer was due"],
  [/^\s*</, "markup without a head"],
  [/^\s*[[{]/, "JSON without a head"],
];

const SNIFFED_BYTES = 32;

/** In a plain phrase with its rule; null for what no HTTP parser threw. */
export function brokenHttp(error: unknown): string | null {
  const code = textOf(error, "code");
  if (!code.startsWith("HPE_")) return null;
  if (code === "HPE_INVALID_CONSTANT") return notHttp(error);
  const reason = textOf(error, "reason");
  const rule = RULES.find((one) => (one.codes?.includes(code) ?? true) && (one.reason?.test(reason) ?? true));
  return `the answer breaks HTTP: ${rule?.words ?? `the parser refuses it as ${code}`}`;
}

function notHttp(error: unknown): string {
  const packet = error instanceof Error && "rawPacket" in error ? error.rawPacket : null;
  const start = packet instanceof Uint8Array ? Buffer.from(packet.subarray(0, SNIFFED_BYTES)).toString("latin1") : "";
  const protocol = PROTOCOLS.find(([pattern]) => pattern.test(start))?.[1];
  return `the answer is not HTTP${protocol === undefined ? "" : `, but ${protocol}`}`;
}

function textOf(error: unknown, name: "code" | "reason"): string {
  if (!(error instanceof Error)) return "";
  const value = name in error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
}
