import type { RunEvent } from "@/lib/diagnosis/events";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import { AppError } from "@/lib/errors";
import { crashText } from "@/lib/redact/crash-text";
import type { Runtime } from "./create-runtime";
import { diagnose } from "./diagnose";
import { attempt } from "./own-faults";
import type { PreparedRun } from "./prepare-run";

const MAX_KEPT = 200;
const MAX_RUNNING = 8;

/** One run of this process: its events so far, and whoever follows them. */
export class LiveRun {
  readonly id: string;
  readonly #events: RunEvent[] = [];
  readonly #cancel: () => void;
  readonly #waiting = new Set<() => void>();
  #view: RunView | null = null;
  #ended = false;

  constructor(first: RunEvent, cancel: () => void) {
    this.id = first.runId;
    this.#cancel = cancel;
    this.add(first);
  }

  get view(): RunView {
    if (this.#view === null) throw new Error("a run without its first event");
    return this.#view;
  }

  get ended(): boolean {
    return this.#ended;
  }

  add(event: RunEvent): void {
    this.#events.push(event);
    this.#view = applyEvent(this.#view, event);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  cancel(): void {
    this.#cancel();
  }

  /** Every event after `seq`, and then each as it happens, until the run ends. */
  async *follow(after: number): AsyncGenerator<RunEvent, void, void> {
    let next = this.#events.findIndex((event) => event.seq > after);
    if (next === -1) next = this.#events.length;
    for (;;) {
      const event = this.#events[next];
      if (event !== undefined) {
        next += 1;
        yield event;
      } else if (this.#ended) {
        return;
      } else {
        await new Promise<void>((resolve) => this.#waiting.add(resolve));
      }
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** The runs of this process, newest kept. A reader who goes away stops nothing. */
export class RunRegistry {
  readonly #runs = new Map<string, LiveRun>();
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /**
   * Starts a run and returns once its first event is there.
   * @throws AppError TOO_MANY_RUNS, and what `diagnose` throws before its first event
   */
  async start(prepared: PreparedRun): Promise<LiveRun> {
    const running = [...this.#runs.values()].filter((run) => !run.ended).length;
    if (running >= MAX_RUNNING) {
      throw new AppError(
        "TOO_MANY_RUNS",
        `${running} runs are already running.`,
        "Wait for one to end, or cancel one.",
      );
    }
    const controller = new AbortController();
    const events = diagnose({ runtime: this.#runtime, run: prepared, signal: controller.signal });
    const first = await events.next();
    if (first.done === true) throw new Error("a run ended before its first event");
    const run = new LiveRun(first.value, () => controller.abort());
    this.#runs.set(run.id, run);
    this.#dropOldest();
    void this.#drain(run, events);
    return run;
  }

  /** @throws AppError RUN_NOT_FOUND */
  find(id: string): LiveRun {
    const run = this.#runs.get(id);
    if (run === undefined) {
      throw new AppError(
        "RUN_NOT_FOUND",
        "There is no such run in this process.",
        "Runs are kept until restart: run again.",
      );
    }
    return run;
  }

  /** Newest first. */
  list(): readonly LiveRun[] {
    return [...this.#runs.values()].reverse();
  }

  async #drain(run: LiveRun, events: AsyncGenerator<RunEvent, void, void>): Promise<void> {
    try {
      for await (const event of events) run.add(event);
    } catch (error) {
      attempt(() => this.#runtime.reportCrash(`a run broke off: ${crashText(error, this.#runtime.redactor())}`));
    } finally {
      run.end();
    }
  }

  #dropOldest(): void {
    for (const [id, run] of this.#runs) {
      if (this.#runs.size <= MAX_KEPT) return;
      if (run.ended) this.#runs.delete(id);
    }
  }
}
