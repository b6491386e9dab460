import { describe, expect, it } from "vitest";
import { describeToken } from "./describe-token";
import { testJwt } from "./test-jwt";

const now = Date.UTC(2026, 5, 1);
const seconds = now / 1000;
const description = (raw: string) => {
  const preview = describeToken(raw, now);
  if (!preview.ok) throw new Error(preview.fault.message);
  return preview.description;
};

describe("describeToken", () => {
  it("says kind, algorithm and time left", () => {
    const raw = testJwt({ payload: { id: "a-real-id", uuid: "b", exp: seconds + 3 * 86_400 } });
    expect(description(`Bearer ${raw}`)).toMatchObject({
      kind: "catalog-jwt",
      algorithm: "HS256",
      expiry: "expires in 3 days",
      expired: false,
      expiresAt: "2026-06-04T00:00:00.000Z",
      stripped: ["Bearer", "outer whitespace"],
      warnings: [],
    });
  });

  it("says how long ago it expired, and that expiring this second is expired", () => {
    const at = (exp: number) => description(testJwt({ payload: { id: "a", exp } }));
    expect(at(seconds - 7200)).toMatchObject({ expired: true, expiry: "expired 2 hours ago" });
    expect(at(seconds)).toMatchObject({ expired: true, expiry: "expired 0 seconds ago" });
    expect(at(seconds + 1)).toMatchObject({ expired: false, expiry: "expires in 1 second" });
    expect(at(1e300)).toMatchObject({ expired: false, expiresAt: null });
  });

  it("says nothing of when a token expires that does not tell", () => {
    const silent = { expired: false, expiry: "no readable expiry", expiresAt: null };
    expect(description("qk_4f1e9a")).toMatchObject(silent);
    expect(description(testJwt({ payload: { id: "a", exp: "soon" } }))).toMatchObject(silent);
  });

  it.each(["none", "None", "NONE"])("warns of a token that is not signed: alg %s", (alg) => {
    const warnings = (header: { alg: string }) => description(testJwt({ header, payload: { id: "a" } })).warnings;
    expect(warnings({ alg })).toEqual(["It is not signed (alg none)."]);
    expect(warnings({ alg: "HS256" })).toEqual([]);
  });

  it.each(['{"token":"abc"}', '["abc"]', `{"token":"${testJwt({ payload: { id: "x" } })}"}`])(
    "knows JSON that was pasted whole: %s",
    (pasted) => {
      expect(description(pasted).warnings.at(-1)).toBe("This looks like JSON: paste only the token inside it.");
    },
  );

  it.each(["abc{def", "abc[def", "6f1b6d0e"])("takes no other token for JSON: %s", (pasted) => {
    expect(description(pasted).warnings).toEqual([]);
  });

  it("describes the inner token, format faults, and test marks", () => {
    const hybrid = testJwt({
      payload: {
        role_arn: "arn:aws:iam::123456789012:role/TestRole",
        catalog_token: testJwt({ payload: { id: "x" } }),
      },
    });
    expect(description(hybrid).inner).toMatchObject({ kind: "catalog-jwt", stripped: [], inner: null });
    expect(description(hybrid).warnings).toEqual([
      "A test token: role account 123456789012 is the AWS documentation account.",
      "A test token: role name TestRole is a placeholder.",
    ]);
    expect(description(`${testJwt({ payload: { id: "x" } })}=`).warnings[0]).toContain("padding");
    expect(description("qk_abc123xyz").warnings).toHaveLength(1);
  });

  it("passes on why a text is no token", () => {
    expect(describeToken("a b", now)).toMatchObject({ ok: false, fault: { code: "inner-whitespace" } });
  });
});
