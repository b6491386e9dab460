import type { ServerVersion } from "@/lib/clients/mcp/read-health";
import { readMode } from "@/lib/clients/mcp/read-health";
import type { BonafideContext } from "@/lib/layers/shared/layer-input";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { describeParsedToken } from "@/lib/token/describe-token";
import { parseToken } from "@/lib/token/parse-token";
import { publicSecrets } from "@/lib/token/public-secrets";
import { isSignedWith } from "@/lib/token/signed-with";
import { registryUrl } from "../../outputs";
import type { ControlRun } from "../run-controls";
import type { RealRun } from "../run-real";
import type { ObservedRun } from "./env-rule";
import { FileView } from "./file-view";
import { masked } from "./shown-value";
import { viewServerEnv } from "./view-server-env";

const FORMATS: Readonly<Record<ServerEnvironment["format"], string>> = {
  env: "env file",
  compose: "compose file",
  inspect: "inspect output",
  "task-definition": "ECS task definition",
};

/**
 * Shows what the operator's file says of the server, beside what this run saw of it. It warns and informs and never
 * decides a status, for a file is no observed server.
 */
export async function reportServerEnv(
  ctx: BonafideContext,
  real: RealRun,
  controls: readonly ControlRun[],
  health: ServerVersion | null,
): Promise<void> {
  const env = ctx.input.serverEnv ?? null;
  if (env === null) return;
  const { rows, findings } = viewServerEnv(env, await observe(ctx, env, { real, controls, health }));
  const count = env.variables.length;
  const service = env.service === null ? "" : `, service ${env.service}`;
  ctx.fact("server-file", `${FORMATS[env.format]}${service} · ${count} ${count === 1 ? "variable" : "variables"}`);
  if (rows.length > 0) {
    ctx.table({
      id: "server-environment",
      rows,
    });
  }
  for (const { reason, evidence } of findings) ctx.found(reason, evidence);
}

interface Seen {
  readonly real: RealRun;
  readonly controls: readonly ControlRun[];
  readonly health: ServerVersion | null;
}

async function observe(ctx: BonafideContext, env: ServerEnvironment, seen: Seen): Promise<ObservedRun> {
  const { server } = seen.real.session;
  return {
    registryUrl: (await ctx.whenGiven(registryUrl)) ?? null,
    catalogUrl: ctx.input.target.catalogUrl ?? null,
    version: seen.health !== null && /^quilt-mcp/i.test(seen.health.name) ? seen.health.version : null,
    mode: server === null ? null : readMode(server.instructions, server.version),
    refusesWithoutToken: refusesWithoutToken(seen.controls),
    fallback: await describeFallback(ctx, env),
  };
}

/** By the server itself, with a status: a refusal inside a tool's answer comes of some token. */
function refusesWithoutToken(controls: readonly ControlRun[]): boolean {
  const calls = controls.find(({ name }) => name === "no-token")?.calls ?? [];
  return calls.length > 0 && calls.every(({ judged }) => judged.observed === "refused" && (judged.status ?? 0) >= 400);
}

/** Kind, length and expiry of the file's fallback token, and whose it is: nothing of the token itself. */
async function describeFallback(ctx: BonafideContext, env: ServerEnvironment): Promise<string | null> {
  const text = new FileView(env).text("QUILT_FALLBACK_JWT");
  if (text === null) return null;
  const parsed = parseToken(text);
  if (!parsed.ok) return `${masked(text)}: not a token that a header can carry`;
  const { token } = parsed;
  const { kindWords, lengthBytes, expiry } = describeParsedToken(token, ctx.now());
  const algorithm = /^(HS|RS|ES|PS)(256|384|512)$|^none$|^EdDSA$/.test(token.algorithm ?? "")
    ? ` · ${token.algorithm}`
    : "";
  const own = token.raw.reveal() === ctx.input.token?.raw.reveal() ? " · the token of this run" : "";
  const signed = await Promise.all(publicSecrets.map((secret) => isSignedWith(token, secret)));
  const published = signed.includes(true) ? " · signed with a published secret" : "";
  return `${kindWords}${algorithm} · ${lengthBytes} B · ${expiry}${published}${own}`;
}
