import { z } from "zod";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { isAwsHost } from "@/lib/clients/aws/aws-origins";
import { type CallerIdentity, getCallerIdentity } from "@/lib/clients/aws/get-caller-identity";
import { compareRoleSession, parseArn } from "@/lib/clients/aws/parse-arn";
import { CREDENTIALS_PATH } from "@/lib/clients/registry/registry-request";
import { type ControlSpec, ended, type Layer, notApplicable, type Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { isControl } from "@/lib/diagnosis/purpose";
import { awsCredentials, awsRegion, callerArn } from "../outputs";
import { stsEndpointOf } from "../shared/aws-endpoints";
import { awsProbe } from "../shared/aws-errors";
import { awsTextSignals } from "../shared/aws-texts";
import { registryAddress, shellWord, withExchangedCredentials } from "../shared/by-hand-commands";
import { awsFindingHolds } from "../shared/clock-findings";
import { chosenStrategy } from "../shared/exchange-strategy";
import { expectedAccess, expectedAccessVariant, withoutCredentials } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { runLiveLayer, watchClock } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import { spoilSecret } from "../shared/spoil-secret";
import { reportStsFailure } from "../shared/sts-failure";
import { identityFindings } from "./identity-findings";

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

/** Who does AWS say these credentials are? STS GetCallerIdentity, which needs no permission. */
export const identity: Layer<LayerInput, BonafideContext> = {
  id: "identity",
  title: "AWS names the expected identity for these credentials",
  question: "Who does AWS say these credentials are?",
  nature: "live",
  asksAsSubject: true,
  needs: () => [awsCredentials, awsRegion],
  uses: () => [],
  gives: [callerArn],
  evidence: identityEvidence,
  proves: "key, secret, session token and clock are good; the identity is the expected one",
  doesNotProve: "any permission",
  settledBy: ["s3"],
  findings: identityFindings,
  signals: awsTextSignals,
  facts: {
    arn: "ARN",
    account: "account",
    "user-id": "user id",
    note: "note",
    "refused-with": "refused with",
  },
  controls: plannedControls,
  variant: (input) => expectedAccessVariant(input, "identity"),
  doing: () => "asking STS who these credentials are",
  notApplicable: withoutCredentials,
  requiredByDefault: () => true,
  plan: (input) =>
    livePlan({
      controls: plannedControls(input),
      served: expectedAccess(input, "identity") !== "refused",
      destinations: [stsEndpointOf(input, null)],
    }),
  byHand: (input) => {
    const registry = chosenStrategy(input) === "registry" ? registryAddress(input.target) : null;
    return registry === null ? null : withExchangedCredentials(registry, CREDENTIALS_PATH, identityCommand(input));
  },
  holdsAt: (_, finding, time) => awsFindingHolds(finding, time),
  async run(ctx) {
    const credentials = ctx.get(awsCredentials);
    const region = ctx.get(awsRegion);
    if (credentials === undefined || region === undefined) return notApplicable("no AWS credentials");
    const call = (purpose: Purpose, using: AwsCredentials) => send(ctx, purpose, using, region);
    const live = await runLiveLayer(ctx, {
      access: expectedAccess(ctx.input, "identity"),
      genuine: (purpose) => call(purpose, credentials),
      onReal: (probe) => giveCaller(ctx, probe),
      serves: "STS named an identity",
      controls: plannedControls(ctx.input).map((control) => ({
        name: control.name,
        send: (purpose) => call(purpose, spoilSecret(ctx, credentials)),
      })),
    });
    return ended(live.decided ?? reportReal(ctx, live.real.value, live.real.observed === "accepted", region));
  },
};

/** Handed on at once: another layer may compare with it while the controls here are under way. */
function giveCaller(ctx: BonafideContext, { observed, value }: Probe<AwsCall<CallerIdentity>>): void {
  if (observed === "accepted" && value.value?.arn !== undefined) ctx.give(callerArn, value.value.arn);
}

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  return input.controls === "off" || input.token === null ? [] : [{ name: "wrong-secret", wrongCredential: true }];
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
    send: (request) => ctx.http.send(purpose, request, { wrongCredential: isControl(purpose) }),
  });
  watchClock(ctx, call.raw);
  return awsProbe(call, identityEvidence.safeParse(call.value).success);
}

function reportReal(ctx: BonafideContext, call: AwsCall<CallerIdentity>, accepted: boolean, region: string): string {
  if (accepted) return reportIdentity(ctx, call, region);
  return reportStsFailure(ctx, call, { findings: identityFindings, renamed: { "invalid-token": "invalid-key" } });
}

function reportIdentity(ctx: BonafideContext, call: AwsCall<CallerIdentity>, region: string): string {
  const { account, arn, userId } = identityEvidence.parse(call.value);
  ctx.fact("arn", arn);
  ctx.fact("account", account);
  ctx.fact("user-id", userId);
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
