import type { DoorResult } from "@/lib/http/door-types";
import { utf8Text } from "@/lib/token/base64url";
import { isStrictObject, type JsonObject, type JsonValue, parseStrictJson } from "@/lib/token/strict-json";
import type { BonafideContext } from "../shared/layer-input";

const MAX_KEYS = 100;
const MAX_BYTES = 512 * 1024;

type KeySet = { readonly keys: readonly JsonObject[] } | { readonly problem: string; readonly status: number | null };

const PEM_CERTIFICATE = /^\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/;

/** Certificates by key id, as some issuers publish them; null for any other object. */
function certificatesById(json: JsonObject): readonly JsonObject[] | null {
  const entries = Object.entries(json).map(([kid, value]): JsonObject | null => {
    const [, body] = typeof value === "string" ? (PEM_CERTIFICATE.exec(value) ?? []) : [];
    return body === undefined ? null : { kid, x5c: [body.replace(/\s+/g, "")] };
  });
  const read = entries.filter((entry) => entry !== null);
  return read.length > 0 && read.length === entries.length ? read : null;
}

/** A single JWK is a set of one. */
function entriesOf(json: JsonValue): readonly JsonValue[] | null {
  if (!isStrictObject(json)) return null;
  if (Array.isArray(json.keys)) return json.keys;
  return typeof json.kty === "string" ? [json] : certificatesById(json);
}

function readKeySet(result: DoorResult): KeySet {
  if (result.kind === "failure") {
    const policy = result.failure === "refused-by-policy" ? "refused by Bonafide's own policy: " : "";
    return { problem: `${policy}${result.detail}`, status: result.status };
  }
  const { status } = result;
  if (status >= 300 && status < 400) return { problem: "a redirect, which is not followed", status };
  if (status !== 200) return { problem: `HTTP status ${status}`, status };
  const body = utf8Text(result.body);
  const json = body === null ? null : parseStrictJson(body.replace(/^\ufeff/, ""));
  const keys = json?.ok ? entriesOf(json.value) : null;
  if (keys === null) return { problem: "the answer is not a key set", status };
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
