import { describe, expect, it } from "vitest";
import type { LayerStatus, Verdict } from "@/lib/diagnosis/model";
import { parseToken } from "@/lib/token/parse-token";
import { judgeLocally, readContents } from "./inspect-token";

function jwt(payload: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256" })}.${part(payload)}.${"A".repeat(43)}`;
}

describe("readContents", () => {
  it("names claims and times, of the inner token too, and shows no other value", () => {
    const inner = jwt({ id: "sentinel-id", exp: 1_795_000_000 });
    const parsed = parseToken(jwt({ role_arn: "sentinel-role", catalog_token: inner, exp: 1_795_000_000, iat: 1e300 }));
    if (!parsed.ok) throw new Error("the token was refused");
    const contents = readContents(parsed.token);
    expect(contents).toEqual({
      claims: ["role_arn", "catalog_token", "exp", "iat"],
      times: { exp: "2026-11-18T11:06:40.000Z", iat: null },
      inner: { claims: ["id", "exp"], times: { exp: "2026-11-18T11:06:40.000Z" }, inner: null },
    });
    expect(JSON.stringify(contents)).not.toContain("sentinel");
  });
});

describe("judgeLocally", () => {
  it.each([
    [["pass", "pass"], "pass"],
    [["not-applicable", "pass"], "pass"],
    [["not-applicable", "not-applicable"], "inconclusive"],
    [["inconclusive", "pass"], "inconclusive"],
    [["tool-error", "pass"], "inconclusive"],
    [["cancelled", "fail"], "fail"],
    [[], "inconclusive"],
  ] satisfies [LayerStatus[], Verdict][])("%j is %s", (statuses, verdict) => {
    expect(judgeLocally(statuses)).toBe(verdict);
  });
});
