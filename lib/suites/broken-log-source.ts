import { z } from "zod";
import { defineLogSource, type LogSource, type RawLogLine } from "@/lib/logs/log-source";

/** Work that hangs. */
export const never = () => new Promise<never>(() => {});

/** A log source with a fault of its own, as a run takes it. */
export function brokenSource(parts: { open?: () => Promise<never> } & Partial<LogSource>) {
  const source: LogSource = { read: async () => [], close: async () => {}, ...parts };
  const type = defineLogSource({
    type: "broken",
    schema: z.strictObject({}),
    place: () => "by design",
    open: parts.open ?? (async () => source),
  });
  return { runtime: { logSources: [type] }, target: { logs: [{ type: "broken", settleMs: 300 }] } };
}

/** A line that cannot be read. */
export const brokenLine: RawLogLine = {
  ...{ source: "x", atMs: null, level: "info", traceId: null, requestId: null },
  get message(): string {
    throw new Error("no words");
  },
};
