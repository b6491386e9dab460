import type { Evidence } from "@/lib/diagnosis/model";
import { findKnownVersion } from "@/lib/mcp/known-versions";
import { readHealth, readMode, type ServerVersion } from "@/lib/mcp/read-health";
import { bodyText } from "../answers";
import type { BonafideContext } from "../layer-input";
import { acceptedCalls, type RealRun } from "./run-real";

/** How long `/health` may take, ms: it says the version and proves nothing, so nothing waits for it. */
const HEALTH_TIMEOUT_MS = 5_000;
/** A tool that takes longer is told: a hop behind the server is slow. */
const SLOW_MS = 10_000;

/** Asks `/health` at the server's origin for the true version; no token goes there, and any other answer is no fault. */
export async function askHealth(ctx: BonafideContext): Promise<ServerVersion | null> {
  const result = await ctx.http.send(
    "real",
    {
      method: "GET",
      url: new URL("/health", ctx.input.target.mcpUrl).href,
      headers: { accept: "application/json" },
      timeoutMs: Math.min(ctx.input.timeoutMs, HEALTH_TIMEOUT_MS),
      signal: ctx.signal,
    },
    { step: "/health" },
  );
  return result.kind === "answer" && result.status === 200 ? readHealth(bodyText(result)) : null;
}

/** Shows what the server says of itself, and what is known of that version. */
export function reportServer(ctx: BonafideContext, real: RealRun, health: ServerVersion | null): void {
  const { server, framing, stateful } = real.session;
  const isQuilt = /quilt/i.test(`${health?.name ?? ""} ${server?.name ?? ""}`);
  const version = health?.version ?? (isQuilt ? null : (server?.version ?? null));
  const mode = server === null ? null : readMode(server.instructions, server.version);
  if (version !== null) ctx.fact("mcpVersion", version);
  if (server !== null) {
    ctx.fact("server", `${server.name} ${server.version}`.slice(0, 80));
    ctx.fact(
      "protocol",
      `${server.protocolVersion} · ${framing === "sse" ? "SSE" : "JSON"} · ${stateful ? "stateful" : "stateless"}`,
    );
  }
  if (mode !== null) ctx.fact("mode", mode);
  if (real.tools.length > 0) ctx.fact("tools offered", real.tools.length);
  if (isQuilt && version !== null) reportKnown(ctx, version);
  const slow = real.calls.filter(({ judged }) => tookMs(judged.value?.result.timings.totalMs) > SLOW_MS);
  if (slow.length > 0) {
    const times = slow.map(
      ({ call, judged }) => `${call.label} ${Math.round(tookMs(judged.value?.result.timings.totalMs) / 1000)} s`,
    );
    ctx.fact("slow", times);
  }
}

function tookMs(totalMs: number | undefined): number {
  return totalMs ?? 0;
}

function reportKnown(ctx: BonafideContext, version: string): void {
  const known = findKnownVersion(version);
  if (known === null) {
    ctx.fact("this version", "not one that Bonafide knows");
    return;
  }
  ctx.fact("this version", known.mode);
  ctx.fact(
    "verifies tokens",
    known.verifies === "itself"
      ? "itself"
      : known.verifies === "passes-on"
        ? "no: passes them on"
        : "no: knows no token",
  );
  if (known.defects.length > 0) ctx.fact("known defects", known.defects);
}

/** Shows what each accepted tool gave: a count, or the identity. */
export function reportAnswers(ctx: BonafideContext, real: RealRun, items: (payload: unknown) => number | null): void {
  const answers: Record<string, Evidence[string]> = {};
  for (const { call, judged } of acceptedCalls(real)) {
    const found = items(judged.payload);
    answers[call.label] = found === null ? "answered" : found;
  }
  for (const [name, value] of Object.entries(answers)) ctx.fact(name, value);
}
