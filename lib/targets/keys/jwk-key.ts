import { createPublicKey, X509Certificate } from "node:crypto";
import type { JsonObject, JsonValue } from "@/lib/token/strict-json";
import { isSupported } from "./der-key";
import type { KeyRefusal } from "./key-refusal";

/** What a JWK or a set of them gives; null where the JSON is neither. */
export type JwkKey =
  | { readonly publicJwks: readonly JsonObject[] }
  /** Base64url of a symmetric key's bytes. */
  | { readonly secret: string }
  | { readonly refusal: KeyRefusal }
  | null;

const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth"] as const;
const kept = ["kty", "n", "e", "crv", "x", "y", "kid", "alg", "use", "key_ops", "x5c", "x5t", "x5t#S256"] as const;

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Sort = "private" | "symmetric" | "unsupported" | "broken" | "public";

function sortOf(jwk: JsonObject): Sort {
  if (jwk.kty === "oct") return "symmetric";
  if (privateMembers.some((name) => jwk[name] !== undefined)) return "private";
  const [certificate] = Array.isArray(jwk.x5c) ? jwk.x5c : [];
  try {
    const members = Object.fromEntries(
      kept.slice(0, 6).flatMap((name) => (typeof jwk[name] === "string" ? [[name, jwk[name]]] : [])),
    );
    const key =
      typeof certificate === "string" && jwk.n === undefined && jwk.x === undefined
        ? new X509Certificate(Buffer.from(certificate, "base64")).publicKey
        : createPublicKey({ key: members, format: "jwk" });
    return isSupported(key) ? "public" : "unsupported";
  } catch {
    return "broken";
  }
}

function withKept(jwk: JsonObject): JsonObject {
  return Object.fromEntries(kept.flatMap((name) => (jwk[name] === undefined ? [] : [[name, jwk[name]]])));
}

/** Reads a parsed JWK or JWK set (RFC 7517). Entries that cannot be used stand aside; a private one refuses the whole. */
export function readJwkKey(json: JsonValue): JwkKey {
  if (!isJsonObject(json)) return null;
  if (!Array.isArray(json.keys) && typeof json.kty !== "string") return null;
  const entries = (Array.isArray(json.keys) ? json.keys : [json]).filter(isJsonObject);
  const sorts = entries.map(sortOf);
  if (sorts.includes("private")) return { refusal: "private-jwk" };
  const publicJwks = entries.filter((_, index) => sorts[index] === "public").map(withKept);
  if (publicJwks.length > 0) return { publicJwks };
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && sorts[0] === "symmetric") {
    return typeof first.k === "string" && /^[\w-]+$/.test(first.k) ? { secret: first.k } : { refusal: "broken-jwk" };
  }
  return {
    refusal: sorts.includes("unsupported") ? "unsupported" : sorts.includes("symmetric") ? "symmetric" : "broken-jwk",
  };
}
