import { verify } from "node:crypto";
import { decodeBase64url } from "@/lib/token/base64url";
import type { JsonObject } from "@/lib/token/strict-json";
import type { TokenFlaw } from "../shared/token-flaw";
import { chooseKeys, type KeyChoice } from "./choose-keys";
import { isDerSignature } from "./der-signature";
import { type KeyCheck, untried } from "./key-check";
import { keyThumbprint } from "./key-thumbprint";
import { keyFits, keyWords, MIN_RSA_BITS, type PublicKey } from "./public-key";
import { type SignedJws, signatureFits } from "./verify-jws";

type Seen = Omit<TokenFlaw, "where">;

const FORGEABLE: Seen = { reason: "weak-key", detail: "RSA key with an exponent below 3: anybody can sign for it" };

/** What makes a key weak: each is said, and none hides that the signature is good. */
function weaknesses(key: PublicKey): readonly Seen[] {
  const flaws: Seen[] = [];
  if (key.bits !== null && key.bits < MIN_RSA_BITS) {
    flaws.push({ reason: "weak-key", detail: "RSA key", evidence: { bits: key.bits, wanted: MIN_RSA_BITS } });
  }
  if (key.flaw === "roca") {
    flaws.push({
      reason: "weak-key",
      detail: "RSA key with the ROCA fingerprint (CVE-2017-15361): it can be factored",
    });
  }
  if (key.flaw === "exponent") flaws.push(FORGEABLE);
  return flaws;
}

/** A signature that is right but for its encoding: said as such, with whether a key of ours made it. */
function derMismatch(keys: readonly PublicKey[], { algorithm, segments }: SignedJws): Seen | null {
  const signature = decodeBase64url(segments.signature).bytes;
  if (algorithm.family !== "ec" || signature === null || !isDerSignature(signature)) return null;
  const input = Buffer.from(`${segments.header}.${segments.payload}`, "latin1");
  const verifies = keys.some(({ key }) => verify(algorithm.hash, input, { key, dsaEncoding: "der" }, signature));
  const detail = "signature is DER-encoded; JWS wants r||s (RFC 7518 §3.4)";
  return { reason: "mismatch", detail, evidence: { verifiesAsDer: verifies } };
}

/** Why none of the keys that were tried made the signature. */
function mismatch(keys: readonly PublicKey[], jws: SignedJws, of: string): Seen {
  const der = derMismatch(keys, jws);
  if (der !== null) return der;
  const [only] = keys;
  const one = only !== undefined && keys.length === 1;
  const detail = one
    ? `the ${keyWords(only)} key did not make this signature`
    : `none of the ${keys.length} keys ${of} made this signature`;
  return { reason: "mismatch", detail };
}

/** The first of the keys that made the signature. */
async function verifying(keys: readonly PublicKey[], jws: SignedJws): Promise<PublicKey | null> {
  for (const key of keys) if (await signatureFits(key, jws)) return key;
  return null;
}

/** Checks a signature with the one key that the operator configured. */
export async function checkPublicKey(key: PublicKey, jws: SignedJws): Promise<KeyCheck> {
  if (!keyFits(key, jws.algorithm)) {
    return untried("alg-not-allowed", `${jws.name} does not match a key of type ${keyWords(key)}`);
  }
  const checkedWith = `${keyWords(key)} public key`;
  if (key.flaw === "exponent") {
    const detail = "the configured key verifies what nobody signed, so it proves nothing";
    return { matched: false, flaws: [FORGEABLE, { reason: "not-verifiable", detail }], checkedWith, thumbprint: null };
  }
  const matched = await signatureFits(key, jws);
  const flaws = [...(matched ? [] : [mismatch([key], jws, "")]), ...weaknesses(key)];
  return { matched, flaws, checkedWith, thumbprint: matched ? keyThumbprint(key.key) : null };
}

type Chosen = Extract<KeyChoice, { readonly keys: readonly PublicKey[] }>;

function ambiguity({ keys, by }: Chosen, header: JsonObject): readonly Seen[] {
  if (by !== "kid" || keys.length === 1) return [];
  const evidence = { kid: String(header.kid).slice(0, 64), thumbprints: keys.map(({ key }) => keyThumbprint(key)) };
  return [{ reason: "ambiguous-key", detail: `${keys.length} different keys have the token's key id`, evidence }];
}

async function tryKeys(chosen: Chosen, header: JsonObject, jws: SignedJws): Promise<KeyCheck> {
  const { keys, by, othersNamed } = chosen;
  const found = await verifying(keys, jws);
  const doubt = ambiguity(chosen, header);
  const only = keys.length === 1 ? keys[0] : undefined;
  const weak = found ?? only;
  const checkedWith = weak === undefined ? `${keys.length} public keys of the key set` : `${keyWords(weak)} public key`;
  const weakly = weak === undefined ? [] : weaknesses(weak);
  if (found !== null) {
    return { matched: true, flaws: [...doubt, ...weakly], checkedWith, thumbprint: keyThumbprint(found.key) };
  }
  const failure: Seen = othersNamed
    ? { reason: "key-not-found", detail: "no key of the set has the token's key id, and none without one verifies it" }
    : mismatch(keys, jws, by === null ? "of the set that fit" : "that the token names");
  return { matched: false, flaws: [failure, ...doubt, ...weakly], checkedWith, thumbprint: null };
}

/** Checks a signature with the keys of a set. */
export async function checkKeys(entries: readonly JsonObject[], header: JsonObject, jws: SignedJws): Promise<KeyCheck> {
  const choice = chooseKeys(entries, header, jws.algorithm);
  if ("keys" in choice) return tryKeys(choice, header, jws);
  const refused = untried(choice.reason, choice.detail, choice.evidence);
  return choice.forgeable === true ? { ...refused, flaws: [...refused.flaws, FORGEABLE] } : refused;
}
