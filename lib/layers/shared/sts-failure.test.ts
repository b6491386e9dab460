import { describe, expect, it } from "vitest";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { FindingTable } from "@/lib/diagnosis/layer";
import type { DoorResult } from "@/lib/http/door-types";
import { identity } from "../identity/identity";
import { awsRegion } from "../outputs";
import type { LayerInput } from "./layer-input";
import { reportStsFailure, type StsRefusals } from "./sts-failure";
import { createTestContext, testAnswer, testFailure, testInput } from "./test-context";

const findings: FindingTable = identity.findings;

function called(raw: DoorResult, code: string | null = null, message = ""): AwsCall<null> {
  const error = code === null ? null : { code, message, status: raw.status, region: null, endpoint: null };
  return { raw, value: null, error, requestId: null };
}

function report(call: AwsCall<null>, more: Partial<StsRefusals> = {}, target: Partial<LayerInput["target"]> = {}) {
  const made = createTestContext({ layer: identity, input: testInput({ target }), given: [[awsRegion, "eu-west-1"]] });
  const line = reportStsFailure(made.context, call, { findings, ...more });
  return { line, finding: made.findings[0], signals: [...made.signals], count: made.findings.length };
}

const xml = (status: number) => testAnswer(status, "<ErrorResponse/>", { "content-type": "text/xml" });

describe("an answer of STS without evidence", () => {
  it.each<[AwsCall<null>, string, string]>([
    [called(xml(403), "ExpiredToken"), "expired", "403: ExpiredToken"],
    [called(xml(403), "InvalidParameterValue"), "not-aws", "403: InvalidParameterValue"],
    [called(xml(400), "InvalidActionName"), "not-aws", "400: InvalidActionName"],
    [called(xml(405), "MethodNotAllowed"), "not-aws", "405: MethodNotAllowed"],
    [called(xml(400), "UnsupportedOperation"), "not-aws", "400: UnsupportedOperation"],
    [called(xml(501), "NotImplemented"), "server-error", "501: NotImplemented"],
    [called(xml(400), "AnInvalidAction"), "unexpected-status", "400: AnInvalidAction"],
    [called(xml(499), "Mystery"), "unexpected-status", "499: Mystery"],
    [called(xml(500), "Mystery"), "server-error", "500: Mystery"],
    [called(xml(400), "NoSuchBucket"), "unexpected-status", "400: NoSuchBucket"],
    [called(testAnswer(302, "")), "redirected", "302: not an STS answer"],
    [called(testAnswer(404, "{}")), "unexpected-status", "404: not an STS answer"],
    [called(testAnswer(404, "<html>", { "content-type": "text/html" })), "not-aws", "404: not an STS answer"],
    [called(testAnswer(200, "")), "not-aws", "200: not an STS answer"],
    [called(testFailure("timeout")), "timeout", "STS gave no usable answer"],
  ])("is told apart: %#", (call, reason, line) => {
    const seen = report(call);
    expect(seen.finding?.code).toBe(`identity/${reason}`);
    expect(seen.line).toBe(line);
    expect(seen.signals).toEqual([]);
  });

  it("is nothing in a run that was stopped", () => {
    expect(report(called(testFailure("cancelled"))).count).toBe(0);
  });

  it("is shown by its type where it is not STS's", () => {
    expect(report(called(testAnswer(200, ""))).finding?.evidence).toEqual({ status: 200, contentType: "none" });
    expect(report(called(xml(400), "InvalidAction")).finding?.evidence).toMatchObject({ contentType: "text/xml" });
    const bare = { ...xml(400), headers: {} };
    expect(report(called(bare, "InvalidAction")).finding?.evidence).toMatchObject({ contentType: "none" });
    expect(report(called(testAnswer(302, "", { location: "https://x" }))).finding?.evidence).toMatchObject({
      location: "https://x",
    });
  });
});

describe("what a layer says of it", () => {
  const denied = called(
    xml(403),
    "AccessDenied",
    "is not authorized to perform: sts:X because no session policy allows it",
  );

  it("is its own reason, evidence and words, over AWS's", () => {
    const { finding } = report(denied, {
      renamed: { "access-denied": "invalid-key" },
      evidenceFor: (reason) => ({ because: reason }),
      wordsFor: (reason) => ({ title: `not ${reason}` }),
    });
    expect(finding).toMatchObject({
      code: "identity/invalid-key",
      title: "not invalid-key",
      remedy: expect.stringContaining("session policy"),
      evidence: { because: "invalid-key", action: "sts:X", policyType: "session policy" },
    });
  });

  it("is AWS's where it has nothing to add", () => {
    expect(report(denied).finding).toMatchObject({ title: "no session policy allows sts:X", actor: "registry-admin" });
    const root = report(called(xml(403), "AccessDenied", "Roles may not be assumed by root accounts."));
    expect(root.finding).toMatchObject({ title: expect.stringContaining("root user"), actor: "operator" });
    expect(root.signals).toEqual(["root-cannot-assume"]);
  });

  it("is of the endpoint where no signature arrived", () => {
    const seen = report(called(xml(403), "MissingAuthenticationToken", "Missing Authentication Token"));
    expect(seen.finding).toMatchObject({ code: "identity/unexpected-status", actor: "deployer" });
  });
});

describe("another region's endpoint", () => {
  const scope = called(xml(403), "SignatureDoesNotMatch", "Credential should be scoped to a valid region.");

  it("is told with what was asked", () => {
    const seen = report(scope);
    expect(seen.finding).toMatchObject({
      code: "identity/wrong-region",
      title: "the STS endpoint takes no request that is signed for eu-west-1",
      evidence: { askedRegion: "eu-west-1", askedEndpoint: "https://sts.eu-west-1.amazonaws.com" },
    });
    const named = report(scope, {}, { aws: { stsEndpoint: "https://sts.us-east-2.amazonaws.com/x" } });
    expect(named.finding?.evidence.askedEndpoint).toBe("https://sts.us-east-2.amazonaws.com");
  });

  it("is that of the target where no layer gave one, or of none", () => {
    const without = (target: Partial<LayerInput["target"]>) => {
      const made = createTestContext({ layer: identity, input: testInput({ target }) });
      reportStsFailure(made.context, scope, { findings });
      return made.findings[0];
    };
    expect(without({ region: "ap-south-1" })?.evidence.askedRegion).toBe("ap-south-1");
    expect(without({})?.evidence.askedRegion).toBeNull();
    expect(without({})?.title).toBe(findings["wrong-region"]?.title);
  });

  it("is asked of no other reason", () => {
    expect(Object.keys(report(called(xml(403), "ExpiredToken")).finding?.evidence ?? {})).toEqual([
      "status",
      "awsCode",
      "message",
    ]);
  });
});
