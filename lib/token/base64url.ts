const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const values = new Map([...alphabet].map((character, value) => [character, value]));

/** Why a text is not canonical base64url (RFC 7515 §2, RFC 4648 §3.5). */
export type Base64Fault = "bad-character" | "padding" | "bad-length" | "spare-bits";

export interface Base64Reading {
  /** What a lenient reader would decode; null where even that is impossible. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  /** Null: canonical. */
  readonly fault: { readonly reason: Base64Fault; readonly at: number } | null;
}

/** Canonical base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    if (left > 1) text += alphabet.charAt((group >> 6) & 63);
    if (left > 2) text += alphabet.charAt(group & 63);
  }
  return text;
}

/**
 * Reads base64url strictly: any character outside the alphabet, padding, an impossible length and set spare bits are
 * faults that many libraries overlook. `at` counts characters from 0.
 */
export function decodeBase64url(text: string): Base64Reading {
  const unpadded = text.replace(/={1,2}$/, "");
  const bytes = new Uint8Array(Math.floor((unpadded.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let written = 0;
  for (let index = 0; index < unpadded.length; index += 1) {
    const value = values.get(unpadded.charAt(index));
    if (value === undefined) return { bytes: null, fault: { reason: "bad-character", at: index } };
    buffer = ((buffer << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = (buffer >> bits) & 0xff;
      written += 1;
    }
  }
  if (unpadded.length % 4 === 1) return { bytes: null, fault: { reason: "bad-length", at: unpadded.length } };
  if (unpadded.length < text.length) return { bytes, fault: { reason: "padding", at: unpadded.length } };
  const spare = buffer & ((1 << bits) - 1);
  return { bytes, fault: spare === 0 ? null : { reason: "spare-bits", at: unpadded.length - 1 } };
}

/** Text of UTF-8 bytes, a leading byte order mark kept; null when they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
