import type { Evidence } from "@/lib/diagnosis/model";
import type { DoorResult } from "@/lib/http/door-types";
import { utf8Text } from "@/lib/token/base64url";
import { isStrictObject, type JsonObject, parseStrictJson } from "@/lib/token/strict-json";
import type { JwsAlgorithm } from "../shared/jws-algorithms";
import type { BonafideContext } from "../shared/layer-input";
import { keyFits, type PublicKey, publicKeyFromJwk } from "./public-key";
import { jwkObjection } from "./verify-jws";

const MAX_KEYS = 100;
const MAX_BYTES = 512 * 1024;

type KeySet = { readonly keys: readonly JsonObject[] } | { readonly problem: string; readonly status: number | null };

function readKeySet(result: DoorResult): KeySet {
  if (result.kind === "failure") {
    const policy = result.failure === "refused-by-policy" ? "refused by Bonafide's own policy: " : "";
    return { problem: `${policy}${result.detail}`, status: result.status };
  }
  const { status } = result;
  if (status >= 300 && status < 400) return { problem: "a redirect, which is not followed", status };
  if (status !== 200) return { problem: `HTTP status ${status}`, status };
  const body = utf8Text(result.body);
  const json = body === null ? null : parseStrictJson(body);
  const keys = json?.ok && isStrictObject(json.value) ? json.value.keys : undefined;
  if (!Array.isArray(keys)) return { problem: "the answer is not a key set", status };
  if (keys.length > MAX_KEYS) return { problem: `more than ${MAX_KEYS} keys`, status };
  return { keys: keys.filter(isStrictObject) };
}

/** Fetches a JWKS (RFC 7517 §5) through the guarded door: one request, no redirect, at most 100 keys. */
export async function fetchKeySet(ctx: BonafideContext, url: string): Promise<KeySet> {
  const result = await ctx.http.send("real", {
    method: "GET",
    url,
    headers: { accept: "application/jwk-set+json, application/json" },
    timeoutMs: ctx.input.timeoutMs,
    maxBytes: MAX_BYTES,
    signal: ctx.signal,
  });
  return readKeySet(result);
}

export type KeyChoice =
  | { readonly key: PublicKey }
  | { readonly reason: "key-not-found" | "alg-not-allowed"; readonly detail: string; readonly evidence?: Evidence };

/** Why a key that the token names must not verify it. */
function objectionTo(jwk: JsonObject, name: string): KeyChoice {
  const notFound = (why: string): KeyChoice => ({
    reason: "key-not-found",
    detail: `the key named by the token is ${why}`,
  });
  if (jwk.kty === "oct") return notFound("symmetric: a public key set must not hold such keys, and it is not used");
  if (jwkObjection(jwk, name) === "use") return notFound("not for verifying signatures (use, key_ops)");
  if (publicKeyFromJwk(jwk) === null) return notFound("unreadable or of an unsupported kind");
  return { reason: "alg-not-allowed", detail: "the key named by the token is for another algorithm" };
}

/**
 * Chooses the one key of a set that may verify a token with this header: by `kid` where the token names one, else the
 * only one that fits. Nothing is tried out: two that fit are none.
 */
export function chooseKey(keys: readonly JsonObject[], header: JsonObject, algorithm: JwsAlgorithm): KeyChoice {
  const name = String(header.alg);
  const kid = typeof header.kid === "string" ? header.kid : null;
  const named = kid === null ? keys : keys.filter((jwk) => jwk.kid === kid);
  const kidShown = kid === null ? "none" : kid.slice(0, 64);
  const [first] = named;
  if (first === undefined) {
    const known = keys.flatMap((jwk) => (typeof jwk.kid === "string" ? [jwk.kid.slice(0, 64)] : [])).slice(0, 10);
    const detail = keys.length === 0 ? "the key set is empty" : "no key of the set has the token's key id";
    return { reason: "key-not-found", detail, evidence: { kid: kidShown, known } };
  }
  const fitting = named.flatMap((jwk) => {
    const key = jwkObjection(jwk, name) === null ? publicKeyFromJwk(jwk) : null;
    return key !== null && keyFits(key, algorithm) ? [key] : [];
  });
  const [only] = fitting;
  if (fitting.length > 1) {
    const detail = `${fitting.length} keys are possible, and the token does not say which`;
    return { reason: "key-not-found", detail, evidence: { kid: kidShown } };
  }
  if (only !== undefined) return { key: only };
  if (kid !== null) return objectionTo(first, name);
  return { reason: "key-not-found", detail: `no key of the set is for ${name}`, evidence: { keys: keys.length } };
}
