import { describe, expect, it } from "vitest";
import type { AwsCall } from "@/lib/aws/aws-call";
import { awsProbe, awsReason } from "./aws-errors";

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
    ["SlowDown", "", "throttled"],
    ["RegionDisabledException", "", "region-disabled"],
    ["PermanentRedirect", "", "wrong-region"],
    ["IllegalLocationConstraintException", "", "wrong-region"],
  ])("reads %s (%s) as %s", (code, message, reason) => {
    expect(awsReason({ code, message })).toBe(reason);
  });

  it("has no reason for a code that it does not know", () => {
    expect(awsReason({ code: "SomethingNew", message: "" })).toBeNull();
  });
});

describe("awsProbe", () => {
  it("takes an AWS error in text/html for AWS's refusal, as some servers send it", () => {
    const probe = awsProbe(call(403, "SignatureDoesNotMatch", { type: "text/html; charset=utf-8" }), false);
    expect(probe).toMatchObject({ observed: "refused", answered: true });
  });

  it("takes a page without an AWS error for no answer", () => {
    const page = { type: "text/html", body: "<!doctype html><title>Sign in</title>" };
    expect(awsProbe(call(403, null, page), false)).toMatchObject({ observed: "no-answer", answered: false });
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
  ])("takes %i %s for %s", (status, code, observed, answered) => {
    expect(awsProbe(call(status, code), false)).toMatchObject({ observed, answered });
  });

  it("accepts a 200 only with evidence", () => {
    expect(awsProbe(call(200, null, { body: "<x/>" }), true).observed).toBe("accepted");
    expect(awsProbe(call(200, null, { body: "<x/>" }), false).observed).toBe("no-answer");
  });
});
