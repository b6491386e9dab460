import { DoorStop } from "./door-stop";

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** What a field value may hold (RFC 9110 §5.5): tab, printable ASCII and opaque high bytes. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Set by the door itself, or framing that must follow from the body actually sent. */
const OWN = new Set([
  "host",
  "user-agent",
  "accept-encoding",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "proxy-authorization",
  "proxy-connection",
]);

/**
 * The headers that go over the wire: the caller's, with ours in place of any of `OWN`.
 *
 * @throws {DoorStop} `refused-by-policy` for a name or value that HTTP cannot carry; the value is not repeated.
 */
export function prepareHeaders(
  given: Readonly<Record<string, string>>,
  own: { readonly host: string; readonly userAgent: string; readonly bodyBytes: number | null },
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (!NAME.test(name)) throw new DoorStop("refused-by-policy", "a header name holds a character that HTTP forbids");
    if (/[\r\n]/.test(value)) throw new DoorStop("refused-by-policy", "a header value holds a line break");
    if (!VALUE.test(value)) {
      throw new DoorStop("refused-by-policy", "a header value holds a character that HTTP cannot carry");
    }
    if (!OWN.has(lower)) headers[lower] = value;
  }
  headers.host = own.host;
  headers["user-agent"] = own.userAgent;
  headers["accept-encoding"] = "identity";
  if (own.bodyBytes !== null) headers["content-length"] = String(own.bodyBytes);
  return headers;
}
