import type { RunEvent } from "@/lib/diagnosis/events";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import type { PreparedRun } from "@/lib/run/prepare-run";

/** What the commands need of the engine. */
export interface Engine {
  /** @throws AppError for what the caller has to mend; sends nothing */
  prepare(request: DiagnosisRequest): Promise<PreparedRun>;
  diagnose(run: PreparedRun, signal: AbortSignal): AsyncIterable<RunEvent>;
}

/** Where the engine keeps what outlives a run, and where it tells of our own crashes. */
export interface EngineSettings {
  readonly dataFolder: string;
  readonly reportCrash: (text: string) => void;
}

export type OpenEngine = (settings: EngineSettings) => Promise<Engine>;
