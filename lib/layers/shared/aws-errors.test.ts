import { describe, expect, it } from "vitest";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import { awsEvidence, awsProbe, awsReason } from "./aws-errors";
import { testFailure } from "./test-context";

function call(
  status: number,
  code: string | null,
  parts: { type?: string; body?: string; message?: string } = {},
): AwsCall<null> {
  const { type = "text/xml", body = "<ErrorResponse/>", message = "" } = parts;
  return {
    raw: {
      kind: "answer",
      status,
      headers: { "content-type": type },
      body: new TextEncoder().encode(body),
      startedAtMs: 0,
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 1, totalMs: 1 },
      address: "127.0.0.1",
    },
    value: null,
    error: code === null ? null : { code, message, status, region: null, endpoint: null },
    requestId: null,
  };
}

describe("awsReason", () => {
  it.each([
    ["SignatureDoesNotMatch", "The request signature we calculated does not match", "bad-signature"],
    ["SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier than …", "request-time-skewed"],
    ["SignatureDoesNotMatch", "Signature not yet current: …", "request-time-skewed"],
    ["ExpiredTokenException", "", "expired"],
    ["ExpiredToken", "", "expired"],
    ["InvalidClientTokenId", "", "invalid-key"],
    ["InvalidAccessKeyId", "", "invalid-key"],
    ["InvalidToken", "", "invalid-token"],
    ["InvalidTokenId", "", "invalid-token"],
    ["TokenRefreshRequired", "", "expired"],
    ["UnrecognizedClientException", "", "invalid-key"],
    ["RequestTimeTooSkewed", "", "request-time-skewed"],
    ["RequestExpired", "", "request-time-skewed"],
    ["AccessDenied", "Request has expired", "request-time-skewed"],
    ["AccessDenied", "not authorized to perform s3:ListBucket", "access-denied"],
    ["AccessDeniedException", "", "access-denied"],
    ["AllAccessDisabled", "", "account-blocked"],
    ["ExpiredToken", "Signature expired", "expired"],
    ["InvalidIdentityToken", "Incorrect token audience", "token-refused"],
    ["InvalidIdentityToken", "Couldn't retrieve verification key from your identity provider", "keys-unreachable"],
    ["IDPRejectedClaim", "a verification key", "token-refused"],
    ["IDPCommunicationError", "", "keys-unreachable"],
    ["ThrottlingException", "", "throttled"],
    ["ThrottledException", "", "throttled"],
    ["TooManyRequestsException", "", "throttled"],
    ["RequestLimitExceeded", "", "throttled"],
    ["OptInRequired", "", "region-disabled"],
    ["NoSuchBucket", "", "no-such-bucket"],
    ["AuthorizationHeaderMalformed", "", "wrong-region"],
    ["InternalError", "", "server-error"],
    ["ServiceUnavailable", "", "server-error"],
    ["ValidationError", "", "invalid-parameters"],
    ["PackedPolicyTooLarge", "", "invalid-parameters"],
    ["SlowDown", "", "throttled"],
    ["RegionDisabledException", "", "region-disabled"],
    ["PermanentRedirect", "", "wrong-region"],
    ["IllegalLocationConstraintException", "", "wrong-region"],
  ])("reads %s (%s) as %s", (code, message, reason) => {
    expect(awsReason({ code, message })).toBe(reason);
  });

  it.each(["SomethingNew", "", "Exception", "ExceptionExpiredToken", "expiredtoken", "constructor", "__proto__"])(
    "has no reason for a code that it does not know: %j",
    (code) => {
      expect(awsReason({ code, message: "" })).toBeNull();
    },
  );
});

describe("awsProbe", () => {
  it("takes an AWS error in text/html for AWS's refusal, as some servers send it", () => {
    const probe = awsProbe(call(403, "SignatureDoesNotMatch", { type: "text/html; charset=utf-8" }), false);
    expect(probe).toMatchObject({ observed: "refused", answered: true });
  });

  it.each([
    ["SignatureDoesNotMatch", "Credential should be scoped to a valid region, not 'x'"],
    ["AccessDenied", "VPC endpoints do not support cross-region requests"],
  ])("takes %s for no refusal where its text is about something else", (code, message) => {
    expect(awsProbe(call(403, code, { message }), false)).toMatchObject({ observed: "no-answer", answered: true });
  });

  it("takes a page without an AWS error for no answer", () => {
    const page = { type: "text/html", body: "<!doctype html><title>Sign in</title>" };
    for (const status of [200, 403, 502]) {
      const wanted = { observed: "no-answer", answered: false, status, note: "HTML" };
      expect(awsProbe(call(status, null, page), true)).toMatchObject(wanted);
    }
  });

  it.each([
    [503, "SlowDown", "no-answer", false],
    [500, "InternalError", "no-answer", false],
    [400, "ExpiredToken", "refused", true],
    [400, "InvalidToken", "refused", true],
    [404, "NoSuchBucket", "no-answer", true],
    [301, "PermanentRedirect", "no-answer", true],
    [403, "AccessDenied", "refused", true],
    [400, "ValidationError", "no-answer", true],
    [400, "Throttling", "no-answer", false],
    [403, "SlowDown", "no-answer", false],
    [500, "ExpiredToken", "no-answer", false],
    [503, "AccessDenied", "no-answer", false],
    [401, "SomethingNew", "refused", true],
    [403, "SomethingNew", "refused", true],
    [400, "SomethingNew", "no-answer", true],
    [400, "InvalidClientTokenId", "refused", true],
    [400, "SignatureDoesNotMatch", "refused", true],
    [400, "RequestTimeTooSkewed", "refused", true],
    [400, "InvalidIdentityToken", "refused", true],
    [403, "RegionDisabledException", "no-answer", true],
    [403, "AllAccessDisabled", "no-answer", true],
    [403, "PermanentRedirect", "no-answer", true],
    [401, "ValidationError", "no-answer", true],
    [200, "AccessDenied", "refused", true],
    [200, "NoSuchBucket", "no-answer", true],
  ])("takes %i %s for %s", (status, code, observed, answered) => {
    expect(awsProbe(call(status, code), true)).toMatchObject({ observed, answered, status, note: code });
  });

  it.each([
    [302, "redirected"],
    [429, "rate-limited"],
    [502, "server-error"],
  ])("takes a %i without an AWS error for no answer", (status, note) => {
    const wanted = { observed: "no-answer", answered: false, status, note };
    expect(awsProbe(call(status, null, { body: "" }), true)).toMatchObject(wanted);
  });

  it.each(["timeout", "cancelled"] as const)("takes %s for no answer", (failure) => {
    const raw = { ...testFailure(failure), status: 200 };
    const probe = awsProbe({ ...call(200, null), raw }, true);
    expect(probe).toMatchObject({ observed: "no-answer", answered: false, status: 200, note: failure });
  });

  it("accepts a 200 only with evidence", () => {
    expect(awsProbe(call(200, null, { body: "<x/>" }), true)).toMatchObject({ observed: "accepted", answered: true });
    for (const [status, holds] of [
      [200, false],
      [204, true],
      [404, true],
    ] as const) {
      const probe = awsProbe(call(status, null, { body: "<x/>" }), holds);
      expect(probe).toMatchObject({ observed: "no-answer", answered: false, note: "not an AWS answer" });
    }
  });

  it("keeps the call for whoever reports it", () => {
    const given = call(200, null);
    expect(awsProbe(given, true).value).toBe(given);
  });
});

describe("awsEvidence", () => {
  it("shows AWS's own code, words and request id", () => {
    const given = { ...call(403, "AccessDenied", { message: "x".repeat(2000) }), requestId: "r-1" };
    expect(awsEvidence(given)).toEqual({
      status: 403,
      awsCode: "AccessDenied",
      message: "x".repeat(2000),
      requestId: "r-1",
    });
  });

  it("shows a denial in fields", () => {
    const message =
      "User: arn:aws:iam::1:user/ada is not authorized to perform: sts:X with an explicit deny in a session policy";
    expect(awsEvidence(call(403, "AccessDenied", { message }))).toEqual({
      status: 403,
      awsCode: "AccessDenied",
      message,
      principal: "arn:aws:iam::1:user/ada",
      action: "sts:X",
      policyType: "session policy",
    });
  });

  it("invents none", () => {
    expect(awsEvidence(call(204, null))).toEqual({ status: 204 });
  });
});
