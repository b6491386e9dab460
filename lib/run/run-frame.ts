import { toTokenSummary } from "@/lib/custody/token-summary";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { LayerResult } from "@/lib/diagnosis/model";
import { mcpEras, type TargetSummary } from "@/lib/diagnosis/run-model";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { allowedOrigins } from "@/lib/targets/allowed-origins";
import type { Runtime } from "./create-runtime";
import type { PreparedRun } from "./prepare-run";

export interface RunFrame {
  readonly runtime: Runtime;
  readonly run: PreparedRun;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
}

/** The first event of a run: what it is about to do, and to whom. */
export function startedEvent({ runtime, run, startedAtMs }: RunFrame): RunEventBody {
  const { input, plan } = run;
  return {
    type: "run-started",
    startedAt: new Date(startedAtMs).toISOString(),
    toolVersion: runtime.toolVersion,
    vantage: runtime.vantage,
    target: targetSummary(input, null),
    subject: run.subject,
    token: input.token === null ? null : toTokenSummary(input.token, runtime.fingerprint),
    layers: plan.planned,
    controls: input.controls,
  };
}

function mcpErasIn(results: ReadonlyMap<string, LayerResult> | null): Pick<TargetSummary, "mcpEras"> {
  const seen = results?.get("mcp")?.facts.find(({ id }) => id === "mcp-eras")?.value;
  return Array.isArray(seen) ? { mcpEras: mcpEras.filter((era) => seen.includes(era)) } : {};
}

/** The target as it may be shown, with what the layers learnt of it; `results` is null before they have run. */
export function targetSummary(
  { target, iam }: LayerInput,
  results: ReadonlyMap<string, LayerResult> | null,
): TargetSummary {
  const text = (id: string, layer = "discovery"): string | null => {
    const value = results?.get(layer)?.facts.find((fact) => fact.id === id)?.value;
    return typeof value === "string" ? value : null;
  };
  const registry = text("registry-url");
  const origins = allowedOrigins(target, iam).map((allowed) => allowed.origin);
  if (registry !== null && target.registryUrl === undefined) origins.push(new URL(registry).origin);
  return {
    name: target.name,
    origins: [...new Set(origins)],
    region: target.region ?? text("region"),
    stackVersion: text("stack-version"),
    mcpVersion: text("mcp-version", "mcp"),
    ...mcpErasIn(results),
  };
}
