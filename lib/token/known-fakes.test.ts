import { describe, expect, it } from "vitest";
import { fakeMarks, isSampleToken } from "./known-fakes";

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
    [{ role_arn: "arn:aws:sts::555555555555:assumed-role/TestRole/session" }],
    [{ user_id: "dev-user" }],
    [{ registry_url: "https://test-registry.example.com" }],
    [{ catalog_url: "https://your-catalog.quiltdata.com" }],
  ])("is certain of %j", (payload) => {
    expect(fakeMarks(payload).certain).toHaveLength(1);
  });

  it.each([
    [{ iss: "mcp-test" }],
    [{ aud: ["mcp-server"] }],
    [{ aud: "mcp-server" }],
    [{ role_arn: "arn:aws:iam::555555555555:role/Test" }],
  ])("only hints at %j", (payload) => {
    expect(fakeMarks(payload)).toMatchObject({ certain: [], hints: [expect.any(String)] });
  });

  it.each([
    [{ id: "4ad3", uuid: "b1", role_arn: "arn:aws:iam::555555555555:role/Reader" }],
    [{ iss: "https://connect.acme.test:443", aud: "https://connect.acme.test/mcp/platform" }],
    [{ aud: ["one", "two"] }],
    [{ registry_url: "https://registry.acme.test", catalog_url: "https://example.com.acme.test" }],
    [{ role_arn: "arn:aws:sts::555555555555:assumed-role/Reader/TestRole" }],
  ])("leaves an ordinary token alone: %j", (payload) => {
    expect(fakeMarks(payload)).toEqual({ certain: [], hints: [] });
  });

  it.each([
    [{ id: ["user-123"], uuid: 7, iss: ["mcp-test"], aud: 7 }],
    [{ role_arn: ["arn:aws:iam::123456789012:role/TestRole"] }],
    [{ role_arn: "see arn:aws:iam::123456789012:role/TestRole" }],
    [{ role_arn: "TestRole" }],
    [{ registry_url: ["https://example.com"], catalog_url: "example.com" }],
  ])("reads nothing into a claim of another type or form, and never throws: %j", (payload) => {
    expect(fakeMarks(payload)).toEqual({ certain: [], hints: [] });
  });
});

describe("sample text", () => {
  it.each(["not-a-jwt", "qk_abc123xyz", "qk_abc...xyz", "qk_abc…xyz"])("is known: %s", (text) => {
    expect(isSampleToken(text)).toBe(true);
  });

  it.each(["qk_abc123xyz9", "my-qk_abc...xyz", "eyJhbGciOi...", "qk_a..b"])(
    "is not every text that looks odd: %s",
    (text) => {
      expect(isSampleToken(text)).toBe(false);
    },
  );
});
