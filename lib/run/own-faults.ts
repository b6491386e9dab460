import type { RunEventBody } from "@/lib/diagnosis/events";
import type { LogLine } from "@/lib/diagnosis/model";
import { crashText } from "@/lib/redact/crash-text";
import type { Redactor } from "@/lib/redact/create-redactor";
import type { Runtime } from "./create-runtime";

/** Tells of a fault of our own; `layer` is null for what belongs to no layer. Never throws. */
export type TellFault = (layer: string | null, error: unknown) => void;

export interface FaultSettings {
  readonly runtime: Pick<Runtime, "now" | "reportCrash">;
  readonly redactor: Redactor;
  emit(body: RunEventBody): void;
}

/** A line of our own beside a layer, or beside the run. */
export function ownLine(message: string, atMs: number): LogLine {
  const at = new Date(atMs).toISOString();
  return { source: "bonafide", at, level: "error", message, matchedBy: "time", purpose: null };
}

/**
 * Our own crashes: the redacted stack goes to whoever watches this process, and into the report beside the layer. Neither
 * may fail the run, nor keep the other from being told.
 */
export function createFaultTeller({ runtime, redactor, emit }: FaultSettings): TellFault {
  return (layer, error) => {
    const text = crashText(error, redactor);
    attempt(() => runtime.reportCrash(layer === null ? text : `${layer}: ${text}`));
    attempt(() => emit({ type: "log", layer, line: ownLine(text, runtime.now()) }));
  };
}

/** Calls what may fail without harm. */
export function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // There is nobody left to tell.
  }
}
