import { describeFileError } from "@/lib/settings/data-folder";
import type { LogSource, RawLogLine } from "./log-source";
import { late, Patience } from "./patience";

export interface ContainedSettings {
  /** The longest that the source may keep a run waiting in all, ms. */
  readonly settleMs: number;
  open(): Promise<LogSource>;
  /** Takes what was read, in order. */
  onLines(lines: readonly RawLogLine[]): void;
  /** Called once at most: why the source failed, in plain words. */
  onFailure(why: string): void;
}

/** What opening, one read and closing may take of a source that nobody wants to wait for, ms. */
const LEAST_MS = 50;

/**
 * A log source that can harm no run: it may throw, hang or vanish. Its first failure is said, and from then on it is left
 * alone. Nothing here rejects.
 */
export class ContainedSource {
  readonly #settings: ContainedSettings;
  readonly #limitMs: number;
  readonly #patience: Patience;
  #source: LogSource | null = null;
  #reading: Promise<void> | null = null;
  #failed = false;

  constructor(settings: ContainedSettings) {
    this.#settings = settings;
    this.#limitMs = Math.max(settings.settleMs, LEAST_MS);
    this.#patience = new Patience(this.#limitMs);
  }

  /** Waits for the source to open. */
  async open(): Promise<void> {
    const opening = this.#try(async () => {
      const source = await this.#settings.open();
      // Too late: the run goes on without it.
      if (this.#failed) await source.close();
      else this.#source = source;
    });
    if ((await this.#patience.wait(opening)) === late) this.#fail(this.#tooLong("it did not open"));
  }

  /** Begins to read, unless a read is under way. */
  read(): void {
    const source = this.#source;
    if (source === null || this.#failed || this.#reading !== null) return;
    this.#reading = this.#try(async () => {
      const lines = await source.read();
      if (!this.#failed) this.#settings.onLines(lines);
    }).finally(() => {
      this.#reading = null;
    });
  }

  /** Reads all that is there by now, and waits for it. */
  async readAll(): Promise<void> {
    await this.#finish();
    this.read();
    await this.#finish();
  }

  /** Waits a while for a server that writes late; false when there is no more time for that, or no use in it. */
  async settle(ms: number): Promise<boolean> {
    if (this.#failed || this.#source === null || this.#settings.settleMs < ms) return false;
    // What is kept back is for the last read and the end.
    if (this.#patience.leftMs - ms < this.#limitMs / 5) return false;
    await this.#patience.wait(new Promise((resolve) => setTimeout(resolve, ms)));
    return true;
  }

  async close(): Promise<void> {
    const source = this.#source;
    this.#source = null;
    if (source === null) return;
    const closing = this.#try(() => source.close());
    if ((await this.#patience.wait(closing)) === late) this.#fail(this.#tooLong("it did not close"));
  }

  async #finish(): Promise<void> {
    if (this.#reading === null || this.#failed) return;
    if ((await this.#patience.wait(this.#reading)) === late) this.#fail(this.#tooLong("it gave no answer"));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#fail(describeFault(error));
    }
  }

  #tooLong(what: string): string {
    return `${what} within ${this.#limitMs} ms (settleMs)`;
  }

  #fail(why: string): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#settings.onFailure(why);
  }
}

const MAX_WORDS = 300;

function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return "it failed without saying why";
  if ("code" in error && typeof error.code === "string") return describeFileError(error);
  return error.message.slice(0, MAX_WORDS);
}
