import type { TokenFlaw } from "../shared/token-flaw";

/** What the check of one signature came to. */
export interface KeyCheck {
  readonly matched: boolean;
  readonly flaws: readonly Omit<TokenFlaw, "where">[];
  /** "HMAC secret (256 bits)", "RSA 2048 public key"; null when no key was tried. */
  readonly checkedWith: string | null;
  /** RFC 7638 thumbprint of the public key that verified the signature; null where none did. */
  readonly thumbprint: string | null;
}

/** A check that tried no key. */
export function untried(reason: string, detail: string, evidence = {}): KeyCheck {
  return { matched: false, flaws: [{ reason, detail, evidence }], checkedWith: null, thumbprint: null };
}
