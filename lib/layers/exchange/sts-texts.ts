import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { BonafideContext } from "../shared/layer-input";

/** What STS says beside a code that stands for several things: the only place where its sentences are read. */
const texts = [
  // AssumeRole, ValidationError: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
  { signal: "session-too-long", says: "durationseconds" },
  // AssumeRoleWithWebIdentity, InvalidIdentityToken: "No OpenIDConnect provider found in your account for …"
  { signal: "issuer-unknown", says: "no openidconnect provider" },
  // AssumeRoleWithWebIdentity, InvalidIdentityToken: "Incorrect token audience"
  { signal: "audience-unknown", says: "audience" },
] as const;

export const stsTextSignals = texts.map(({ signal }) => signal);

/** Says which of the known sentences the refusal holds. */
export function signalStsText(ctx: BonafideContext, { error }: AwsCall<unknown>): void {
  const said = error?.message.toLowerCase() ?? "";
  for (const { signal, says } of texts) if (said.includes(says)) ctx.recognised(signal);
}
