import type { RunEvent } from "@/lib/diagnosis/events";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import type { Outline } from "@/lib/run/outline";

/** What the commands need of the engine. */
export interface Engine {
  /** What a run would send, at most, and where. */
  outline(request: DiagnosisRequest): Promise<Outline>;
  diagnose(request: DiagnosisRequest, signal: AbortSignal): AsyncIterable<RunEvent>;
}

/** Where the engine keeps what outlives a run, and where it tells of our own crashes. */
export interface EngineSettings {
  readonly dataFolder: string;
  readonly reportCrash: (text: string) => void;
}

export type OpenEngine = (settings: EngineSettings) => Promise<Engine>;
