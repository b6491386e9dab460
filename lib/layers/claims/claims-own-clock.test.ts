import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/diagnosis/model";
import { parseToken } from "@/lib/token/parse-token";
import { testInput, testNow } from "../shared/test-context";
import { claims } from "./claims";

const nowS = Math.floor(testNow / 1000);

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function jwt(payload: Record<string, unknown>): string {
  return `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(payload)}.${"A".repeat(43)}`;
}

function holds(code: string, payload: Record<string, unknown> | null, aheadS = 0): boolean | null | undefined {
  const told = { severity: "fail", effect: "fail", title: "t", remedy: "r", actor: "operator", evidence: {} } as const;
  const finding: Finding = { ...told, code };
  const parsed = parseToken(jwt(payload ?? {}));
  if (!parsed.ok) throw new Error("the test's token is malformed");
  const token = payload === null ? null : parsed.token;
  return claims.holdsAt?.(testInput({ token }), finding, { nowMs: testNow + aheadS * 1000, hopAheadS: null });
}

describe("a finding about the times of a token, by the servers' clock", () => {
  it("holds as long as the token has expired then, too", () => {
    expect(holds("claims/expired", { exp: nowS - 300 })).toBe(true);
    expect(holds("claims/expired", { exp: nowS - 300 }, -600)).toBe(false);
  });

  it("holds as long as the token is of the future then, too", () => {
    expect(holds("claims/not-yet-valid", { nbf: nowS + 600, exp: nowS + 9_000 })).toBe(true);
    expect(holds("claims/not-yet-valid", { nbf: nowS + 600, exp: nowS + 9_000 }, 600)).toBe(false);
  });

  it("holds whatever the clock where a time cannot be meant", () => {
    expect(holds("claims/implausible-time", { exp: 1e13 }, 600)).toBe(true);
  });

  it("is looked for in the token inside, too", () => {
    const inner = { catalog_token: jwt({ id: "1", uuid: "2", exp: nowS - 300 }) };
    const outer = { role_arn: "arn:aws:iam::111122223333:role/R", exp: nowS + 9_000, ...inner };
    expect(holds("claims/expired", outer)).toBe(true);
    expect(holds("claims/expired", outer, -600)).toBe(false);
  });

  it("does not hold without a token", () => {
    expect(holds("claims/expired", null)).toBe(false);
  });

  it.each(["claims/known-fake", "claims/missing-claim", "claims/issuer-mismatch"])("%s is not about time", (code) => {
    expect(holds(code, { exp: nowS - 300 })).toBeNull();
  });
});
