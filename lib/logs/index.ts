import { fileSource } from "./file-source";
import type { LogSourceType } from "./log-source";

/** Every type of log source: the single list. */
export const logSources: readonly LogSourceType[] = [fileSource];
