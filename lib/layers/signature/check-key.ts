import type { ParsedToken } from "@/lib/token/parse-token";
import type { JwtReading } from "@/lib/token/read-jwt";
import type { JsonObject } from "@/lib/token/strict-json";
import { jwsAlgorithm } from "../shared/jws-algorithms";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import type { TokenFlaw } from "../shared/token-flaw";
import { chooseKey, fetchKeySet } from "./key-set";
import { keyFits, keyWords, MIN_RSA_BITS, type PublicKey, publicKeyFromPem } from "./public-key";
import { type SignedJws, secretFits, signatureFits, signedJws } from "./verify-jws";

type Seen = Omit<TokenFlaw, "where">;

/** The keys of a run by what they may verify. A PEM typed as a secret is a public key and never an HMAC secret. */
export interface HeldKeys {
  readonly secret: string | null;
  readonly pem: string | null;
  readonly jwksUrl: string | null;
}

export function heldKeys(input: LayerInput): HeldKeys {
  const typed = input.keys.secret?.reveal() ?? null;
  const isPem = typed?.trimStart().startsWith("-----BEGIN ") === true;
  return {
    secret: isPem ? null : typed,
    pem: input.keys.publicKeyPem ?? (isPem ? typed : null),
    jwksUrl: input.target.jwksUrl ?? null,
  };
}

export function holdsKey(keys: HeldKeys): boolean {
  return keys.secret !== null || keys.pem !== null || keys.jwksUrl !== null;
}

/** URL of the key set, if this token would be checked with one. */
export function keySetUrl(token: ParsedToken | null, keys: HeldKeys): string | null {
  const algorithm = token === null || token.kind === "jwe" ? null : jwsAlgorithm(token.jwt?.header?.alg);
  return algorithm === null || algorithm.family === "hmac" || keys.pem !== null ? null : keys.jwksUrl;
}

/** What the check of one signature came to. */
export interface KeyCheck {
  readonly matched: boolean;
  readonly flaws: readonly Seen[];
  /** "HMAC secret (256 bits)", "RSA 2048 public key"; null when no key was tried. */
  readonly checkedWith: string | null;
}

const NOT_USED = "is of an unsupported kind (supported: RSA, EC P-256, P-384, P-521 and Ed25519)";

const refused = (reason: string, detail: string, evidence = {}): KeyCheck => ({
  matched: false,
  flaws: [{ reason, detail, evidence }],
  checkedWith: null,
});

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

async function checkSecret(secret: string, minBits: number, jws: SignedJws): Promise<KeyCheck> {
  const bits = Buffer.byteLength(secret) * 8;
  const flaws: Seen[] = [];
  const matched = await secretFits(secret, jws);
  if (!matched) {
    const detail = (await meantOtherwise(secret, jws)) ?? "the configured secret gives a different signature";
    flaws.push({ reason: "mismatch", detail });
  }
  if (bits < minBits) {
    flaws.push({ reason: "weak-key", detail: "HMAC secret", evidence: { bits, wanted: minBits } });
  }
  return { matched, flaws, checkedWith: `HMAC secret (${bits} bits)` };
}

async function checkPublicKey(key: PublicKey, jws: SignedJws): Promise<KeyCheck> {
  const matched = await signatureFits(key, jws);
  const flaws: Seen[] = [];
  if (!matched) flaws.push({ reason: "mismatch", detail: `the ${keyWords(key)} key did not make this signature` });
  if (key.bits !== null && key.bits < MIN_RSA_BITS) {
    flaws.push({ reason: "weak-key", detail: "RSA key", evidence: { bits: key.bits, wanted: MIN_RSA_BITS } });
  }
  return { matched, flaws, checkedWith: `${keyWords(key)} public key` };
}

async function checkKeySet(ctx: BonafideContext, url: string, header: JsonObject, jws: SignedJws): Promise<KeyCheck> {
  const set = await fetchKeySet(ctx, url);
  if ("problem" in set) return refused("keys-unreachable", set.problem, { status: set.status });
  const choice = chooseKey(set.keys, header, jws.algorithm);
  if ("key" in choice) return checkPublicKey(choice.key, jws);
  return refused(choice.reason, choice.detail, choice.evidence);
}

/**
 * Checks a signature with the one configured key that its algorithm allows: HMAC with a secret only, everything else
 * with public keys only. Null when the token's form leaves nothing to check.
 */
export async function checkKey(ctx: BonafideContext, jwt: JwtReading, keys: HeldKeys): Promise<KeyCheck | null> {
  const { header } = jwt;
  const jws = signedJws(jwt);
  if (header === null || jws === null) return null;
  const { algorithm, name } = jws;
  if (algorithm.family === "hmac") {
    if (keys.secret !== null) return checkSecret(keys.secret, algorithm.minBits, jws);
    return refused("alg-not-allowed", `${name} needs a shared secret, and only public keys are configured`);
  }
  if (keys.pem !== null) {
    const key = publicKeyFromPem(keys.pem);
    if (key === null) return refused("key-not-found", `the configured public key cannot be read, or ${NOT_USED}`);
    if (keyFits(key, algorithm)) return checkPublicKey(key, jws);
    return refused("alg-not-allowed", `${name} does not match a key of type ${keyWords(key)}`);
  }
  if (keys.jwksUrl !== null) return checkKeySet(ctx, keys.jwksUrl, header, jws);
  return refused("alg-not-allowed", `${name} needs a public key, and only a shared secret is configured`);
}
