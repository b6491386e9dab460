import type { AssumedRole } from "@/lib/clients/aws/assumed-role";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import { parseArn } from "@/lib/clients/aws/parse-arn";
import type { Probe, RequestMark } from "@/lib/diagnosis/layer";
import type { Evidence, Purpose } from "@/lib/diagnosis/model";
import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import { awsProbe } from "../shared/aws-errors";
import { exchangeEvidence } from "../shared/exchange-call";
import { wantedRole } from "../shared/exchange-strategy";
import type { BonafideContext } from "../shared/layer-input";
import { watchClock } from "../shared/live-layer";
import { bodyText } from "../shared/read-answer";

export type RoleCall = AwsCall<AssumedRole>;

/** The answer's fields under the names that the registry's answer has: one shape of evidence for both. */
export function vendedFields({ value }: RoleCall): Readonly<Record<string, unknown>> {
  return {
    AccessKeyId: value?.accessKeyId,
    SecretAccessKey: value?.secretAccessKey,
    SessionToken: value?.sessionToken,
    Expiration: value?.expiration,
  };
}

/** Whether a success answer has some of the wanted fields, and yet was not accepted: it is STS's, but of no use. */
export function isPartlyVended({ raw, value }: RoleCall): boolean {
  return raw.status === 200 && Object.values(value ?? {}).some((field) => field !== undefined);
}

/** What an answer of AssumeRole or AssumeRoleWithWebIdentity amounts to. */
export function roleProbe(ctx: BonafideContext, call: RoleCall): Probe<RoleCall> {
  watchClock(ctx, call.raw);
  return awsProbe(call, exchangeEvidence.safeParse(vendedFields(call)).success);
}

/** Sends for the SDK; its answers hold credentials. `altered` says that the control's credential is not the real one. */
export function roleSender(ctx: BonafideContext, purpose: Purpose, altered: boolean) {
  const mark: RequestMark<DoorResult> = { wrongCredential: altered, mints: handsOut, answerHoldsSecrets: true };
  return (request: DoorRequest) => ctx.http.send(purpose, request, mark);
}

function handsOut(result: DoorResult): boolean {
  const text = result.kind === "answer" && result.status === 200 ? bodyText(result) : "";
  return ["AccessKeyId", "SecretAccessKey", "SessionToken"].every((name) => new RegExp(`<${name}>[^<]`).test(text));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A name that is found again in CloudTrail, and is nobody's. */
export function sessionName(ctx: BonafideContext): string {
  return `bonafide-${hex(ctx.random(4))}`;
}

/** A role of the same account that does not exist: the control `wrong-role`. */
export function absentRole(ctx: BonafideContext, roleArn: string): string {
  const role = parseArn(roleArn);
  return `arn:${role?.partition ?? "aws"}:iam::${role?.account ?? ""}:role/bonafide-no-such-role-${hex(ctx.random(4))}`;
}

/** The role to assume; null, with a finding, when neither target nor token names one. */
export function usableRole(ctx: BonafideContext): string | null {
  const wanted = wantedRole(ctx.input);
  if (wanted !== null && parseArn(wanted)?.kind === "role") return wanted;
  const evidence: Evidence = wanted === null ? {} : { named: wanted.slice(0, 200) };
  ctx.found("no-role", evidence);
  return null;
}
