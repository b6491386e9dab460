import type { LogSourceSettings } from "@/lib/wire/target-schema";
import { openFileSource } from "./file-source";
import type { LogSource } from "./log-source";

type Open = (settings: LogSourceSettings, startedAtMs: number) => Promise<LogSource>;

/** How each type of log source is opened: the single list. */
const openers: Readonly<Record<LogSourceSettings["type"], Open>> = {
  file: openFileSource,
};

/**
 * Opens every log source of a target before its run begins (`startedAtMs`, milliseconds since the epoch).
 * @throws AppError FILE_UNREADABLE; what was opened until then is closed
 */
export async function openLogSources(
  settings: readonly LogSourceSettings[],
  startedAtMs: number,
): Promise<readonly LogSource[]> {
  const opened: LogSource[] = [];
  try {
    for (const one of settings) opened.push(await openers[one.type](one, startedAtMs));
  } catch (error) {
    await Promise.allSettled(opened.map((source) => source.close()));
    throw error;
  }
  return opened;
}
