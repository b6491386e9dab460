import type { Evidence } from "@/lib/diagnosis/model";
import { awsCredentials } from "../outputs";
import { ARRIVAL_MARGIN_MS } from "../shared/clock-findings";
import { exchangeEvidence, type Vended } from "../shared/exchange-call";
import type { BonafideContext } from "../shared/layer-input";

/** Hands the credentials on, unless they are of a kind that must not be used. */
export function giveCredentials(ctx: BonafideContext, answer: unknown): void {
  const parsed = exchangeEvidence.safeParse(answer);
  if (!parsed.success) return;
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = parsed.data;
  if (AccessKeyId.startsWith("AKIA") || Date.parse(Expiration) <= ctx.now() + ARRIVAL_MARGIN_MS) return;
  ctx.give(awsCredentials, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}

/** Names of the fields that are absent or not of their shape; never their values. */
export function wrongFields(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = exchangeEvidence.safeParse(answer);
  if (parsed.success) return [];
  return [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? "answer")))].map((name) =>
    answer[name] === undefined ? `${name}: absent` : `${name}: malformed`,
  );
}

/** Start and end of a key id: enough to find it in a log. */
export function shortKeyId(accessKeyId: string): string {
  return `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`;
}

/** Reports what accepted credentials show; gives the layer's line. `evidence` goes with each finding. */
export function reportVended(ctx: BonafideContext, vended: Vended, evidence: Evidence = {}): string {
  const expires = new Date(Date.parse(vended.Expiration));
  const keyId = shortKeyId(vended.AccessKeyId);
  ctx.fact("credentials", `${keyId} · session token ${vended.SessionToken.length} B`);
  ctx.fact("expires", expires.toISOString());
  if (vended.AccessKeyId.startsWith("AKIA")) ctx.found("long-term-key", { accessKeyId: keyId, ...evidence });
  else if (!vended.AccessKeyId.startsWith("ASIA")) ctx.found("unknown-key-prefix", { accessKeyId: keyId, ...evidence });
  if (expires.getTime() <= ctx.now() + ARRIVAL_MARGIN_MS) {
    ctx.found("expired-on-arrival", {
      expiration: expires.toISOString(),
      secondsLeft: Math.round((expires.getTime() - ctx.now()) / 1000),
    });
    return `${keyId}, expired on arrival`;
  }
  return `${keyId} until ${expires.toISOString().slice(11, 16)} UTC`;
}
