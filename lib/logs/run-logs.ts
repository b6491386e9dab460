import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Exchange } from "@/lib/diagnosis/model";
import type { LogSourceSettings } from "@/lib/wire/target-schema";
import { ContainedSource } from "./contained-source";
import { DEFAULT_SETTLE_MS, type LogSource, type LogSourceType, type LogTools, type RawLogLine } from "./log-source";
import { matchLogLines } from "./match-log-lines";

const MAX_LINES_PER_RUN = 2_000;
/** Between two looks at a log whose server writes late, ms: the first, and the longest. */
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1_000;

export interface RunLogsSettings extends Omit<LogTools, "signal"> {
  readonly sources: readonly LogSourceSettings[];
  /** By layer; grows while the run goes on. */
  readonly exchanges: ReadonlyMap<string, readonly Exchange[]>;
  emit(body: RunEventBody): void;
  /** Every type of source that there is. */
  readonly types: readonly LogSourceType[];
}

interface Followed {
  readonly source: ContainedSource;
  /** Read, and of no layer so far. */
  waiting: RawLogLine[];
  placed: number;
}

/**
 * Joins the servers' log lines to the layers of one run. A source that fails becomes one error line beside the run;
 * nothing here rejects.
 */
export class RunLogs {
  readonly #settings: RunLogsSettings;
  readonly #followed: readonly Followed[];
  readonly #over = new AbortController();
  #lines = 0;
  #last = false;

  private constructor(settings: RunLogsSettings) {
    this.#settings = settings;
    this.#followed = settings.sources.map((source) => this.#follow(source));
  }

  /** Opens every source at its present end, and waits for none longer than its `settleMs`. */
  static async open(settings: RunLogsSettings): Promise<RunLogs> {
    const logs = new RunLogs(settings);
    await Promise.all(logs.#followed.map(({ source }) => source.open()));
    return logs;
  }

  /**
   * Begins to read what is new. While the run goes on only ids join lines to layers: by its time alone a line can be
   * placed when every request is known.
   */
  look(): void {
    for (const { source } of this.#followed) source.read();
  }

  /**
   * The last reading: places by time what no id placed. A source that had nothing to say of a run that sent something is
   * looked at again for a while, if `settle` says so: its server may write late.
   */
  async collect(settle: boolean): Promise<void> {
    this.#last = true;
    await Promise.all(this.#followed.map((one) => this.#collectFrom(one, settle)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#followed.map(({ source }) => source.close()));
    this.#over.abort();
  }

  #follow(settings: LogSourceSettings): Followed {
    const { type, settleMs, ...own } = settings;
    const kind = this.#settings.types.find((one) => one.type === type);
    const followed: Followed = {
      waiting: [],
      placed: 0,
      source: new ContainedSource({
        settleMs: settleMs ?? kind?.settleMs ?? DEFAULT_SETTLE_MS,
        open: () => this.#open(kind, own),
        onLines: (lines) => this.#place(followed, lines),
        onFailure: (why) => this.#say(`${type} ${placeOf(kind, own)}`.trim(), why),
      }),
    };
    return followed;
  }

  async #open(kind: LogSourceType | undefined, own: Readonly<Record<string, unknown>>): Promise<LogSource> {
    if (kind === undefined) throw new Error("there is no such type of log source");
    const { door, startedAtMs } = this.#settings;
    return kind.open(own, { door, startedAtMs, now: () => this.#settings.now(), signal: this.#over.signal });
  }

  async #collectFrom(followed: Followed, settle: boolean): Promise<void> {
    const { source } = followed;
    await source.readAll();
    this.#place(followed, []);
    let pauseMs = FIRST_PAUSE_MS;
    while (settle && followed.placed === 0 && this.#settings.exchanges.size > 0 && (await source.settle(pauseMs))) {
      await source.readAll();
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  #place(followed: Followed, fresh: readonly RawLogLine[]): void {
    const layers = [...this.#settings.exchanges].map(([layerId, exchanges]) => ({ layerId, exchanges }));
    for (const raw of [...followed.waiting.splice(0), ...fresh]) {
      const [match] = matchLogLines([raw], layers);
      if (match === undefined || (match.line.matchedBy === "time" && !this.#last)) {
        if (!this.#last && followed.waiting.length < MAX_LINES_PER_RUN) followed.waiting.push(raw);
      } else if (this.#lines < MAX_LINES_PER_RUN) {
        this.#lines += 1;
        followed.placed += 1;
        this.#settings.emit({ type: "log", layer: match.layerId, line: match.line });
      }
    }
  }

  #say(source: string, why: string): void {
    const message = `The log source ${source} failed: ${why}. Its lines are missing here; the verdict does not rest on them.`;
    const at = new Date(this.#settings.now()).toISOString();
    this.#settings.emit({
      type: "log",
      layer: null,
      line: { source, at, level: "error", message, matchedBy: "time", purpose: null },
    });
  }
}

/** Settings that nobody checked may name no place. */
function placeOf(kind: LogSourceType | undefined, own: Readonly<Record<string, unknown>>): string {
  return kind?.schema.safeParse(own).success === true ? kind.place(own) : "";
}
