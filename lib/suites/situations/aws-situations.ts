import { assumeRoleStack } from "@/lib/lab/scenarios/given-stacks";
import { withCatalog, withS3, withTarget } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { jsonReply, s3Error, stsError } from "./replies";
import { parseRecord } from "./rpc-call";
import type { Fault, Situation } from "./situation";

/** A healthy stack in another region than the lab's own. */
function inRegion(region: string): (config: StackConfig) => StackConfig {
  return (config) => withS3(withTarget(withCatalog(config, { region }), { region }), { bucketRegion: region });
}

/** Refuses calls of one STS action, whoever calls: STS looks at the scope and the policies of the endpoint first. */
function atSts(action: string, code: string, message: string): Fault {
  return ({ body }) =>
    body.includes(`Action=${action}&`) || body.endsWith(action) ? stsError(403, code, message) : null;
}

/** An answer of S3 to those that it would serve; the others are refused as ever. */
function toServed(reply: ReturnType<typeof s3Error>): Fault {
  return async (call) => ((await call.own()).status === 200 ? reply : null);
}

const SCP_ID = "AAAAbbbbCCCCdddd1111";
const SCP_ARN = "arn:aws:organizations::998877665544:policy/o-a1b2c3d4e5/service_control_policy/p-f6g7h8i9";
const SCP_END = `or call the GetRequestAuthorizationDetails API with the following authorization id: ${SCP_ID}`;
const SCP_DENIAL = `User: arn:aws:sts::111122223333:assumed-role/R/ada-lovelace-of-the-analytical-engine-and-more is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::b" with an explicit deny in a service control policy: ${SCP_ARN}. Go to https://us-east-1.console.aws.amazon.com/iam/home#/authorization-details/${SCP_ID} for complete details, ${SCP_END}`;

/** The credentials of the registry with another expiry. */
function expiring(form: (at: Date) => unknown): Fault {
  return async (call) => {
    if (!call.path.startsWith("/api/auth/get_credentials")) return null;
    const own = await call.own();
    const fields = own.status === 200 ? parseRecord(own.body) : null;
    return fields === null ? own : jsonReply(200, { ...fields, Expiration: form(new Date(Date.now() + 3_600_000)) });
  };
}

const iso = (at: Date) => at.toISOString().slice(0, 19);

export const awsSituations: readonly Situation[] = [
  {
    title: "STS names another signing scope, and no secret is wrong",
    source: "cognitect-labs/aws-api#27",
    given: inRegion("eu-west-1"),
    hop: "sts",
    fault: atSts(
      "GetCallerIdentity",
      "SignatureDoesNotMatch",
      "Credential should be scoped to a valid region, not 'eu-west-1'. ",
    ),
    right: {
      layer: "identity",
      status: "fail",
      verdict: "fail",
      code: "identity/wrong-region",
      told: ["eu-west-1"],
      without: ["identity/bad-signature"],
    },
  },
  {
    title: "AssumeRole names another signing scope",
    source: "cloud-custodian/cloud-custodian#4874",
    given: assumeRoleStack,
    hop: "sts",
    fault: atSts(
      "AssumeRole",
      "SignatureDoesNotMatch",
      "Credential should be scoped to a valid region, not 'us-east-1'. ",
    ),
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/wrong-region",
      told: ["us-east-1"],
      without: ["exchange/bad-signature"],
    },
  },
  {
    title: "S3 sends a young bucket's caller to another endpoint",
    source: "mozilla/sccache#265",
    hop: "s3",
    fault: () =>
      s3Error(
        307,
        "TemporaryRedirect",
        "Please re-send this request to the specified temporary endpoint. Continue to use the original request endpoint for future requests.",
        "<Bucket>b</Bucket><Endpoint>b.s3.eu-central-1.amazonaws.com</Endpoint>",
        { "x-amz-bucket-region": "eu-central-1", location: "https://b.s3.eu-central-1.amazonaws.com/" },
      ),
    right: {
      layer: "s3",
      status: "fail",
      verdict: "fail",
      code: "s3/wrong-region",
      told: ["eu-central-1"],
      without: ["s3/redirected"],
    },
  },
  {
    title: "a VPC endpoint that serves its own region alone",
    source: "data-science-on-aws/data-science-on-aws#221",
    hop: "s3",
    fault: toServed(s3Error(403, "AccessDenied", "VPC endpoints do not support cross-region requests")),
    right: {
      layer: "s3",
      status: "fail",
      verdict: "fail",
      code: "s3/wrong-region",
      told: ["us-east-1", "127.0.0.1", "VPC endpoints do not support cross-region requests"],
      without: ["s3/access-denied"],
    },
  },
  {
    title: "an account that is closed",
    source: "aws-samples/data-lake-as-code#28",
    hop: "s3",
    fault: toServed(s3Error(403, "AllAccessDisabled", "All access to this object has been disabled")),
    right: { layer: "s3", status: "fail", verdict: "fail", code: "s3/account-blocked" },
  },
  {
    title: "a denial by service control policy, whole and in fields",
    source: "kubernetes-sigs/aws-load-balancer-controller#2322",
    hop: "s3",
    fault: toServed(s3Error(403, "AccessDenied", SCP_DENIAL)),
    right: {
      layer: "s3",
      status: "fail",
      verdict: "fail",
      code: "s3/explicit-deny",
      told: [SCP_END],
      evidence: { policyArn: new RegExp(`^${SCP_ARN}$`), authorizationId: new RegExp(`^${SCP_ID}$`) },
    },
  },
  {
    title: "a VPC endpoint policy denies GetCallerIdentity",
    source: "terraform-aws-modules/terraform-aws-vpc#979",
    hop: "sts",
    fault: async (call) =>
      (await call.own()).status === 200
        ? stsError(
            403,
            "AccessDenied",
            "User: arn:aws:sts::111122223333:assumed-role/R/ada is not authorized to perform: sts:GetCallerIdentity because no VPC endpoint policy allows the sts:GetCallerIdentity action",
          )
        : null,
    right: {
      layer: "identity",
      status: "fail",
      verdict: "fail",
      code: "identity/access-denied",
      told: ["sts:GetCallerIdentity", "no VPC endpoint policy allows the sts:GetCallerIdentity action"],
      evidence: { action: /^sts:GetCallerIdentity$/, policyType: /vpc/i },
    },
  },
  {
    title: "an expiry with a space and a zone",
    source: "boto/botocore#1980",
    hop: "registry",
    fault: expiring((at) => `${iso(at).replace("T", " ")}+00:00`),
    right: { layer: "exchange", status: "pass", verdict: "pass", without: ["exchange/unreadable-expiration"] },
  },
  ...(
    [
      ["an expiry without a zone", iso, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/],
      ["an expiry as a number", (at: Date) => Math.floor(at.getTime() / 1000), /^\d{10}$/],
    ] as const
  ).map(
    ([title, form, shown]): Situation => ({
      title,
      source: "JuliaCloud/AWS.jl#771",
      hop: "registry",
      fault: expiring(form),
      right: {
        layer: "exchange",
        status: "inconclusive",
        verdict: "inconclusive",
        code: "exchange/unreadable-expiration",
        others: { identity: "pass", s3: "pass" },
        holds: (view) => {
          const found = view.layers
            .flatMap(({ result }) => result?.findings ?? [])
            .find(({ code }) => code === "exchange/unreadable-expiration");
          const told = Object.values(found?.evidence ?? {}).some((value) => shown.test(String(value)));
          return told ? [] : ["the value is not shown"];
        },
      },
    }),
  ),
];
