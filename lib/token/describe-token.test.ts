import { describe, expect, it } from "vitest";
import { describeToken } from "./describe-token";
import { fakeMarks } from "./known-fakes";
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
    expect(at(seconds)).toMatchObject({ expired: true });
    expect(at(1e300)).toMatchObject({ expired: false, expiresAt: null });
  });

  it("describes the inner token, format faults, test marks and pasted JSON", () => {
    const hybrid = testJwt({
      payload: {
        role_arn: "arn:aws:iam::123456789012:role/TestRole",
        catalog_token: testJwt({ payload: { id: "x" } }),
      },
    });
    expect(description(hybrid).inner?.kind).toBe("catalog-jwt");
    expect(description(hybrid).warnings).toEqual([
      "A test token: role account 123456789012 is the AWS documentation account.",
      "A test token: role name TestRole is a placeholder.",
    ]);
    expect(description(`${testJwt({ payload: { id: "x" } })}=`).warnings[0]).toContain("padding");
    expect(description("qk_abc123xyz").warnings).toHaveLength(1);
    expect(description('{"token":"abc"}').warnings[0]).toContain("JSON");
  });

  it("passes on why a text is no token", () => {
    expect(describeToken("a b", now)).toMatchObject({ ok: false, fault: { code: "inner-whitespace" } });
  });
});

describe("fakeMarks", () => {
  const id = "81a35282-0149-4eb3-bb8e-627379db6a1c";
  const uuid = "3caa49a9-3752-486e-b979-51a369d6df69";

  it("takes the published uuid for a fake, but not the id of the real person beside it", () => {
    expect(fakeMarks({ id, uuid, exp: 1776817104 }).certain).toHaveLength(1);
    expect(fakeMarks({ id, uuid: "another" }).certain).toEqual([]);
  });

  it.each([
    [{ sub: "user-123" }],
    [{ id: "test-user" }],
    [{ uuid: "uuid-456" }],
    [{ awsRoleArn: "arn:aws:iam::000000000000:role/x" }],
    [{ role_arn: "arn:aws:iam::123456789:role/x" }],
    [{ role_arn: "arn:aws:iam::555555555555:role/path/TestRole" }],
    [{ catalog_token: "fake-token" }],
    [{ registry_url: "https://test-registry.example.com" }],
  ])("is certain of %j", (payload) => {
    expect(fakeMarks(payload).certain).toHaveLength(1);
  });

  it.each([[{ iss: "mcp-test" }], [{ aud: ["mcp-server"] }], [{ role_arn: "arn:aws:iam::555555555555:role/Test" }]])(
    "only hints at %j",
    (payload) => {
      expect(fakeMarks(payload)).toMatchObject({ certain: [], hints: [expect.any(String)] });
    },
  );

  it("leaves an ordinary token alone", () => {
    expect(fakeMarks({ id: "4ad3", uuid: "b1", role_arn: "arn:aws:iam::555555555555:role/Reader" })).toEqual({
      certain: [],
      hints: [],
    });
  });
});
