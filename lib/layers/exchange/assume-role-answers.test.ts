import { describe, expect, it } from "vitest";
import { awsCredentials } from "../outputs";
import { testAnswer, testFailure } from "../shared/test-context";
import { assumeRoleContext, credentials, denied, later, stsError, vended } from "./test-exchange";

describe("an answer of STS to assume-role", () => {
  it.each([
    [denied, "fail", "exchange/assume-role-denied", "403: AccessDenied"],
    [stsError(403, "InvalidClientTokenId"), "fail", "exchange/invalid-key", "403: InvalidClientTokenId"],
    [stsError(403, "InvalidToken"), "fail", "exchange/invalid-key", "403: InvalidToken"],
    [stsError(403, "SignatureDoesNotMatch"), "fail", "exchange/bad-signature", "403: SignatureDoesNotMatch"],
    [stsError(403, "SignatureDoesNotMatch", "Signature expired: now"), "fail", "exchange/request-time-skewed", "403"],
    [stsError(403, "ExpiredToken"), "fail", "exchange/expired", "403: ExpiredToken"],
    [stsError(403, "RegionDisabledException"), "fail", "exchange/region-disabled", "403: RegionDisabledException"],
    [stsError(400, "ValidationError", "DurationSeconds exceeds"), "fail", "exchange/invalid-parameters", "400"],
    [stsError(400, "Throttling"), "inconclusive", "exchange/throttled", "400: Throttling"],
    [stsError(503, "Throttling"), "inconclusive", "exchange/throttled", "503: Throttling"],
    [stsError(503, "ServiceUnavailable"), "inconclusive", "exchange/server-error", "503: ServiceUnavailable"],
    [stsError(500, "Mystery"), "inconclusive", "exchange/server-error", "500: Mystery"],
    [stsError(400, "InvalidAction"), "fail", "exchange/not-aws", "400: InvalidAction"],
    [stsError(400, "NotImplemented"), "fail", "exchange/not-aws", "400: NotImplemented"],
    [stsError(418, "Mystery"), "fail", "exchange/unexpected-status", "418: Mystery"],
    [stsError(400, "IDPCommunicationError"), "fail", "exchange/unexpected-status", "400: IDPCommunicationError"],
    [{ ...vended("AssumeRole"), status: 203 }, "fail", "exchange/unexpected-status", "203: not an STS answer"],
    [stsError(400, "MyInvalidAction"), "fail", "exchange/unexpected-status", "400: MyInvalidAction"],
    [testAnswer(200, "<html>sign in</html>", { "content-type": "text/html" }), "fail", "exchange/not-aws", "200: not"],
    [testAnswer(404, "<html>", { "content-type": "text/html" }), "fail", "exchange/not-aws", "404: not an STS answer"],
    [testAnswer(200, "{}"), "fail", "exchange/not-aws", "200: not an STS answer"],
    [testAnswer(404, "{}"), "fail", "exchange/unexpected-status", "404: not an STS answer"],
    [testAnswer(302, "", { location: "https://a.test" }), "fail", "exchange/redirected", "302: not an STS answer"],
    [testAnswer(502, "bad gateway"), "inconclusive", "exchange/server-error", "502: not an STS answer"],
    [testFailure("timeout"), "inconclusive", "exchange/timeout", "STS gave no usable answer"],
    [testFailure("unreachable"), "inconclusive", "exchange/unreachable", "STS gave no usable answer"],
    [
      vended("AssumeRole", (body) => body.replace("ASIAV", "AKIAV")),
      "fail",
      "exchange/long-term-key",
      "AKIA…0000 until 01:00 UTC",
    ],
    [
      vended("AssumeRole", (body) => body.replace(later, "2020-01-01T00:00:00Z")),
      "fail",
      "exchange/expired-on-arrival",
      "ASIA…0000, expired on arrival",
    ],
    [
      vended("AssumeRole", (body) => body.replace(/<SessionToken>.*?<\/SessionToken>/, "")),
      "fail",
      "exchange/missing-fields",
      "200, but no usable credentials",
    ],
  ])("is told apart from others (%#)", async (real, status, code, line) => {
    const seen = await assumeRoleContext({ real }).run();
    expect(seen).toMatchObject({ status, codes: [code] });
    expect(seen.summary).toContain(line);
  });

  it("that was cancelled leaves no finding", async () => {
    expect((await assumeRoleContext({ real: testFailure("cancelled") }).run()).codes).toEqual([]);
  });

  it.each([
    [stsError(400, "InvalidAction"), { status: 400, awsCode: "InvalidAction", contentType: "text/xml" }],
    [testAnswer(200, "hello"), { status: 200, contentType: "none" }],
    [testAnswer(404, "{}"), { status: 404 }],
    [stsError(500, "Mystery"), { status: 500, awsCode: "Mystery" }],
    [stsError(418, "Mystery", "short and stout"), { status: 418, awsCode: "Mystery", message: "short and stout" }],
    [testAnswer(302, "", { location: "https://a.test" }), { status: 302, location: "https://a.test" }],
    [stsError(403, "ExpiredToken"), { status: 403, awsCode: "ExpiredToken", message: "no" }],
    [testFailure("unreachable", "connection refused"), { detail: "connection refused" }],
    [
      vended("AssumeRole", (body) => body.replace(/<SessionToken>.*?<\/SessionToken>/, "")),
      { wrong: ["SessionToken: absent"] },
    ],
    [
      vended("AssumeRole", (body) => body.replace(credentials.SecretAccessKey, "short")),
      { wrong: ["SecretAccessKey: malformed"] },
    ],
  ])("is shown by its small facts (%#)", async (real, evidence) => {
    const context = assumeRoleContext({ real });
    await context.run();
    expect(context.findings[0]?.evidence).toMatchObject(evidence);
    expect(Object.keys(context.findings[0]?.evidence ?? {})).not.toContain("trustPolicy");
  });

  it.each([
    [vended("AssumeRole", (body) => body.replace("ASIAV", "AKIAV"))],
    [vended("AssumeRole", (body) => body.replace(later, "2020-01-01T00:00:00Z"))],
    [vended("AssumeRole", (body) => body.replace(/<SessionToken>.*?<\/SessionToken>/, ""))],
    [denied],
  ])("withholds credentials that must not be used (%#)", async (real) => {
    const context = assumeRoleContext({ real });
    await context.run();
    expect(context.outputs.has(awsCredentials.name)).toBe(false);
  });

  it("fails where a wrong secret assumes the role too", async () => {
    const context = assumeRoleContext({ control: () => vended("AssumeRole") });
    expect((await context.run()).codes).toContain("exchange/not-enforced");
  });
});
