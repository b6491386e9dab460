import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Exchange } from "@/lib/diagnosis/model";
import { openLogSources } from "@/lib/logs";
import type { LogSource } from "@/lib/logs/log-source";
import { matchLogLines } from "@/lib/logs/match-log-lines";
import type { TargetFile } from "@/lib/wire/target-schema";

/** A server may write its line a moment after its answer, ms. */
const SETTLE_MS = 120;
const MAX_LINES_PER_RUN = 2_000;

/** Joins the servers' log lines to the layers of one run. */
export class RunLogs {
  readonly #sources: readonly LogSource[];
  #lines = 0;

  private constructor(sources: readonly LogSource[]) {
    this.#sources = sources;
  }

  /** @throws AppError FILE_UNREADABLE when a log file cannot be opened */
  static async open(settings: NonNullable<TargetFile["logs"]>, startedAtMs: number): Promise<RunLogs> {
    return new RunLogs(await openLogSources(settings, startedAtMs));
  }

  /** Reads what is new and emits each line beside the layer it belongs to. */
  async collect(
    exchanges: ReadonlyMap<string, readonly Exchange[]>,
    emit: (body: RunEventBody) => void,
  ): Promise<void> {
    if (this.#sources.length === 0) return;
    await this.#readOnce(exchanges, emit);
    if (this.#lines === 0 && exchanges.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await this.#readOnce(exchanges, emit);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#sources.map((source) => source.close()));
  }

  async #readOnce(
    exchanges: ReadonlyMap<string, readonly Exchange[]>,
    emit: (body: RunEventBody) => void,
  ): Promise<void> {
    const fresh = (await Promise.all(this.#sources.map((source) => source.read()))).flat();
    const layers = [...exchanges].map(([layerId, list]) => ({ layerId, exchanges: list }));
    for (const { layerId, line } of matchLogLines(fresh, layers)) {
      if (this.#lines >= MAX_LINES_PER_RUN) return;
      this.#lines += 1;
      emit({ type: "log", layer: layerId, line });
    }
  }
}
