import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { fingerprintToken, readFingerprintKey } from "@/lib/custody/fingerprint-key";
import { isAppError } from "@/lib/errors";
import { logSources } from "@/lib/logs";
import type { LogSourceType } from "@/lib/logs/log-source";
import type { Redactor } from "@/lib/redact/create-redactor";
import { createRedactor } from "@/lib/redact/create-redactor";
import { toolVersion } from "@/lib/settings/version";

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
  readonly logSources: readonly LogSourceType[];
  /** What failed while this was built, a sentence each: every run says so once. */
  readonly notices: readonly string[];
  /** Where our own crashes are reported: already redacted text. */
  reportCrash(text: string): void;
}

export interface RuntimeSettings {
  readonly dataFolder: string;
  readonly reportCrash: (text: string) => void;
  /** Tests alone switch redaction off, to see that it is missed. */
  readonly redaction?: "on" | "off";
}

/** Builds the runtime; makes the fingerprint key on first use. */
export async function createRuntime(settings: RuntimeSettings): Promise<Runtime> {
  const { key, notices } = await fingerprintKey(settings.dataFolder);
  return {
    toolVersion,
    vantage: hostname(),
    fingerprint: (token) => fingerprintToken(key, token),
    now: () => Date.now(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    redactor: () => createRedactor({ off: settings.redaction === "off" }),
    logSources,
    notices,
    reportCrash: settings.reportCrash,
  };
}

/** The kept key, else one for this process: a data folder that cannot be used keeps nobody from a run. */
async function fingerprintKey(dataFolder: string) {
  try {
    return { key: await readFingerprintKey(dataFolder), notices: [] };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const notice = `The fingerprint compares with no other run's: ${error.message} ${error.suggestion}`;
    return { key: randomBytes(32), notices: [notice] };
  }
}
