/** Reads one DER INTEGER of at most 66 bytes; the place after it, or null where none stands. */
function afterInteger(bytes: Uint8Array, at: number): number | null {
  const length = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0x02 || length === 0 || length > 67) return null;
  return at + 2 + length;
}

/**
 * Whether a signature is an ECDSA signature in DER (a SEQUENCE of two INTEGERs, as X.509 and most crypto libraries
 * write it) and not the two numbers alone that JWS wants.
 * @see RFC 3279 §2.2.3, RFC 7518 §3.4
 */
export function isDerSignature(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  // One byte of length up to 127; 0x81 and a byte beyond that, which P-521 needs.
  const long = bytes[1] === 0x81;
  const start = long ? 3 : 2;
  if (start + (bytes[start - 1] ?? 0) !== bytes.length) return false;
  const middle = afterInteger(bytes, start);
  return middle !== null && afterInteger(bytes, middle) === bytes.length;
}
