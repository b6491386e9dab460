import { z } from "zod";
import type { AwsCall } from "@/lib/aws/aws-call";
import type { AwsCredentials } from "@/lib/aws/aws-credentials";
import { isAwsHost } from "@/lib/aws/aws-origins";
import { type CallerIdentity, getCallerIdentity } from "@/lib/aws/get-caller-identity";
import { compareRoleSession, parseArn } from "@/lib/aws/parse-arn";
import { type ControlSpec, ended, type Layer, notApplicable } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { isHtml } from "./answers";
import { stsEndpointOf } from "./aws-endpoints";
import { awsEvidence, awsProbe, awsReason } from "./aws-errors";
import { EXCHANGE_PATH } from "./exchange-call";
import { identityFindings } from "./identity-findings";
import type { BonafideContext, LayerInput } from "./layer-input";
import { failureReason, statusReason } from "./live-findings";
import { runLiveLayer, watchClock } from "./live-layer";
import { awsCredentials, awsRegion } from "./outputs";
import { registryAddress, shellWord, withExchangedCredentials } from "./shell";
import { spoilSecret } from "./spoil-secret";

/** Account ids of AWS's own documentation and of emulators. */
const EMULATOR_ACCOUNTS = new Set(["000000000000", "123456789012"]);

/** The answer of GetCallerIdentity; the SDK resolves an empty or HTML answer too, so every field is checked. */
export const identityEvidence = z
  .object({
    account: z.string().regex(/^\d{12}$/),
    arn: z.string().refine((text) => parseArn(text) !== null),
    userId: z.string().regex(/^\S+$/),
  })
  .refine((identity) => parseArn(identity.arn)?.account === identity.account);

/** Who does AWS say these credentials are? STS GetCallerIdentity, which needs no permission and cannot be denied. */
export const identity: Layer<LayerInput, BonafideContext> = {
  id: "identity",
  title: "AWS names the expected identity for these credentials",
  question: "Who does AWS say these credentials are?",
  nature: "live",
  needs: () => [awsCredentials, awsRegion],
  uses: [],
  gives: [],
  evidence: identityEvidence,
  proves: "key, secret, session token and clock are good; the identity is the expected one",
  doesNotProve: "any permission",
  settledBy: ["s3"],
  findings: identityFindings,
  controls: plannedControls,
  doing: () => "asking STS who these credentials are",
  notApplicable: () => null,
  requiredByDefault: () => true,
  plan: (input) => ({
    requests: 2 + plannedControls(input).length,
    wrongCredentials: plannedControls(input).length,
    awsSessionsMinted: 0,
    destinations: [stsEndpointOf(input, null)],
  }),
  byHand: (input) => {
    const registry = registryAddress(input.target);
    return registry === null ? null : withExchangedCredentials(registry, EXCHANGE_PATH, identityCommand(input));
  },
  async run(ctx) {
    const credentials = ctx.get(awsCredentials);
    const region = ctx.get(awsRegion);
    if (credentials === undefined || region === undefined) return notApplicable("no AWS credentials");
    const call = (purpose: Purpose, using: AwsCredentials) => send(ctx, purpose, using, region);
    const live = await runLiveLayer(ctx, {
      genuine: (purpose) => call(purpose, credentials),
      controls: plannedControls(ctx.input).map((control) => ({
        name: control.name,
        send: (purpose) => call(purpose, spoilSecret(ctx, credentials)),
      })),
    });
    return ended(reportReal(ctx, live.real.value, live.real.observed === "accepted", region));
  },
};

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  return input.controls === "off" ? [] : [{ name: "wrong-secret", wrongCredential: true }];
}

function identityCommand({ target }: LayerInput): string {
  const region = target.region === undefined ? "" : ` --region ${shellWord(target.region)}`;
  const { stsEndpoint } = target.aws;
  return `aws sts get-caller-identity${region}${stsEndpoint === undefined ? "" : ` --endpoint-url ${shellWord(stsEndpoint)}`}`;
}

async function send(ctx: BonafideContext, purpose: Purpose, credentials: AwsCredentials, region: string) {
  const call = await getCallerIdentity({
    credentials,
    region,
    ...(ctx.input.target.aws.stsEndpoint === undefined ? {} : { endpoint: ctx.input.target.aws.stsEndpoint }),
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
    send: (request) => ctx.http.send(purpose, request, { wrongCredential: purpose.startsWith("control:") }),
  });
  watchClock(ctx, call.raw);
  return awsProbe(call, identityEvidence.safeParse(call.value).success);
}

function reportReal(ctx: BonafideContext, call: AwsCall<CallerIdentity>, accepted: boolean, region: string): string {
  if (accepted) return reportIdentity(ctx, call, region);
  const { raw, error } = call;
  if (raw.kind === "failure") {
    const failure = failureReason(raw);
    if (failure !== null) ctx.found(failure.reason, failure.evidence);
    return "STS gave no answer to judge";
  }
  const reason = error === null ? null : awsReason(error);
  const transport = statusReason(raw);
  const known = reason !== null && identityFindings[reason] !== undefined ? reason : null;
  if (known !== null) ctx.found(known, awsEvidence(call));
  else if (reason === "invalid-token") ctx.found("invalid-key", awsEvidence(call));
  else if (transport !== null && error === null) ctx.found(transport.reason, { ...transport.evidence });
  else if (error !== null && raw.status >= 500) ctx.found("server-error", awsEvidence(call));
  else if (error === null && raw.status !== 200 && !isHtml(raw)) ctx.found("unexpected-status", { status: raw.status });
  else if (
    error === null ||
    /^(InvalidParameterValue|InvalidAction|NotImplemented|MethodNotAllowed|Unsupported)/.test(error.code)
  ) {
    ctx.found("not-aws", { ...awsEvidence(call), contentType: raw.headers["content-type"] ?? "none" });
  } else ctx.found("unexpected-status", awsEvidence(call));
  return error === null ? `${raw.status}: not an answer of STS` : `${raw.status}: ${error.code}`;
}

function reportIdentity(ctx: BonafideContext, call: AwsCall<CallerIdentity>, region: string): string {
  const { account, arn, userId } = identityEvidence.parse(call.value);
  ctx.fact("arn", arn);
  ctx.fact("account", account);
  ctx.fact("userId", userId);
  const endpoint = stsEndpointOf(ctx.input, region);
  if (!isAwsHost(new URL(endpoint).hostname) || EMULATOR_ACCOUNTS.has(account)) {
    ctx.found("emulator", { endpoint, account });
  }
  compareWithExpected(ctx, arn, account);
  const parsed = parseArn(arn);
  return `${parsed?.resource ?? arn} · ${account}`;
}

function compareWithExpected(ctx: BonafideContext, arn: string, account: string): void {
  const { roleArn, accountId } = ctx.input.target.expect;
  if (roleArn === undefined && accountId === undefined) {
    ctx.found("not-compared");
    return;
  }
  if (accountId !== undefined && accountId !== account)
    ctx.found("wrong-account", { expected: accountId, actual: account });
  if (roleArn === undefined) return;
  const compared = compareRoleSession(roleArn, arn);
  const facts = { expected: roleArn, actual: arn };
  switch (compared.result) {
    case "match":
      if (compared.pathNotVisible) ctx.fact("note", "the role's path is not visible in a session ARN");
      return;
    case "wrong-partition":
    case "wrong-account":
    case "wrong-role":
      ctx.found(compared.result, facts);
      return;
    case "not-a-role":
      ctx.found("not-a-role", { ...facts, kind: compared.kind });
      return;
    case "case-differs":
      ctx.found("wrong-role", { ...facts, difference: "upper and lower case only" });
      return;
    case "not-an-arn":
      ctx.found("wrong-role", { ...facts, difference: "the expected role is not an ARN" });
  }
}
