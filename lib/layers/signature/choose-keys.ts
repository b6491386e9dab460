import { createHash } from "node:crypto";
import type { Evidence } from "@/lib/diagnosis/model";
import type { JsonObject } from "@/lib/token/strict-json";
import type { JwsAlgorithm } from "../shared/jws-algorithms";
import { keyThumbprint } from "./key-thumbprint";
import { certificateOf, keyFits, type PublicKey, publicKeyOfEntry } from "./public-key";
import { jwkObjection } from "./verify-jws";

/** How many keys are tried on one token that does not say which is its own. */
const MAX_TRIED = 16;

/** The keys that may verify a token, each once, or why there are none. */
export type KeyChoice =
  | {
      readonly keys: readonly PublicKey[];
      /** Header member that chose them; null where nothing did, and each that fits is tried. */
      readonly by: KeyName | null;
      /** Other keys of the set bear names that are not the token's. */
      readonly othersNamed: boolean;
    }
  | Refusal;

interface Refusal {
  readonly reason: "key-not-found" | "alg-not-allowed" | "not-verifiable";
  readonly detail: string;
  readonly evidence?: Evidence;
  /** A key that was possible has an RSA exponent with which anybody can sign. */
  readonly forgeable?: boolean;
}

/** Header members that name a key, the most telling first. */
const KEY_NAMES = ["kid", "x5t#S256", "x5t"] as const;
type KeyName = (typeof KEY_NAMES)[number];

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** What an entry is called: as it says, or as its certificate's own digest. */
function nameOf(jwk: JsonObject, name: KeyName): string | null {
  const said = text(jwk[name]);
  if (said !== null || name === "kid") return said;
  const certificate = certificateOf(jwk.x5c);
  if (certificate === null) return null;
  return createHash(name === "x5t" ? "sha1" : "sha256")
    .update(certificate.raw)
    .digest("base64url");
}

/** Why a key that the token names must not verify it. */
function objectionTo(jwk: JsonObject, algorithm: string): Refusal {
  const notFound = (why: string): Refusal => ({
    reason: "key-not-found",
    detail: `the key named by the token is ${why}`,
  });
  if (jwk.kty === "oct") return notFound("symmetric: a public key set must not hold such keys, and it is not used");
  if (jwkObjection(jwk, algorithm) === "use") return notFound("not for verifying signatures (use, key_ops)");
  const key = publicKeyOfEntry(jwk);
  if (key === null) return notFound("unreadable or of an unsupported kind");
  if (key.flaw === "exponent") return notFound("none that proves anything: anybody can sign with its exponent");
  return { reason: "alg-not-allowed", detail: "the key named by the token is for another algorithm" };
}

/** The different keys among entries that may verify with this algorithm; what cannot be read is passed over. */
function fittingKeys(entries: readonly JsonObject[], name: string, algorithm: JwsAlgorithm): readonly PublicKey[] {
  const keys = new Map<string, PublicKey>();
  for (const jwk of entries) {
    const key = jwkObjection(jwk, name) === null ? publicKeyOfEntry(jwk) : null;
    if (key === null || key.flaw === "exponent" || !keyFits(key, algorithm)) continue;
    keys.set(keyThumbprint(key.key), key);
  }
  return [...keys.values()];
}

interface Named {
  readonly entries: readonly JsonObject[];
  readonly by: KeyName | null;
}

/** The entries that the header names; those without such names where none is named. */
function namedEntries(keys: readonly JsonObject[], header: JsonObject): Named {
  const names = KEY_NAMES.filter((name) => text(header[name]) !== null);
  for (const by of names) {
    const entries = keys.filter((jwk) => nameOf(jwk, by) === header[by]);
    if (entries.length > 0) return { entries, by };
  }
  return { entries: keys.filter((jwk) => names.every((name) => nameOf(jwk, name) === null)), by: null };
}

/**
 * Chooses the keys of a set that may verify a token with this header: by `kid`, `x5t#S256` or `x5t` where the token
 * has one that the set knows, else every key that bears no such name and fits. Entries that are the same key count
 * once.
 */
export function chooseKeys(keys: readonly JsonObject[], header: JsonObject, algorithm: JwsAlgorithm): KeyChoice {
  const name = String(header.alg);
  const kid = text(header.kid)?.slice(0, 64) ?? "none";
  const { entries, by } = namedEntries(keys, header);
  const [first] = entries;
  if (first === undefined) {
    const known = keys.flatMap((jwk) => text(jwk.kid)?.slice(0, 64) ?? []).slice(0, 10);
    const detail = keys.length === 0 ? "the key set is empty" : "no key of the set has the token's key id";
    return { reason: "key-not-found", detail, evidence: { kid, known } };
  }
  const fitting = fittingKeys(entries, name, algorithm);
  if (fitting.length > MAX_TRIED) {
    const detail = `${fitting.length} keys are possible, the token does not say which, and ${MAX_TRIED} are tried at most`;
    return { reason: "not-verifiable", detail, evidence: { kid } };
  }
  if (fitting.length > 0) return { keys: fitting, by, othersNamed: by === null && entries.length < keys.length };
  const forgeable = entries.some((jwk) => publicKeyOfEntry(jwk)?.flaw === "exponent");
  if (by !== null) return { ...objectionTo(first, name), ...(forgeable ? { forgeable } : {}) };
  const detail = `no key of the set is for ${name}`;
  return { reason: "key-not-found", detail, evidence: { keys: keys.length }, ...(forgeable ? { forgeable } : {}) };
}
