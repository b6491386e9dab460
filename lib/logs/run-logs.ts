import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Exchange } from "@/lib/diagnosis/model";
import type { TargetFile } from "@/lib/wire/target-schema";
import { openLogSources } from "./";
import type { LogSource, RawLogLine } from "./log-source";
import { matchLogLines } from "./match-log-lines";

/** A server may write its line a moment after its answer, ms. */
const SETTLE_MS = 120;
const MAX_LINES_PER_RUN = 2_000;

/** Joins the servers' log lines to the layers of one run. */
export class RunLogs {
  readonly #sources: readonly LogSource[];
  readonly #waiting: RawLogLine[] = [];
  #reading: Promise<void> = Promise.resolve();
  #lines = 0;

  private constructor(sources: readonly LogSource[]) {
    this.#sources = sources;
  }

  /** @throws AppError FILE_UNREADABLE when a log file cannot be opened */
  static async open(settings: NonNullable<TargetFile["logs"]>, startedAtMs: number): Promise<RunLogs> {
    return new RunLogs(await openLogSources(settings, startedAtMs));
  }

  /**
   * Reads what is new and emits each line beside the layer it belongs to. While the run goes on only ids join lines
   * to layers: by its time alone a line can be placed when every request is known.
   */
  async follow(exchanges: Exchanges, emit: (body: RunEventBody) => void): Promise<void> {
    if (this.#sources.length === 0) return;
    this.#reading = this.#reading.then(() => this.#readOnce(exchanges, emit, false));
    await this.#reading;
  }

  /** The last reading: places by time what no id placed, and waits a moment for a server that writes late. */
  async collect(exchanges: Exchanges, emit: (body: RunEventBody) => void): Promise<void> {
    if (this.#sources.length === 0) return;
    await this.#reading;
    await this.#readOnce(exchanges, emit, true);
    if (this.#lines === 0 && exchanges.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await this.#readOnce(exchanges, emit, true);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#sources.map((source) => source.close()));
  }

  async #readOnce(exchanges: Exchanges, emit: (body: RunEventBody) => void, last: boolean): Promise<void> {
    const fresh = (await Promise.all(this.#sources.map((source) => source.read()))).flat();
    const layers = [...exchanges].map(([layerId, list]) => ({ layerId, exchanges: list }));
    const waiting = this.#waiting.splice(0);
    for (const raw of [...waiting, ...fresh]) {
      const [match] = matchLogLines([raw], layers);
      if (match === undefined || (match.line.matchedBy === "time" && !last)) {
        if (!last && this.#waiting.length < MAX_LINES_PER_RUN) this.#waiting.push(raw);
      } else if (this.#lines < MAX_LINES_PER_RUN) {
        this.#lines += 1;
        emit({ type: "log", layer: match.layerId, line: match.line });
      }
    }
  }
}

type Exchanges = ReadonlyMap<string, readonly Exchange[]>;
