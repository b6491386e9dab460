import type { AwsCredentials } from "@/lib/aws/aws-credentials";
import { type ControlSpec, ended, type Layer, notApplicable, type Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { forgeToken, tamperToken } from "@/lib/token/tamper-token";
import { errorText, isHtml, type JsonObject } from "./answers";
import {
  callExchange,
  EXCHANGE_PATH,
  type ExchangeAnswer,
  exchangeEvidence,
  registryOrigin,
  type Vended,
} from "./exchange-call";
import { exchangeFindings } from "./exchange-findings";
import type { BonafideContext, LayerInput } from "./layer-input";
import { reportUnanswered, runLiveLayer } from "./live-layer";
import { awsCredentials, registryUrl } from "./outputs";
import { AUTHORIZATION, READ_TOKEN, registryAddress } from "./shell";

const server = "the registry";
/** Published in Quilt's own test suites (facts of quilt-mcp-server): what a test harness signs with. */
export const FORGE_SECRET = "test-secret";
/** Credentials this close to their end are of no use. */
const ARRIVAL_MARGIN_MS = 60_000;

/** How this run exchanges its token. `auto` follows the token kind (DESIGN §1). */
export function exchangeStrategy(input: LayerInput): "registry" | "assume-role" | "web-identity" {
  const chosen = input.target.exchange.strategy ?? "auto";
  if (chosen !== "auto") return chosen;
  const kind = input.token?.kind;
  return kind === "role-jwt" || kind === "hybrid-jwt" ? "assume-role" : "registry";
}

/** Does the registry turn the token into AWS credentials? */
export const exchange: Layer<LayerInput, BonafideContext> = {
  id: "exchange",
  title: "the registry turns the token into AWS credentials",
  question: "Does the registry turn the token into AWS credentials?",
  nature: "live",
  needs: (input) => (exchangeStrategy(input) === "registry" ? [registryUrl] : []),
  uses: [],
  gives: [awsCredentials],
  evidence: exchangeEvidence,
  proves: "the registry verifies tokens and accepts this one",
  doesNotProve: "what the credentials may do",
  settledBy: ["s3"],
  findings: exchangeFindings,
  controls: plannedControls,
  doing: () => "asking the registry for AWS credentials",
  notApplicable: () => null,
  requiredByDefault: () => true,
  plan: (input) => {
    if (exchangeStrategy(input) !== "registry")
      return { requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] };
    const controls = plannedControls(input);
    return {
      requests: 2 + controls.length,
      wrongCredentials: controls.filter((control) => control.wrongCredential).length,
      awsSessionsMinted: 2,
      destinations: [registryOrigin(input)],
    };
  },
  byHand: (input) => {
    const registry = exchangeStrategy(input) === "registry" ? registryAddress(input.target) : null;
    if (registry === null) return null;
    const call = `${AUTHORIZATION} | curl -sS -H @- -o /dev/null -w '%{http_code}\\n' ${registry.url(EXCHANGE_PATH)}`;
    return [...registry.prelude, READ_TOKEN, call].join("\n");
  },
  async run(ctx) {
    if (exchangeStrategy(ctx.input) !== "registry") {
      ctx.found("no-base-credentials", { strategy: exchangeStrategy(ctx.input) });
      return ended("no base credentials to assume the token's role with");
    }
    const base = ctx.get(registryUrl);
    const token = ctx.input.token;
    if (base === undefined || token === null) return notApplicable("no token to exchange");
    const live = await runLiveLayer(ctx, {
      genuine: (purpose) => callExchange(ctx, base, purpose, token.raw.reveal()),
      controls: await controlCalls(ctx, base),
      onReal: (probe) => giveCredentials(ctx, probe.value),
    });
    return ended(reportReal(ctx, live.real));
  },
};

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  if (input.controls === "off" || input.token === null || exchangeStrategy(input) !== "registry") return [];
  const hasClaims = input.token.kind !== "jwe" && (input.token.jwt?.payload ?? null) !== null;
  const forged = hasClaims && !input.signedWithTestSecret;
  return [
    { name: "no-token", wrongCredential: false },
    { name: "tampered", wrongCredential: true },
    ...(forged ? [{ name: "forged", wrongCredential: true }] : []),
  ];
}

async function controlCalls(ctx: BonafideContext, base: string) {
  const token = ctx.input.token;
  if (token === null) return [];
  const bearers = new Map<string, string | null>();
  for (const { name } of plannedControls(ctx.input)) {
    if (name === "no-token") bearers.set(name, null);
    if (name === "tampered") bearers.set(name, tamperToken(token, ctx.random));
    if (name === "forged") bearers.set(name, await forgeToken(token, FORGE_SECRET));
  }
  return [...bearers].map(([name, bearer]) => {
    if (bearer !== null) ctx.keepSecret(bearer);
    return { name, send: (purpose: Purpose) => callExchange(ctx, base, purpose, bearer) };
  });
}

/** The validated credentials, unless they are of a kind that must not be used. */
function usable(ctx: BonafideContext, answer: ExchangeAnswer): Vended | null {
  const parsed =
    answer.result.kind === "answer" && answer.result.status === 200 ? exchangeEvidence.safeParse(answer.body) : null;
  if (parsed === null || !parsed.success) return null;
  if (parsed.data.AccessKeyId.startsWith("AKIA")) return null;
  return Date.parse(parsed.data.Expiration) <= ctx.now() + ARRIVAL_MARGIN_MS ? null : parsed.data;
}

function giveCredentials(ctx: BonafideContext, answer: ExchangeAnswer): void {
  const vended = usable(ctx, answer);
  if (vended === null) return;
  const credentials: AwsCredentials = {
    accessKeyId: vended.AccessKeyId,
    secretAccessKey: vended.SecretAccessKey,
    sessionToken: vended.SessionToken,
  };
  ctx.give(awsCredentials, credentials);
}

function reportReal(ctx: BonafideContext, real: Probe<ExchangeAnswer>): string {
  const { result, body } = real.value;
  if (reportUnanswered(ctx, result) || result.kind !== "answer") return `${server} gave no answer to judge`;
  const { status } = result;
  if (real.observed === "accepted") return reportAccepted(ctx, body);
  const message = errorText(body);
  const evidence = { status, ...(message === null ? {} : { message }) };
  if (isHtml(result)) {
    ctx.found("not-json", { status, contentType: result.headers["content-type"] ?? "none" });
    return `${status}: HTML, not the registry's API`;
  }
  if (status === 401) {
    ctx.found("rejected", evidence);
    return message === null ? "401: not accepted" : `401: ${message}`;
  }
  if (status === 403) {
    ctx.found("forbidden", evidence);
    return "403: known, but not allowed";
  }
  if (status !== 200) {
    ctx.found("unexpected-status", evidence);
    return `${status}: no known outcome`;
  }
  if (body === null) {
    ctx.found("not-json", { status, contentType: result.headers["content-type"] ?? "none" });
    return "200, but no JSON object";
  }
  ctx.found("missing-fields", {
    wrong: wrongFields(body),
    present: Object.keys(body).slice(0, 12),
    ...(message === null ? {} : { message }),
  });
  return "200, but not usable credentials";
}

/** Names of the fields that are absent or not of their shape; never their values. */
function wrongFields(body: JsonObject): readonly string[] {
  const parsed = exchangeEvidence.safeParse(body);
  if (parsed.success) return [];
  return [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? "answer")))].map((name) =>
    body[name] === undefined ? `${name}: absent` : `${name}: not of its shape`,
  );
}

function reportAccepted(ctx: BonafideContext, body: JsonObject | null): string {
  const vended = exchangeEvidence.parse(body);
  const expires = new Date(Date.parse(vended.Expiration));
  const keyId = `${vended.AccessKeyId.slice(0, 4)}…${vended.AccessKeyId.slice(-4)}`;
  ctx.fact("credentials", `${keyId} · session token ${vended.SessionToken.length} B`);
  ctx.fact("expire", expires.toISOString());
  if (vended.AccessKeyId.startsWith("AKIA")) ctx.found("long-term-key", { accessKeyId: keyId });
  else if (!vended.AccessKeyId.startsWith("ASIA")) ctx.found("unknown-key-prefix", { accessKeyId: keyId });
  if (expires.getTime() <= ctx.now() + ARRIVAL_MARGIN_MS) {
    ctx.found("expired-on-arrival", {
      expiration: expires.toISOString(),
      secondsLeft: Math.round((expires.getTime() - ctx.now()) / 1000),
    });
    return `${keyId}, expired on arrival`;
  }
  return `${keyId} until ${expires.toISOString().slice(11, 16)} UTC`;
}
