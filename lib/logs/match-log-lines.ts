import type { Exchange, LogLine } from "@/lib/diagnosis/model";
import type { RawLogLine } from "./log-source";

/** The HTTP attempts of one layer. */
export interface LayerExchanges {
  readonly layerId: string;
  readonly exchanges: readonly Exchange[];
}

export interface MatchedLogLine {
  readonly layerId: string;
  readonly line: LogLine;
}

const requestIdHeaders = ["x-request-id", "x-amz-request-id", "x-amzn-requestid"];
/** How far a server's clock and its writing may be from our measurement, ms. */
const toleranceMs = 50;
/** A shorter id in free text may be there by chance. */
const minIdLength = 8;

interface Attempt {
  readonly layerId: string;
  readonly purpose: LogLine["purpose"];
  readonly startMs: number;
  readonly endMs: number;
  readonly traceId: string;
  readonly requestIds: readonly string[];
}

interface Match {
  readonly attempt: Attempt;
  readonly matchedBy: LogLine["matchedBy"];
}

/**
 * Says which layer each line of a server's log belongs to: by the trace id that the request carried, else by a request
 * id of its answer, else by time. A line of another trace is left out, and so is one that fits nowhere.
 */
export function matchLogLines(
  lines: readonly RawLogLine[],
  layers: readonly LayerExchanges[],
): readonly MatchedLogLine[] {
  const attempts = layers
    .flatMap(({ layerId, exchanges }) => exchanges.map((exchange) => toAttempt(layerId, exchange)))
    .sort((a, b) => b.startMs - a.startMs);
  return lines.flatMap((line) => {
    const match = findMatch(line, attempts);
    return match === null ? [] : [{ layerId: match.attempt.layerId, line: toLogLine(line, match) }];
  });
}

function toAttempt(layerId: string, exchange: Exchange): Attempt {
  const startMs = Date.parse(exchange.startedAt);
  return {
    layerId,
    purpose: exchange.purpose,
    startMs,
    endMs: startMs + exchange.timings.totalMs,
    traceId: exchange.traceId.toLowerCase(),
    requestIds: requestIdHeaders.flatMap((name) => exchange.responseHeaders[name] ?? []).filter((id) => id !== ""),
  };
}

/** `attempts` begin with the latest: where several fit, it wins. */
function findMatch(line: RawLogLine, attempts: readonly Attempt[]): Match | null {
  if (line.traceId !== null) {
    const traced = attempts.find((attempt) => attempt.traceId === line.traceId);
    return traced === undefined ? null : { attempt: traced, matchedBy: "traceId" };
  }
  const requested = attempts.find((attempt) => line.requestId !== null && attempt.requestIds.includes(line.requestId));
  if (requested !== undefined) return { attempt: requested, matchedBy: "requestId" };
  return findByText(line.message, attempts) ?? findByTime(line.atMs, attempts);
}

function findByText(message: string, attempts: readonly Attempt[]): Match | null {
  const lower = message.toLowerCase();
  for (const attempt of attempts) {
    if (attempt.traceId.length >= minIdLength && lower.includes(attempt.traceId))
      return { attempt, matchedBy: "traceId" };
    if (attempt.requestIds.some((id) => id.length >= minIdLength && message.includes(id))) {
      return { attempt, matchedBy: "requestId" };
    }
  }
  return null;
}

function findByTime(atMs: number | null, attempts: readonly Attempt[]): Match | null {
  if (atMs === null) return null;
  const exact = attempts.find((attempt) => attempt.startMs <= atMs && atMs <= attempt.endMs);
  const near = attempts.find((one) => one.startMs - toleranceMs <= atMs && atMs <= one.endMs + toleranceMs);
  const attempt = exact ?? near;
  return attempt === undefined ? null : { attempt, matchedBy: "time" };
}

function toLogLine(line: RawLogLine, { attempt, matchedBy }: Match): LogLine {
  return {
    source: line.source,
    at: new Date(line.atMs ?? attempt.startMs).toISOString(),
    level: line.level,
    message: line.message,
    matchedBy,
    purpose: attempt.purpose,
  };
}
