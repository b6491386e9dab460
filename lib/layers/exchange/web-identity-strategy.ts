import { isAwsHost } from "@/lib/clients/aws/aws-origins";
import { assumeRoleWithWebIdentity } from "@/lib/clients/aws/call-assume-role-with-web-identity";
import { type ControlSpec, ended, notApplicable, type Probe } from "@/lib/diagnosis/layer";
import type { Evidence, Purpose } from "@/lib/diagnosis/model";
import { controlNameOf, isControl } from "@/lib/diagnosis/purpose";
import type { ParsedToken } from "@/lib/token/parse-token";
import { awsRegion } from "../outputs";
import { stsEndpointOf } from "../shared/aws-endpoints";
import { awsReason } from "../shared/aws-errors";
import { alteredTokens, bearerOf } from "../shared/bearer-controls";
import { READ_TOKEN, shellWord } from "../shared/by-hand-commands";
import { exchangeEvidence } from "../shared/exchange-call";
import { type ExchangeStrategy, wantedRole } from "../shared/exchange-strategy";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { runLiveLayer } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import { reportStsFailure } from "../shared/sts-failure";
import { giveCredentials, reportVended, wrongFields } from "./exchanged-credentials";
import { providerName, webIdentityTrust } from "./parse-trust-policy";
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
import { webIdentityFindings } from "./sts-findings";
import { notForAws, webIdentityObjections } from "./web-identity-objections";

/** AWS itself verifies the token and gives credentials: STS AssumeRoleWithWebIdentity. */
export const webIdentity: ExchangeStrategy = {
  id: "web-identity",
  title: "AWS turns the token into credentials of the role",
  question: "Does AWS turn the token into credentials of the role?",
  proves: "AWS verifies tokens and accepts this one for the role",
  findings: webIdentityFindings,
  doing: "asking STS for credentials of the role",
  needs: () => [awsRegion],
  uses: () => [],
  controls: plannedControls,
  notApplicable: (input) => (input.token === null ? "there is no token to exchange" : null),
  plan: (input) =>
    livePlan({
      controls: plannedControls(input),
      served: expectedAccess(input, "exchange") !== "refused",
      mints: true,
      destinations: [stsEndpointOf(input, null)],
    }),
  byHand,
  async run(ctx) {
    const { token } = ctx.input;
    const region = ctx.get(awsRegion);
    if (token === null || region === undefined) return notApplicable("no token to exchange, or no region");
    const roleArn = usableRole(ctx);
    if (roleArn === null) return ended("no role to assume");
    const objections = webIdentityObjections(token);
    if (objections.length > 0 && mayNotBeSent(ctx, token, region)) {
      ctx.found("web-identity-denied", { awsWillNotAccept: objections, sent: false }, notForAws);
      return ended(`not sent: ${objections[0] ?? ""}`);
    }
    return ended(await exchange(ctx, { token, roleArn, region, session: sessionName(ctx), objections }));
  },
};

interface Role {
  readonly token: ParsedToken;
  readonly roleArn: string;
  readonly region: string;
  readonly session: string;
  readonly objections: readonly string[];
}

/** AWS's own answer is known beforehand; another server may have rules of its own, but no use for a text that is no JWT. */
function mayNotBeSent(ctx: BonafideContext, token: ParsedToken, region: string): boolean {
  return token.jwt === null || isAwsHost(new URL(stsEndpointOf(ctx.input, region)).hostname);
}

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  if (input.controls === "off" || input.token === null) return [];
  return [...alteredTokens(input, input.token, false), { name: "wrong-role", wrongCredential: false }];
}

async function exchange(ctx: BonafideContext, role: Role): Promise<string> {
  ctx.fact("strategy", "web-identity");
  ctx.fact("role", role.roleArn);
  ctx.fact("session-name", role.session);
  const live = await runLiveLayer(ctx, {
    access: expectedAccess(ctx.input, "exchange"),
    genuine: (purpose) => send(ctx, purpose, role, role.token.raw.reveal()),
    controls: await controlCalls(ctx, role),
    onReal: ({ value }) => giveCredentials(ctx, vendedFields(value)),
    serves: "STS handed out AWS credentials",
    // STS refuses a bad token with 400.
    isExpectedRefusal: ({ status }) => status === 400 || status === 401 || status === 403,
  });
  return live.decided ?? reportReal(ctx, live.real, role);
}

function controlCalls(ctx: BonafideContext, role: Role) {
  return Promise.all(
    plannedControls(ctx.input).map(async ({ name }) => {
      if (name === "wrong-role") {
        const other = { ...role, roleArn: absentRole(ctx, role.roleArn) };
        return { name, send: (purpose: Purpose) => send(ctx, purpose, other, role.token.raw.reveal()) };
      }
      const altered = (await bearerOf(ctx, role.token, name)) ?? "";
      return { name, send: (purpose: Purpose) => send(ctx, purpose, role, altered) };
    }),
  );
}

async function send(ctx: BonafideContext, purpose: Purpose, role: Role, token: string): Promise<Probe<RoleCall>> {
  const { stsEndpoint } = ctx.input.target.aws;
  const call = await assumeRoleWithWebIdentity({
    token,
    region: role.region,
    ...(stsEndpoint === undefined ? {} : { endpoint: stsEndpoint }),
    roleArn: role.roleArn,
    sessionName: role.session,
    durationSeconds: ctx.input.target.exchange.durationSeconds,
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
    send: roleSender(ctx, purpose, isControl(purpose) && controlNameOf(purpose) !== "wrong-role"),
  });
  return roleProbe(ctx, call);
}

function reportReal(ctx: BonafideContext, real: Probe<RoleCall>, role: Role): string {
  const call = real.value;
  if (real.observed === "accepted") {
    if (typeof call.value?.arn === "string") ctx.fact("session", call.value.arn);
    return reportVended(ctx, exchangeEvidence.parse(vendedFields(call)));
  }
  if (isPartlyVended(call)) {
    ctx.found("missing-fields", { wrong: wrongFields(vendedFields(call)) });
    return "200, but no usable credentials";
  }
  if (isOfTheRole(call)) ctx.recognised("token-taken-role-refused");
  return reportStsFailure(ctx, call, {
    findings: webIdentityFindings,
    renamed: { "token-refused": "web-identity-denied", "access-denied": "web-identity-denied" },
    evidenceFor: (reason) => (reason === "web-identity-denied" ? denial(call, role) : {}),
    // What is known of the token tells more than a text that stands for several faults.
    wordsFor: (reason) => (reason === "web-identity-denied" && role.objections.length > 0 ? notForAws : {}),
  });
}

/** An answer about the role says that AWS took the token itself. */
function isOfTheRole({ error }: RoleCall): boolean {
  return error !== null && awsReason(error) === "access-denied";
}

function denial(call: RoleCall, role: Role): Evidence {
  const { iss, aud, sub } = role.token.jwt?.payload ?? {};
  const trustPolicy = webIdentityTrust(role.token, role.roleArn);
  return {
    role: role.roleArn,
    refused: isOfTheRole(call) ? "trust policy" : "token",
    ...(role.objections.length === 0 ? {} : { awsWillNotAccept: role.objections }),
    ...(typeof iss === "string" ? { issuer: iss.slice(0, 200), provider: providerName(iss.slice(0, 200)) } : {}),
    ...(typeof aud === "string" ? { audience: aud.slice(0, 200) } : {}),
    ...(typeof sub === "string" ? { subject: sub.slice(0, 200) } : {}),
    ...(trustPolicy === null ? {} : { trustPolicy }),
    check: [
      "the role exists in the account that its ARN names",
      "that account has an identity provider for this issuer, with this audience among its client ids",
      "the role's trust policy names that provider as Federated, with the conditions of the policy above",
    ],
  };
}

/** The token goes in by standard input, so that it is in no argument; prints the session's ARN alone. */
function byHand(input: LayerInput): string | null {
  const role = wantedRole(input);
  if (role === null) return null;
  const words = [
    "aws sts assume-role-with-web-identity --no-sign-request",
    `--role-arn ${shellWord(role)} --role-session-name bonafide-by-hand`,
    "--web-identity-token file:///dev/stdin",
    input.target.region === undefined ? "" : `--region ${shellWord(input.target.region)}`,
    input.target.aws.stsEndpoint === undefined ? "" : `--endpoint-url ${shellWord(input.target.aws.stsEndpoint)}`,
    "--query AssumedRoleUser.Arn --output text",
  ].filter((word) => word !== "");
  return [READ_TOKEN, `printf %s "$TOKEN" | ${words.join(" ")}`].join("\n");
}
