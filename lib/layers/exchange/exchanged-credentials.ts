import type { Evidence } from "@/lib/diagnosis/model";
import { awsCredentials } from "../outputs";
import { ARRIVAL_MARGIN_MS } from "../shared/clock-findings";
import { exchangeEvidence, type Vended } from "../shared/exchange-call";
import type { BonafideContext } from "../shared/layer-input";
import { readExpiration } from "./read-expiration";

/** Hands the credentials on, unless they are of a kind that must not be used. */
export function giveCredentials(ctx: BonafideContext, answer: unknown): void {
  const parsed = exchangeEvidence.safeParse(answer);
  if (!parsed.success) return;
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = parsed.data;
  const expiresAt = readExpiration(Expiration);
  if (AccessKeyId.startsWith("AKIA") || (expiresAt !== null && hasExpired(ctx, expiresAt))) return;
  ctx.give(awsCredentials, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}

function hasExpired(ctx: BonafideContext, expiresAt: number): boolean {
  return expiresAt <= ctx.now() + ARRIVAL_MARGIN_MS;
}

/** Names of the fields that are absent or not of their shape; never their values. */
export function wrongFields(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = exchangeEvidence.safeParse(answer);
  if (parsed.success) return [];
  return [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? "answer")))].map((name) =>
    answer[name] === undefined || answer[name] === null ? `${name}: absent` : `${name}: malformed`,
  );
}

/** Start and end of a key id: enough to find it in a log. */
export function shortKeyId(accessKeyId: string): string {
  return `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`;
}

/** Reports what accepted credentials show; gives the layer's line. `evidence` goes with each finding. */
export function reportVended(ctx: BonafideContext, vended: Vended, evidence: Evidence = {}): string {
  const expiresAt = readExpiration(vended.Expiration);
  const keyId = shortKeyId(vended.AccessKeyId);
  ctx.fact("credentials", `${keyId} · session token ${vended.SessionToken.length} B`);
  if (vended.AccessKeyId.startsWith("AKIA")) ctx.found("long-term-key", { accessKeyId: keyId, ...evidence });
  else if (!vended.AccessKeyId.startsWith("ASIA")) ctx.found("unknown-key-prefix", { accessKeyId: keyId, ...evidence });
  if (expiresAt === null) {
    const value = String(vended.Expiration).slice(0, 80);
    ctx.fact("expires", value);
    ctx.found("unreadable-expiration", { expiration: value, form: formOf(vended.Expiration), ...evidence });
    return `${keyId}, until a time that cannot be read`;
  }
  const expires = new Date(expiresAt);
  ctx.fact("expires", expires.toISOString());
  if (hasExpired(ctx, expiresAt)) {
    ctx.found("expired-on-arrival", {
      expiration: expires.toISOString(),
      secondsLeft: Math.round((expires.getTime() - ctx.now()) / 1000),
    });
    return `${keyId}, expired on arrival`;
  }
  return `${keyId} until ${expires.toISOString().slice(11, 16)} UTC`;
}

function formOf(expiration: string | number): string {
  if (typeof expiration === "number") return "a number, not a time";
  return /\d:\d\d/.test(expiration) ? "a time without a zone, or in another form" : "no time";
}
