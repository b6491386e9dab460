import { parseAccessDenied } from "@/lib/clients/aws/access-denied";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { iamOrigin } from "@/lib/clients/aws/aws-origins";
import { assumeRole as callAssumeRole } from "@/lib/clients/aws/call-assume-role";
import { type ControlSpec, ended, type LayerPlan, notApplicable, type Probe } from "@/lib/diagnosis/layer";
import type { Evidence, Purpose } from "@/lib/diagnosis/model";
import { controlNameOf } from "@/lib/diagnosis/purpose";
import type { BaseCredentials } from "@/lib/wire/resolved-target";
import { awsRegion, signatureVerified } from "../outputs";
import { stsEndpointOf } from "../shared/aws-endpoints";
import { shellWord } from "../shared/by-hand-commands";
import { exchangeEvidence } from "../shared/exchange-call";
import { type ExchangeStrategy, wantedRole } from "../shared/exchange-strategy";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { runLiveLayer } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import { spoilSecret } from "../shared/spoil-secret";
import { reportStsFailure } from "../shared/sts-failure";
import { giveCredentials, reportVended, shortKeyId, wrongFields } from "./exchanged-credentials";
import { assumeRoleChecks, assumeRoleTrust, callerPolicy } from "./parse-trust-policy";
import { denialSignals, roleDenialWords } from "./role-denial";
import { showTrustPolicy } from "./show-trust-policy";
import {
  absentRole,
  isPartlyVended,
  type RoleCall,
  roleProbe,
  roleSender,
  sessionName,
  usableRole,
  vendedFields,
} from "./sts-call";
import { assumeRoleFindings } from "./sts-findings";

/** Base credentials assume the token's role: STS AssumeRole. AWS never sees the token. */
export const assumeRoleStrategy: ExchangeStrategy = {
  id: "assume-role",
  title: "the base credentials assume the token's role",
  question: "Do the base credentials get AWS credentials for the token's role?",
  proves: "AWS lets the base credentials assume this role, and the token was signed with the key held here",
  findings: assumeRoleFindings,
  doing: "asking STS for credentials of the role",
  needs: (input) => (input.target.exchange.base === undefined ? [] : [awsRegion]),
  uses: (input) => (input.target.exchange.base === undefined ? [] : [signatureVerified]),
  controls: plannedControls,
  notApplicable: (input) => (input.token === null ? "there is no token that asks for a role" : null),
  plan,
  byHand,
  async run(ctx) {
    const { base } = ctx.input.target.exchange;
    const role = wantedRole(ctx.input);
    if (base === undefined) {
      ctx.found("no-base-credentials", role === null ? {} : { role: role.slice(0, 200) });
      return ended("no base credentials to assume the token's role with");
    }
    const roleArn = usableRole(ctx);
    const region = ctx.get(awsRegion);
    if (roleArn === null) return ended("no role to assume");
    if (region === undefined) return notApplicable("no AWS region");
    return ended(
      await exchange(ctx, { base: revealed(base), from: base.from, roleArn, region, session: sessionName(ctx) }),
    );
  },
};

interface Role {
  readonly base: AwsCredentials;
  readonly from: BaseCredentials["from"];
  readonly roleArn: string;
  readonly region: string;
  readonly session: string;
}

function revealed({ accessKeyId, secretAccessKey, sessionToken }: BaseCredentials): AwsCredentials {
  return { accessKeyId, secretAccessKey: secretAccessKey.reveal(), sessionToken: sessionToken?.reveal() ?? "" };
}

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  if (input.controls === "off" || input.token === null || input.target.exchange.base === undefined) return [];
  return [
    { name: "wrong-secret", wrongCredential: true },
    { name: "wrong-role", wrongCredential: false },
  ];
}

function plan(input: LayerInput): LayerPlan {
  if (input.target.exchange.base === undefined) {
    return { requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] };
  }
  const { stsEndpoint } = input.target.aws;
  const region = input.target.region;
  const iam = region === undefined ? "AWS IAM" : iamOrigin(region, stsEndpoint);
  return withRolePolicy(
    input,
    livePlan({
      controls: plannedControls(input),
      served: expectedAccess(input, "exchange") !== "refused",
      mints: true,
      destinations: [stsEndpointOf(input, null), ...(input.iam === true ? [iam] : [])],
    }),
  );
}

/** The role is read in IAM whatever became of the calls, and is no session. */
function withRolePolicy(input: LayerInput, plan: LayerPlan): LayerPlan {
  if (input.iam !== true) return plan;
  const sound = plan.sound ?? plan;
  return { ...plan, requests: plan.requests + 1, sound: { ...sound, requests: sound.requests + 1 } };
}

async function exchange(ctx: BonafideContext, role: Role): Promise<string> {
  showFacts(ctx, role);
  const live = await runLiveLayer(ctx, {
    access: expectedAccess(ctx.input, "exchange"),
    genuine: (purpose) => send(ctx, purpose, role),
    controls: plannedControls(ctx.input).map(({ name }) => ({
      name,
      send: (purpose) =>
        name === "wrong-secret"
          ? send(ctx, purpose, { ...role, base: spoilSecret(ctx, role.base) })
          : send(ctx, purpose, { ...role, roleArn: absentRole(ctx, role.roleArn) }),
    })),
    onReal: ({ value }) => giveCredentials(ctx, vendedFields(value)),
    serves: "STS handed out AWS credentials",
  });
  if (ctx.input.iam === true) await showTrustPolicy(ctx, role.roleArn, role.base, role.region);
  return live.decided ?? reportReal(ctx, live.real, role);
}

function showFacts(ctx: BonafideContext, role: Role): void {
  const { externalId, sessionTags, sourceIdentity } = ctx.input.target.exchange;
  const from = "prefix" in role.from ? `${role.from.prefix}AWS_…` : `profile ${role.from.profile}`;
  ctx.fact("strategy", "assume-role");
  ctx.fact("role", role.roleArn);
  ctx.fact("session-name", role.session);
  ctx.fact("base-credentials", `${shortKeyId(role.base.accessKeyId)}, from ${from}`);
  ctx.fact("external-id", externalId === undefined ? "none sent" : "sent");
  if (externalId === undefined) ctx.recognised("external-id-not-sent");
  ctx.fact("external-id-in-token", Object.hasOwn(ctx.input.token?.jwt?.payload ?? {}, "external_id"));
  if (sessionTags !== undefined) ctx.fact("session-tags", Object.keys(sessionTags));
  if (sourceIdentity !== undefined) ctx.fact("source-identity", sourceIdentity);
}

async function send(ctx: BonafideContext, purpose: Purpose, role: Role): Promise<Probe<RoleCall>> {
  const { externalId, sessionTags, sourceIdentity, durationSeconds } = ctx.input.target.exchange;
  const { stsEndpoint } = ctx.input.target.aws;
  const call = await callAssumeRole({
    credentials: role.base,
    region: role.region,
    ...(stsEndpoint === undefined ? {} : { endpoint: stsEndpoint }),
    roleArn: role.roleArn,
    sessionName: role.session,
    externalId,
    sessionTags,
    sourceIdentity,
    durationSeconds,
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
    send: roleSender(ctx, purpose, controlNameOf(purpose) === "wrong-secret"),
  });
  return roleProbe(ctx, call);
}

function reportReal(ctx: BonafideContext, real: Probe<RoleCall>, role: Role): string {
  const call = real.value;
  if (real.observed !== "accepted") return reportRefusal(ctx, call, role);
  const line = reportVended(ctx, exchangeEvidence.parse(vendedFields(call)));
  if (typeof call.value?.arn === "string") ctx.fact("session", call.value.arn);
  if (ctx.get(signatureVerified) !== true) {
    ctx.found("token-unchecked", { role: role.roleArn });
    return `${line}; nothing checked the token itself`;
  }
  return line;
}

function reportRefusal(ctx: BonafideContext, call: RoleCall, role: Role): string {
  if (isPartlyVended(call)) {
    ctx.found("missing-fields", { wrong: wrongFields(vendedFields(call)) });
    return "200, but no usable credentials";
  }
  const denied = parseAccessDenied(call.error?.message ?? "");
  for (const signal of denialSignals(denied)) ctx.recognised(signal);
  return reportStsFailure(ctx, call, {
    findings: assumeRoleFindings,
    renamed: { "invalid-token": "invalid-key", "access-denied": "assume-role-denied" },
    wordsFor: (reason) => (reason === "assume-role-denied" ? roleDenialWords(denied) : {}),
    evidenceFor: (reason) => (reason === "assume-role-denied" ? denial(ctx, call, role) : {}),
  });
}

function denial(ctx: BonafideContext, { error }: RoleCall, { roleArn, base }: Role): Evidence {
  const settings = ctx.input.target.exchange;
  const denied = parseAccessDenied(error?.message ?? "");
  return {
    role: roleArn,
    ...(denied?.principal == null ? {} : { caller: denied.principal }),
    trustPolicy: assumeRoleTrust(settings, roleArn, base, denied?.principal ?? null),
    callerPolicy: callerPolicy(settings, roleArn),
    check: assumeRoleChecks(settings),
  };
}

/** Prints the session's ARN alone, and no credential. */
function byHand(input: LayerInput): string | null {
  const { base, externalId, sourceIdentity } = input.target.exchange;
  const role = wantedRole(input);
  if (base === undefined || role === null) return null;
  const { from } = base;
  const words = [
    "aws sts assume-role",
    `--role-arn ${shellWord(role)} --role-session-name bonafide-by-hand`,
    externalId === undefined ? "" : `--external-id ${shellWord(externalId)}`,
    sourceIdentity === undefined ? "" : `--source-identity ${shellWord(sourceIdentity)}`,
    input.target.region === undefined ? "" : `--region ${shellWord(input.target.region)}`,
    input.target.aws.stsEndpoint === undefined ? "" : `--endpoint-url ${shellWord(input.target.aws.stsEndpoint)}`,
    "profile" in from ? `--profile ${shellWord(from.profile)}` : "",
    "--query AssumedRoleUser.Arn --output text",
  ].filter((word) => word !== "");
  if ("profile" in from) return words.join(" ");
  const names = ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"];
  const variables = names.map((name) => `AWS_${name}="$${from.prefix}AWS_${name}"`);
  return `${variables.join(" ")} \\\n  ${words.join(" ")}`;
}
