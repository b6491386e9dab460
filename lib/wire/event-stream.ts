import type { RunEvent, RunEventType } from "@/lib/diagnosis/events";

/** A line of the stream that is no event: the reader resumes after the last good one. */
export class BadEventLine extends Error {
  constructor(lineNumber: number) {
    super(`line ${lineNumber} of the event stream is not an event`);
    this.name = "BadEventLine";
  }
}

const knownTypes: Record<RunEventType, true> = {
  "run-started": true,
  "layer-started": true,
  exchange: true,
  control: true,
  log: true,
  "layer-finished": true,
  "layer-revised": true,
  "run-finished": true,
};

/** One event as one line of NDJSON, line feed included. */
export function encodeEvent(event: RunEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/**
 * Decodes NDJSON as it arrives. Blank lines (heartbeats) are skipped, and so is an unfinished last line: the stream
 * broke inside it, and following it from the last event gives it again.
 * Throws `BadEventLine` for a finished line that is no event, and whatever the stream itself fails with.
 */
export async function* decodeEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<RunEvent, void, undefined> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let lineNumber = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        lineNumber += 1;
        if (line.trim() !== "") yield readEvent(line, lineNumber);
      }
      if (done) break;
    }
    const last = readLastLine(rest);
    if (last !== null) yield last;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function readEvent(line: string, lineNumber: number): RunEvent {
  const event = parseJson(line);
  if (!isRunEvent(event)) throw new BadEventLine(lineNumber);
  return event;
}

function readLastLine(line: string): RunEvent | null {
  const event = parseJson(line);
  return isRunEvent(event) ? event : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The frame and the type are checked; what follows was written by our own server from the same type. */
function isRunEvent(value: unknown): value is RunEvent {
  if (typeof value !== "object" || value === null) return false;
  if (!("seq" in value) || !Number.isSafeInteger(value.seq)) return false;
  if (!("runId" in value) || typeof value.runId !== "string") return false;
  return "type" in value && typeof value.type === "string" && Object.hasOwn(knownTypes, value.type);
}
