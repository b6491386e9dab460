import { type Base64Fault, decodeBase64url, utf8Text } from "./base64url";
import { isStrictObject, type JsonObject, parseStrictJson } from "./strict-json";

type JwtPart = "token" | "header" | "payload" | "signature";

export type FormatReason =
  | Base64Fault
  | "part-count"
  | "empty-part"
  | "not-utf8"
  | "byte-order-mark"
  | "not-json"
  | "not-object"
  | "too-deep"
  | "duplicate-member";

/** One thing wrong with the form of a token, found before any key is tried. */
export interface FormatFault {
  readonly part: JwtPart;
  readonly reason: FormatReason;
  /** What and where, without contents. */
  readonly message: string;
  /** Names of duplicate members; empty for every other reason. */
  readonly members: readonly string[];
}

/** A compact token taken apart by our own strict reading. Prints as `[secret]`, for its payload may hold credentials. */
export interface JwtReading {
  readonly header: JsonObject | null;
  /** Null when unreadable, and of a JWE. */
  readonly payload: JsonObject | null;
  /** As sent. Of a JWE: header, ciphertext and tag. */
  readonly segments: { readonly header: string; readonly payload: string; readonly signature: string };
  readonly faults: readonly FormatFault[];
}

const base64Messages: Record<Base64Fault, (at: number) => string> = {
  "bad-character": (at) => `character ${at + 1} is not base64url`,
  padding: (at) => `padding after character ${at}`,
  "bad-length": (at) => `a length of ${at} characters is impossible in base64url`,
  "spare-bits": (at) => `character ${at + 1} sets bits that must be zero`,
};

function fault(part: JwtPart, reason: FormatReason, message: string, members: readonly string[] = []): FormatFault {
  return { part, reason, message: `${part}: ${message}`, members };
}

function readBase64(part: JwtPart, segment: string, faults: FormatFault[]): Uint8Array | null {
  if (segment === "") {
    faults.push(fault(part, "empty-part", "empty"));
    return null;
  }
  const reading = decodeBase64url(segment);
  if (reading.fault !== null) {
    faults.push(fault(part, reading.fault.reason, base64Messages[reading.fault.reason](reading.fault.at)));
  }
  return reading.bytes;
}

/** Decodes one JSON part; its faults are added to `faults`. */
function readJsonPart(part: JwtPart, segment: string, faults: FormatFault[]): JsonObject | null {
  const bytes = readBase64(part, segment, faults);
  if (bytes === null) return null;
  const text = utf8Text(bytes);
  if (text === null) {
    faults.push(fault(part, "not-utf8", "not UTF-8 text"));
    return null;
  }
  const hasMark = text.startsWith("\ufeff");
  if (hasMark) faults.push(fault(part, "byte-order-mark", "starts with a byte order mark"));
  const json = parseStrictJson(hasMark ? text.slice(1) : text);
  if (!json.ok) {
    faults.push(fault(part, json.reason, json.reason === "not-json" ? `not JSON (${json.message})` : json.message));
    return null;
  }
  if (json.duplicates.length > 0) {
    faults.push(fault(part, "duplicate-member", `${json.duplicates.join(", ")} occurs twice`, json.duplicates));
  }
  if (isStrictObject(json.value)) return json.value;
  faults.push(fault(part, "not-object", "JSON, but not an object"));
  return null;
}

/** Keeps accidental printing (JSON, console) from showing segments and claims. */
function guarded(reading: JwtReading): JwtReading {
  const mask = { value: () => "[secret]", enumerable: false };
  return Object.defineProperties(reading, { toJSON: mask, [Symbol.for("nodejs.util.inspect.custom")]: mask });
}

function isUnsecured(header: JsonObject | null): boolean {
  return typeof header?.alg === "string" && header.alg.toLowerCase() === "none";
}

/** Reads a JWS in compact form (RFC 7515 §3.1) or what was meant as one. Never throws; all faults are listed. */
export function readJws(parts: readonly string[]): JwtReading {
  const [headerPart = "", payloadPart = "", signaturePart = ""] = parts;
  const faults: FormatFault[] = [];
  if (parts.length !== 3) {
    faults.push(fault("token", "part-count", `${parts.length} part${parts.length === 1 ? "" : "s"} instead of three`));
  }
  const header = readJsonPart("header", headerPart, faults);
  const payload = parts.length < 2 ? null : readJsonPart("payload", payloadPart, faults);
  // The empty signature of `alg: none` is well-formed (RFC 7519 §6) and refused for what it is, not for its form.
  if (parts.length > 2 && !(signaturePart === "" && isUnsecured(header))) {
    readBase64("signature", signaturePart, faults);
  }
  const segments = { header: headerPart, payload: payloadPart, signature: signaturePart };
  return guarded({ header, payload, segments, faults });
}

/** Reads a JWE in compact form (RFC 7516 §3.1): five parts, of which the key may be empty. */
export function readJwe(parts: readonly string[]): JwtReading {
  const [headerPart = "", , , ciphertext = "", tag = ""] = parts;
  const faults: FormatFault[] = [];
  const header = readJsonPart("header", headerPart, faults);
  for (const part of parts.slice(1, 4)) if (part !== "") readBase64("token", part, faults);
  readBase64("signature", tag, faults);
  return guarded({
    header,
    payload: null,
    segments: { header: headerPart, payload: ciphertext, signature: tag },
    faults,
  });
}
