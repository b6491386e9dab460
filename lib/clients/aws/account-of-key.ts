/** What an access key id tells about its account. */
export interface KeyAccount {
  /** Only keys of the new generation carry their account. */
  readonly generation: "new" | "old";
  /** 12 digits; null when the key does not carry it. */
  readonly account: string | null;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const KEY_ID = /^[A-Z]{4}[A-Z2-7]{16}$/;

/**
 * Reads the account id out of a 20-character access key id. AWS does not document this encoding, so the answer is
 * advice and never a verdict (A. Steele, "AWS access key format"; WithSecure, "A bitwise analysis of AWS access keys").
 * Null when the text is no key id of that form.
 */
export function accountOfKey(accessKeyId: string): KeyAccount | null {
  if (!KEY_ID.test(accessKeyId)) return null;
  const bits = [...accessKeyId.slice(4, 14)].reduce((sum, digit) => (sum << 5n) | BigInt(ALPHABET.indexOf(digit)), 0n);
  // Ten base32 digits are 50 bits; the first six bytes are the upper 48.
  const head = bits >> 2n;
  if (head >> 47n === 0n) return { generation: "old", account: null };
  const account = ((head & 0x7fff_ffff_ff80n) >> 7n).toString().padStart(12, "0");
  return { generation: "new", account: account.length === 12 ? account : null };
}
