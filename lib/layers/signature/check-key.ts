import type { ParsedToken } from "@/lib/token/parse-token";
import type { JwtReading } from "@/lib/token/read-jwt";
import type { JsonObject } from "@/lib/token/strict-json";
import { jwsAlgorithm } from "../shared/jws-algorithms";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { checkKeys, checkPublicKey } from "./check-public-keys";
import { checkSecret } from "./check-secret";
import { type KeyCheck, untried } from "./key-check";
import { fetchKeySet } from "./key-set";
import { publicKeyFromPem } from "./public-key";
import { type SignedJws, signedJws } from "./verify-jws";

/** The keys of a run by what they may verify. A PEM typed as a secret is a public key and never an HMAC secret. */
export interface HeldKeys {
  /** Its text, or the bytes of a symmetric JWK. */
  readonly secret: string | Uint8Array | null;
  readonly pem: string | null;
  /** Public JWKs that the operator configured. */
  readonly jwks: readonly JsonObject[] | null;
  readonly jwksUrl: string | null;
}

export function heldKeys({ keys, target }: LayerInput): HeldKeys {
  const typed = keys.secret?.reveal() ?? null;
  const isPem = typed?.trimStart().startsWith("-----BEGIN ") === true;
  const secret = typed !== null && keys.secretIs === "base64url" ? Buffer.from(typed, "base64url") : typed;
  return {
    secret: isPem ? null : secret,
    pem: keys.publicKeyPem ?? (isPem ? typed : null),
    jwks: keys.publicJwks ?? null,
    jwksUrl: target.jwksUrl ?? null,
  };
}

export function holdsKey(keys: HeldKeys): boolean {
  return [keys.secret, keys.pem, keys.jwks, keys.jwksUrl].some((key) => key !== null);
}

/** URL of the key set, if this token would be checked with one. */
export function keySetUrl(token: ParsedToken | null, keys: HeldKeys): string | null {
  const algorithm = token === null || token.kind === "jwe" ? null : jwsAlgorithm(token.jwt?.header?.alg);
  const ofOurs = keys.pem !== null || keys.jwks !== null;
  return algorithm === null || algorithm.family === "hmac" || ofOurs ? null : keys.jwksUrl;
}

const NOT_USED = "is of an unsupported kind (supported: RSA, EC P-256, P-384, P-521 and Ed25519)";

/** The operator chose these keys for this token: the names they bear elsewhere decide nothing where only one is there. */
function withoutNames(keys: readonly JsonObject[]): readonly JsonObject[] {
  return keys.length > 1 ? keys : keys.map(({ kid: _, x5t: __, "x5t#S256": ___, ...jwk }) => jwk);
}

async function checkAsymmetric(
  ctx: BonafideContext,
  header: JsonObject,
  jws: SignedJws,
  keys: HeldKeys,
): Promise<KeyCheck> {
  if (keys.pem !== null) {
    const key = publicKeyFromPem(keys.pem);
    return key === null
      ? untried("key-not-found", `the configured public key cannot be read, or ${NOT_USED}`)
      : checkPublicKey(key, jws);
  }
  if (keys.jwks !== null) return checkKeys(withoutNames(keys.jwks), header, jws);
  if (keys.jwksUrl === null) {
    return untried("alg-not-allowed", `${jws.name} needs a public key, and only a shared secret is configured`);
  }
  const set = await fetchKeySet(ctx, keys.jwksUrl);
  if ("problem" in set) return untried("keys-unreachable", set.problem, { status: set.status });
  return checkKeys(set.keys, header, jws);
}

/** Reasons that say nothing of a token whose signature was not made over what was sent. */
const ofOthers: ReadonlySet<string> = new Set(["mismatch", "key-not-found"]);

/**
 * Microsoft signs tokens of some resources (Graph among them) over a header whose `nonce` it then replaces, so that
 * only the resource itself can verify them: a mismatch of such a token is none.
 */
function ofItsResource(check: KeyCheck, header: JsonObject): KeyCheck {
  if (check.matched || typeof header.nonce !== "string" || !check.flaws.some(({ reason }) => ofOthers.has(reason))) {
    return check;
  }
  const detail = "its header has a nonce, which the resource replaces before it verifies the signature";
  const others = check.flaws.filter(({ reason }) => !ofOthers.has(reason));
  return { ...check, flaws: [{ reason: "not-verifiable", detail }, ...others] };
}

/**
 * Checks a signature with the configured key or keys that its algorithm allows: HMAC with a secret only, everything
 * else with public keys only. Null when the token's form leaves nothing to check.
 */
export async function checkKey(ctx: BonafideContext, jwt: JwtReading, keys: HeldKeys): Promise<KeyCheck | null> {
  const { header } = jwt;
  const jws = signedJws(jwt);
  if (header === null || jws === null) return null;
  const { algorithm, name } = jws;
  if (algorithm.family !== "hmac") return ofItsResource(await checkAsymmetric(ctx, header, jws, keys), header);
  if (keys.secret !== null) return checkSecret(keys.secret, algorithm.minBits, jws);
  return untried("alg-not-allowed", `${name} needs a shared secret, and only public keys are configured`);
}
