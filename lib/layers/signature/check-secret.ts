import type { KeyCheck } from "./key-check";
import { type SignedJws, secretFits } from "./verify-jws";

/** A secret that does not fit, as it may have been meant: variants that fit explain the mismatch. */
async function meantOtherwise(secret: string, jws: SignedJws): Promise<string | null> {
  const fits = (candidate: string | Uint8Array) => secretFits(candidate, jws);
  const trimmed = secret.trim();
  if (await fits(trimmed)) return "it matches without the white space around the configured secret";
  const unquoted = trimmed.replace(/^(["'])(.*)\1$/s, "$2");
  if (await fits(unquoted)) return "it matches without the quotes around the configured secret";
  if (await fits(Buffer.from(trimmed, "base64"))) {
    return "it matches when the configured secret is decoded from base64 first";
  }
  if (/^(?:[0-9a-f]{2})+$/i.test(trimmed) && (await fits(Buffer.from(trimmed, "hex")))) {
    return "it matches when the configured secret is decoded from hex first";
  }
  return (await fits(`${secret}\n`)) ? "it matches when the configured secret ends with a line break" : null;
}

/** Checks an HMAC signature with the configured secret: its text, or the bytes that a symmetric JWK holds. */
export async function checkSecret(secret: string | Uint8Array, minBits: number, jws: SignedJws): Promise<KeyCheck> {
  const bits = Buffer.byteLength(secret) * 8;
  const flaws: KeyCheck["flaws"][number][] = [];
  const matched = await secretFits(secret, jws);
  if (!matched) {
    const meant = typeof secret === "string" ? await meantOtherwise(secret, jws) : null;
    flaws.push({ reason: "mismatch", detail: meant ?? "the configured secret gives a different signature" });
  }
  if (bits < minBits) {
    flaws.push({ reason: "weak-key", detail: "HMAC secret", evidence: { bits, wanted: minBits } });
  }
  return { matched, flaws, checkedWith: `HMAC secret (${bits} bits)`, thumbprint: null };
}
