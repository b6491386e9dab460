import { describe, expect, it } from "vitest";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import { listObjects } from "@/lib/clients/aws/list-objects";
import type { DoorResult } from "@/lib/http/door-types";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer, testFailure, testInput } from "../shared/test-context";
import { reportListFailure } from "./report-list-failure";
import { s3 } from "./s3";
import { testAccess } from "./test-s3";

const BUCKET = "quilt-data";
const region = testAccess.region;
const ORIGIN = `https://${BUCKET}.s3.${region}.amazonaws.com`;

const error = (status: number, code: string, message = "no", more = "", headers: Record<string, string> = {}) =>
  testAnswer(status, `<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`, {
    "content-type": "application/xml",
    ...headers,
  });

async function report(answer: DoorResult, aws: LayerInput["target"]["aws"] = {}) {
  const made = createTestContext({ layer: s3, input: testInput({ target: { aws, s3: { bucket: BUCKET } } }) });
  const call: AwsCall<Awaited<ReturnType<typeof listObjects>>["value"] & object> = await listObjects({
    ...testAccess,
    bucket: BUCKET,
    maxKeys: 5,
    timeoutMs: 1000,
    signal: new AbortController().signal,
    send: async () => answer,
  });
  const line = reportListFailure(made.context, call, { bucket: BUCKET, region, findings: s3.findings });
  const [finding] = made.findings;
  return { line, finding, signals: [...made.signals], count: made.findings.length };
}

describe("another region", () => {
  const header = { "x-amz-bucket-region": "eu-west-3" };
  const endpoint = `<Endpoint>${BUCKET}.s3.eu-west-3.amazonaws.com</Endpoint>`;

  it.each([
    ["a redirect for good", error(301, "PermanentRedirect", "no", endpoint)],
    ["one for the time being", error(307, "TemporaryRedirect", "no", endpoint, header)],
    ["one without a header", error(307, "TemporaryRedirect", "no", endpoint)],
    ["one in other words", error(307, "Redirect", "no", "", header)],
    ["a header that is malformed", error(400, "AuthorizationHeaderMalformed", "wrong; expecting 'eu-west-3'")],
    ["a location", error(400, "IllegalLocationConstraintException", "no", "<Region>eu-west-3</Region>")],
    ["an endpoint", error(400, "IncorrectEndpoint", "no", endpoint)],
    ["a header alone", testAnswer(301, "", header)],
    ["a header alone, for the time being", testAnswer(307, "", { ...header, location: "https://x" })],
    ["a header alone, in a bad request", testAnswer(400, "", header)],
  ])("is told of %s", async (_, answer) => {
    const { finding, count } = await report(answer);
    expect(count).toBe(1);
    expect(finding).toMatchObject({ code: "s3/wrong-region", actor: "operator" });
    expect(finding?.evidence).toMatchObject({ rightRegion: "eu-west-3", askedRegion: region, askedEndpoint: ORIGIN });
  });

  it("is named in title and remedy, where S3 names it", async () => {
    const { finding } = await report(error(301, "PermanentRedirect", "no", endpoint));
    expect(finding?.title).toBe(`the bucket is in eu-west-3, not in ${region}`);
    expect(finding?.remedy).toContain("Set region to eu-west-3");
    expect(finding?.evidence.rightEndpoint).toBe(`${BUCKET}.s3.eu-west-3.amazonaws.com`);
    const nameless = (await report(error(301, "PermanentRedirect"))).finding;
    expect(nameless).toMatchObject({ title: "the bucket is in another region", evidence: { rightRegion: null } });
    const same = (await report(error(301, "PermanentRedirect", "no", `<Region>${region}</Region>`))).finding;
    expect(same).toMatchObject({ code: "s3/wrong-region", title: "the bucket is in another region" });
  });

  it("is none where a redirect for the time being stays in the region", async () => {
    const here = `<Endpoint>${BUCKET}.s3.${region}.amazonaws.com</Endpoint>`;
    for (const code of ["TemporaryRedirect", "Redirect"]) {
      const { finding } = await report(error(307, code, "no", here));
      expect(finding).toMatchObject({
        code: "s3/redirected",
        evidence: { awsCode: code, location: `${BUCKET}.s3.${region}.amazonaws.com` },
      });
    }
    const nowhere = await report(error(307, "TemporaryRedirect", "no", "", { "x-amz-bucket-region": region }));
    expect(nowhere.finding?.evidence.location).toBe("not named");
  });

  it("is not what any other answer with that header says", async () => {
    const header = { "x-amz-bucket-region": "eu-west-3" };
    expect((await report(testAnswer(302, "", header))).finding?.code).toBe("s3/redirected");
    expect((await report(testAnswer(404, "", header))).finding?.code).toBe("s3/unexpected-status");
    expect((await report(testAnswer(301, "", { "x-amz-bucket-region": region }))).finding?.code).toBe("s3/redirected");
    expect((await report(testAnswer(301, ""))).finding?.code).toBe("s3/redirected");
  });

  it("is told by the header of an answer without a body", async () => {
    const { finding } = await report(testAnswer(301, "", { "x-amz-bucket-region": "cn-north-1" }));
    expect(finding).toMatchObject({
      code: "s3/wrong-region",
      title: `the bucket is in cn-north-1, not in ${region}`,
      remedy: "Set region to cn-north-1 in the target, and leave out an S3 endpoint of another region.",
      evidence: { rightRegion: "cn-north-1", askedRegion: region },
    });
    const strange = await report(testAnswer(301, "", { "x-amz-bucket-region": "no region" }));
    expect(strange.finding?.code).toBe("s3/redirected");
  });

  it("may be that of a VPC endpoint", async () => {
    const words = "VPC endpoints do not support cross-region requests";
    const { finding, signals } = await report(error(403, "AccessDenied", words));
    expect(finding).toMatchObject({ code: "s3/wrong-region", actor: "operator" });
    expect(finding?.title).toContain("VPC endpoint");
    expect(finding?.evidence).toMatchObject({ message: words, askedRegion: region, askedEndpoint: ORIGIN });
    expect(signals).toEqual(["vpc-endpoint-of-other-region"]);
  });

  it("shows the endpoint that the target names", async () => {
    const aws = { s3Endpoint: "https://s3.us-east-2.amazonaws.com/", forcePathStyle: true };
    const { finding } = await report(error(301, "PermanentRedirect"), aws);
    expect(finding?.evidence.askedEndpoint).toBe("https://s3.us-east-2.amazonaws.com");
  });
});

describe("a denial", () => {
  const arn = "arn:aws:organizations::1:policy/o-x/service_control_policy/p-x";
  const user =
    "User: arn:aws:sts::1:assumed-role/R/ada is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::b";
  const pad = "Go to https://console/authorization-details/Z9 for complete details, ".repeat(8);
  const whole = `${user} with an explicit deny in a service control policy: ${arn}. ${pad}authorization id: Z9`;

  it("is shown whole and in fields", async () => {
    const { finding, line } = await report(error(403, "AccessDenied", whole, "<RequestId>R-1</RequestId>"));
    expect(line).toBe("403: AccessDenied");
    expect(finding?.code).toBe("s3/explicit-deny");
    expect(finding?.title).toBe("a service control policy explicitly denies s3:ListBucket");
    expect(whole.length).toBeGreaterThan(600);
    expect(finding?.evidence).toEqual({
      status: 403,
      awsCode: "AccessDenied",
      message: whole,
      principal: "arn:aws:sts::1:assumed-role/R/ada",
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::b",
      policyType: "service control policy",
      policyArn: arn,
      authorizationId: "Z9",
      requestId: "R-1",
    });
  });

  it.each([
    ["because no session policy allows the action", "access-denied", "registry-admin"],
    ["with an explicit deny in a session policy", "explicit-deny", "registry-admin"],
    ["because no permissions boundary allows the action", "access-denied", "aws-admin"],
    ["", "access-denied", "aws-admin"],
  ])("%s is %s, and a matter of the %s", async (because, reason, actor) => {
    expect((await report(error(403, "AccessDenied", `${user} ${because}`))).finding).toMatchObject({
      code: `s3/${reason}`,
      actor,
    });
  });

  it("of an anonymous caller is a signature that did not arrive", async () => {
    const words =
      "User: anonymous is not authorized to perform: s3:ListBucket because no resource-based policy allows it";
    const { finding, signals } = await report(error(403, "AccessDenied", words));
    expect(finding).toMatchObject({ code: "s3/access-denied", actor: "deployer" });
    expect(finding?.title).toContain("no signature");
    expect(signals).toEqual(["signature-lost"]);
  });
});

describe("what else S3 says", () => {
  it.each([
    [error(403, "AllAccessDisabled", "All access to this object has been disabled"), "account-blocked", "aws-admin"],
    [error(403, "AccessDenied", "All access to this bucket has been disabled"), "account-blocked", "aws-admin"],
    [error(403, "NotSignedUp"), "account-blocked", "aws-admin"],
    [error(403, "OptInRequired"), "account-blocked", "aws-admin"],
    [error(403, "AccountProblem"), "account-blocked", "aws-admin"],
    [error(403, "InvalidPayer"), "account-blocked", "aws-admin"],
    [error(400, "AuthorizationHeaderMalformed", "the Credential is mal-formed"), "invalid-key", "registry-admin"],
    [error(403, "InvalidSecurity"), "invalid-key", "registry-admin"],
    [error(400, "InvalidBucketName"), "no-such-bucket", "operator"],
    [error(400, "RequestTimeout"), "timeout", "operator"],
    [error(403, "MissingAuthenticationToken", "Missing Authentication Token"), "unexpected-status", "deployer"],
    [error(403, "SomethingNew"), "unexpected-status", "unclear"],
    [error(500, "SomethingNew"), "server-error", "deployer"],
    [testAnswer(403, "{}"), "unexpected-status", "unclear"],
    [testAnswer(200, "<html>"), "not-s3", "operator"],
    [testFailure("timeout"), "timeout", "operator"],
  ])("is told apart: %#", async (answer, reason, actor) => {
    expect((await report(answer)).finding).toMatchObject({ code: `s3/${reason}`, actor });
  });

  it("is nothing in a run that was stopped", async () => {
    expect(await report(testFailure("cancelled"))).toMatchObject({ count: 0, line: "S3 gave no usable answer" });
  });
});
