import { describe, expect, it } from "vitest";
import { credentialProblems, keyIdKind, otherIdKind } from "./credentials-shape";
import { testCredentials as good } from "./test-aws";

describe("keyIdKind", () => {
  it("tells session keys, long-term keys, other ids and the unknown apart", () => {
    expect(keyIdKind("ASIAY34FZKBOKMUTVV7A")).toBe("session");
    expect(keyIdKind("AKIAIOSFODNN7EXAMPLE")).toBe("long-term");
    expect(keyIdKind("AROAIOSFODNN7EXAMPLE")).toBe("other-id");
    expect(keyIdKind("minioadmin")).toBe("unknown");
    expect(otherIdKind("AIDAIOSFODNN7EXAMPLE")).toBe("an IAM user");
  });
});

describe("credentialProblems", () => {
  it("finds none in good credentials", () => {
    expect(credentialProblems(good)).toEqual([]);
    expect(credentialProblems({ ...good, accessKeyId: "minioadmin", sessionToken: "" })).toEqual([]);
  });

  it.each([
    [{ accessKeyId: "" }, "empty-field"],
    [{ secretAccessKey: "" }, "empty-field"],
    [{ sessionToken: "" }, "session-token-missing"],
    [{ sessionToken: "abc\n" }, "whitespace"],
    [{ accessKeyId: " ASIATESTTESTTESTTEST" }, "whitespace"],
    [{ secretAccessKey: "se\u200bcret" }, "unprintable"],
    [{ accessKeyId: "AROATESTTESTTESTTEST" }, "not-an-access-key"],
    [{ accessKeyId: "AKIATESTTESTTESTTEST" }, "session-token-beside-long-term-key"],
  ])("%j: %s", (change, problem) => {
    expect(credentialProblems({ ...good, ...change })).toContain(problem);
  });
});
