import { AppError } from "@/lib/errors";
import { layers } from "@/lib/layers";
import { findNearestName } from "@/lib/nearest-name";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { quoteWord } from "./looks-like-token";

/** Options of a run as they were typed. */
export interface RunOptions {
  readonly only?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly controls: string;
  readonly timeoutMs?: string | undefined;
  readonly runTimeoutMs?: string | undefined;
}

type ReadOptions = Pick<DiagnosisRequest, "only" | "strict" | "controls" | "timeoutMs" | "runTimeoutMs">;

/** @throws AppError BAD_REQUEST naming the option */
export function readRunOptions(options: RunOptions): ReadOptions {
  return {
    only: options.only === undefined ? null : readLayerIds(options.only),
    strict: options.strict === true,
    controls: readControls(options.controls),
    timeoutMs: readMilliseconds("--timeout-ms", options.timeoutMs),
    runTimeoutMs: readMilliseconds("--run-timeout-ms", options.runTimeoutMs),
  };
}

function readControls(given: string): "on" | "off" | "deep" {
  if (given === "on" || given === "off" || given === "deep") return given;
  throw new AppError("BAD_REQUEST", `--controls ${quoteWord(given)} is not known.`, "Use on, off or deep.");
}

function readMilliseconds(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (ms >= 50 && ms <= 600_000) return ms;
  throw new AppError(
    "BAD_REQUEST",
    `${name} is not a number of milliseconds from 50 to 600000.`,
    `For example ${name} 15000.`,
  );
}

function readLayerIds(given: string): readonly string[] {
  const known = layers.map((layer) => layer.id);
  const ids = given.split(",").map((id) => id.trim());
  for (const id of ids) {
    if (known.includes(id)) continue;
    const nearest = findNearestName(id, known);
    const hint = nearest === undefined ? "." : `: did you mean ${nearest}?`;
    throw new AppError("BAD_REQUEST", `--only ${quoteWord(id)} is not a layer${hint}`, `Layers: ${known.join(", ")}.`);
  }
  return [...new Set(ids)];
}
