import type { FormatFault, FormatReason } from "@/lib/token/read-jwt";
import type { JsonObject, JsonValue } from "@/lib/token/strict-json";
import { jwsAlgorithm } from "../shared/jws-algorithms";
import type { TokenFlaw } from "../shared/token-flaw";

type Seen = Omit<TokenFlaw, "where">;

/** Faults that leave open which bytes a part holds. */
export const nonCanonical: ReadonlySet<FormatReason> = new Set([
  "bad-character",
  "padding",
  "bad-length",
  "spare-bits",
]);

/** Format faults by the code they belong to. Duplicate claims are the claims layer's. */
export function formatFlaws(faults: readonly FormatFault[]): readonly Seen[] {
  return faults
    .filter((fault) => !(fault.part === "payload" && fault.reason === "duplicate-member"))
    .map((fault) => ({
      reason: nonCanonical.has(fault.reason) ? "non-canonical" : "malformed",
      detail: fault.message,
    }));
}

const text = (value: JsonValue | undefined, length: number) =>
  typeof value === "string" ? value.slice(0, length) : "not a string";

/** Where a header says its key lies: an origin at most, for the rest of a URL is the token's own data. */
function origin(value: JsonValue | undefined): string {
  if (typeof value !== "string" || !URL.canParse(value)) return "inside the token";
  const url = new URL(value);
  return url.origin === "null" ? url.protocol : url.origin.slice(0, 200);
}

function algorithmFlaws(header: JsonObject): readonly Seen[] {
  const { alg } = header;
  if (typeof alg !== "string") return [{ reason: "malformed", detail: "header: no alg" }];
  if (alg.toLowerCase() === "none") return [{ reason: "alg-none", detail: `alg ${alg}` }];
  if (jwsAlgorithm(alg) !== null) return [];
  const misspelt = jwsAlgorithm(alg.toUpperCase()) !== null;
  const detail = `alg ${alg.slice(0, 32)} is ${misspelt ? "not spelt as the standard requires" : "not allowed here"}`;
  return [{ reason: "alg-not-allowed", detail }];
}

/** Checks the header by itself, before any key is tried. */
export function headerFlaws(header: JsonObject | null): readonly Seen[] {
  if (header === null) return [];
  const flaws: Seen[] = [...algorithmFlaws(header)];
  if (Object.hasOwn(header, "kid") && typeof header.kid !== "string") {
    flaws.push({ reason: "malformed", detail: "header: kid is not a string" });
  }
  if (Object.hasOwn(header, "crit")) {
    const names = Array.isArray(header.crit) ? header.crit.slice(0, 5).map((name) => text(name, 64)) : [];
    const detail = names.length === 0 ? "crit without names" : `crit: ${names.join(", ")}`;
    flaws.push({ reason: "critical-header", detail });
  }
  if (Object.hasOwn(header, "b64")) flaws.push({ reason: "critical-header", detail: "b64, which JWTs must not use" });
  for (const name of ["jku", "x5u", "jwk", "x5c"]) {
    if (!Object.hasOwn(header, name)) continue;
    flaws.push({ reason: "token-supplied-key", detail: `${name}: ${origin(header[name])}, not used` });
  }
  return flaws;
}
