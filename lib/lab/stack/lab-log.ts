import { closeSync, openSync, writeSync } from "node:fs";
import type { LabServerName } from "./server-names";

export interface LabLogEntry {
  readonly server: LabServerName;
  readonly level: "info" | "warn" | "error";
  readonly traceId: string | null;
  readonly requestId: string;
  /** `event key=value …`; never a token, a secret or a query string. */
  readonly message: string;
}

/** The servers' log: one JSON object a line, on disk before the answer leaves. */
export class LabLog {
  readonly path: string;
  readonly #file: number;
  #open = true;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, "a", 0o600);
  }

  write(entry: LabLogEntry): void {
    if (this.#open) writeSync(this.#file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#file);
  }
}
