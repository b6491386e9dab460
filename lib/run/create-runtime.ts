import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { fingerprintToken, readFingerprintKey } from "@/lib/custody/fingerprint-key";
import type { Redactor } from "@/lib/redact/create-redactor";
import { createRedactor } from "@/lib/redact/create-redactor";
import { toolVersion } from "@/lib/settings/version";
import type { RunPlan } from "./plan-run";

/** The capabilities that runs share: what the process has of clock, chance and custody. */
export interface Runtime {
  readonly toolVersion: string;
  /** Where the requests go out from: this machine's name. */
  readonly vantage: string;
  /** 12 hex digits of a keyed hash of the token. */
  fingerprint(token: string): string;
  /** Milliseconds since the epoch. */
  now(): number;
  random(bytes: number): Uint8Array;
  /** A fresh redactor for one run. */
  redactor(): Redactor;
  /** Where our own crashes are reported: already redacted text. */
  reportCrash(text: string): void;
  /** The chain that runs go through, where it is another than the usual one. */
  readonly layers?: RunPlan["layers"];
}

export interface RuntimeSettings {
  readonly dataFolder: string;
  readonly reportCrash: (text: string) => void;
  /** Tests alone switch redaction off, to see that it is missed. */
  readonly redaction?: "on" | "off";
}

/**
 * Builds the runtime; makes the fingerprint key on first use.
 * @throws AppError FILE_UNREADABLE when the data folder cannot be used
 */
export async function createRuntime(settings: RuntimeSettings): Promise<Runtime> {
  const key = await readFingerprintKey(settings.dataFolder);
  return {
    toolVersion,
    vantage: hostname(),
    fingerprint: (token) => fingerprintToken(key, token),
    now: () => Date.now(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    redactor: () => createRedactor({ off: settings.redaction === "off" }),
    reportCrash: settings.reportCrash,
  };
}
