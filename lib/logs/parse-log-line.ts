import type { RawLogLine } from "./log-source";

const maxMessage = 2_000;
// Terminal colours (ECMA-48) begin with ESC.
const colours = /\u001b\[[0-9;]*m/g;
const isoAtStart = /^\[?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d\d:?\d\d)?\]?[\s:|-]*/;
const levelWord = /\b(trace|debug|info|notice|warn|warning|error|critical|fatal)\b/i;
const traceInText = /\b(?:trace[-_]?id["']?\s*[:=]\s*["']?|00-)([0-9a-f]{32})\b/i;
const requestInText = /\b(?:x-)?(?:amz-|amzn-)?request[-_]?id["']?\s*[:=]\s*["']?([A-Za-z0-9_.:-]{4,128})/i;
/** Levels of pino and bunyan. */
const numericLevels: Readonly<Record<string, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};

/** Reads one line of a log: a JSON object, or text that may begin with an ISO 8601 time. Null for an empty line. */
export function parseLogLine(text: string, fileName: string): RawLogLine | null {
  const line = text.replace(colours, "").trim();
  if (line === "") return null;
  return (line.startsWith("{") ? parseJsonLine(line, fileName) : null) ?? parseTextLine(line, fileName);
}

function parseJsonLine(line: string, fileName: string): RawLogLine | null {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof fields !== "object" || fields === null) return null;
  const values = new Map<string, unknown>(Object.entries(fields));
  const first = (...names: readonly string[]) =>
    names.map((name) => values.get(name)).find((value) => value !== undefined);
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const message = text(first("message", "msg"));
  return {
    source: text(first("server", "source", "logger")) ?? fileName,
    atMs: parseTime(first("at", "time", "timestamp", "ts", "@timestamp")),
    level: parseLevel(first("level", "levelname", "severity")),
    message: (message ?? line).slice(0, maxMessage),
    traceId: parseTraceId(text(first("traceId", "trace_id", "traceparent"))),
    requestId: text(first("requestId", "request_id")),
  };
}

function parseTextLine(line: string, fileName: string): RawLogLine {
  const stamp = isoAtStart.exec(line);
  const message = stamp === null ? line : line.slice(stamp[0].length);
  return {
    source: fileName,
    atMs: stamp === null ? null : parseStamp(stamp),
    level: parseLevel(levelWord.exec(message.slice(0, 120))?.[1]),
    message: message.slice(0, maxMessage),
    traceId: parseTraceId(traceInText.exec(line)?.[1] ?? null),
    requestId: requestInText.exec(line)?.[1] ?? null,
  };
}

/** A time without a zone is this machine's, as most loggers write it. */
function parseStamp([, day, clock, fraction, zone]: RegExpExecArray): number | null {
  const milliseconds = (fraction ?? "0").slice(0, 3).padEnd(3, "0");
  return parseTime(`${day}T${clock}.${milliseconds}${zone === "UTC" ? "Z" : (zone ?? "")}`);
}

/** ISO text, or a number of seconds or milliseconds since the epoch. */
function parseTime(value: unknown): number | null {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) {
    const ms = value < 1e11 ? value * 1000 : value;
    return ms < 8.64e15 ? ms : null;
  }
  if (typeof value !== "string" || value.length > 60) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

function parseLevel(value: unknown): string {
  if (typeof value === "number") return numericLevels[String(value)] ?? "info";
  if (typeof value !== "string") return "info";
  const level = value.toLowerCase();
  return level === "warning" ? "warn" : level.slice(0, 20);
}

function parseTraceId(value: string | null): string | null {
  const found = /(?:^|^[0-9a-f]{2}-)([0-9a-f]{32})(?:$|-)/i.exec(value ?? "");
  return found?.[1]?.toLowerCase() ?? value;
}
