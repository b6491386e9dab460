import type { Evidence } from "@/lib/diagnosis/model";
import type { JsonObject, JsonValue } from "@/lib/token/strict-json";
import { connectHost } from "@/lib/token/token-kind";
import type { Expectation } from "@/lib/wire/target-schema";

export interface ExpectationFlaw {
  readonly reason: "issuer-mismatch" | "audience-mismatch";
  readonly detail: string;
  readonly evidence: Evidence;
}

/** A claim as it may be shown: cut, and a URL without query, fragment or user. */
function shown(value: JsonValue | undefined): string {
  if (typeof value !== "string") return value === undefined ? "none" : "not a string";
  return value
    .replace(/[?#].*$/s, "")
    .replace(/\/\/[^/]*@/, "//")
    .slice(0, 200);
}

/** Why two texts that look alike differ. */
function difference(got: JsonValue | undefined, expected: string): string {
  if (typeof got !== "string") return "absent or not a string";
  if (got.replace(/\/$/, "") === expected.replace(/\/$/, "")) return "only a trailing slash differs";
  if (got.replace(/:443(?=\/|$)/, "") === expected.replace(/:443(?=\/|$)/, "")) return "only the port :443 differs";
  return got.toLowerCase() === expected.toLowerCase() ? "only upper and lower case differ" : "another value";
}

function issuer(payload: JsonObject, expected: string): ExpectationFlaw | null {
  if (payload.iss === expected) return null;
  const evidence = { expected: shown(expected), got: shown(payload.iss) };
  return { reason: "issuer-mismatch", detail: `iss: ${difference(payload.iss, expected)}`, evidence };
}

function audience(payload: JsonObject, expected: string): ExpectationFlaw | null {
  const list = Array.isArray(payload.aud) ? payload.aud : [payload.aud];
  if (list.includes(expected)) return null;
  const evidence = { expected: shown(expected), got: list.slice(0, 5).map(shown).join(", ") };
  const detail = `aud: ${list.length === 1 ? difference(list[0], expected) : "not in the list"}`;
  return { reason: "audience-mismatch", detail, evidence };
}

/**
 * Compares `iss` and `aud` with what the target expects, exactly (RFC 7519 §4.1.1). Without an expectation a Quilt
 * Connect token is held to its own documentation: the issuer's port is written out, the audience ends in `/mcp/platform`.
 */
export function expectationFlaws(payload: JsonObject, expect: Expectation): readonly ExpectationFlaw[] {
  const host = connectHost(payload);
  const wantedIssuer = expect.issuer ?? (host === null ? undefined : `https://${host}:443`);
  const wantedAudience = expect.audience ?? (host === null ? undefined : `https://${host}/mcp/platform`);
  return [
    wantedIssuer === undefined ? null : issuer(payload, wantedIssuer),
    wantedAudience === undefined ? null : audience(payload, wantedAudience),
  ].filter((flaw) => flaw !== null);
}
