import { type FileHandle, open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { AppError, isAppError } from "@/lib/errors";
import type { LogSourceSettings } from "@/lib/wire/target-schema";
import type { LogSource, RawLogLine } from "./log-source";
import { parseLogLine } from "./parse-log-line";

const maxBytesPerRead = 1024 * 1024;
const maxLinesPerRead = 5_000;
const newline = 0x0a;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}

/** Follows a growing file by its open handle, so that a rotated file is read to its end before the new one is begun. */
class FileSource implements LogSource {
  readonly #path: string;
  #handle: FileHandle | null = null;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws AppError FILE_UNREADABLE for what is there but cannot be read; a file that is not there yet may come later */
  async openAtEnd(): Promise<void> {
    await this.#open();
    if (this.#handle !== null) this.#offset = (await this.#handle.stat()).size;
  }

  async read(): Promise<readonly RawLogLine[]> {
    if (this.#handle === null) await this.#open();
    const lines = await this.#readHandle();
    if (lines.length < maxLinesPerRead && (await this.#wasReplaced())) {
      await this.close();
      await this.#open();
      lines.push(...(await this.#readHandle()));
    }
    return lines.slice(0, maxLinesPerRead);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    this.#offset = 0;
    await handle?.close();
  }

  async #open(): Promise<void> {
    try {
      // Opening a pipe would wait for a writer.
      if (!(await stat(this.#path)).isFile()) throw this.#unreadable("it is not a regular file");
      this.#handle = await open(this.#path, "r");
    } catch (error) {
      if (isAppError(error)) throw error;
      if (codeOf(error) !== "ENOENT") throw this.#unreadable(codeOf(error));
    }
  }

  #unreadable(why: string): AppError {
    return new AppError(
      "FILE_UNREADABLE",
      `The log ${this.#path} cannot be read (${why}).`,
      "Check logs in the target, or --log-file.",
    );
  }

  async #wasReplaced(): Promise<boolean> {
    if (this.#handle === null) return false;
    try {
      const [mine, named] = await Promise.all([this.#handle.stat(), stat(this.#path)]);
      return mine.ino !== named.ino || mine.dev !== named.dev;
    } catch (error) {
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    }
  }

  async #readHandle(): Promise<RawLogLine[]> {
    if (this.#handle === null) return [];
    const { size } = await this.#handle.stat();
    if (size < this.#offset) this.#offset = 0;
    const length = Math.min(size - this.#offset, maxBytesPerRead);
    if (length <= 0) return [];
    const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(length), 0, length, this.#offset);
    return this.#takeLines(buffer.subarray(0, bytesRead));
  }

  /** Parses whole lines and leaves an unfinished one for the next read. */
  #takeLines(bytes: Buffer): RawLogLine[] {
    const lines: RawLogLine[] = [];
    let start = 0;
    for (
      let end = bytes.indexOf(newline);
      end !== -1 && lines.length < maxLinesPerRead;
      end = bytes.indexOf(newline, start)
    ) {
      const line = parseLogLine(bytes.toString("utf8", start, end), basename(this.#path));
      if (line !== null) lines.push(line);
      start = end + 1;
    }
    const noEndInSight = start === 0 && bytes.length === maxBytesPerRead;
    this.#offset += noEndInSight ? bytes.length : start;
    return lines;
  }
}

/**
 * Opens a log file at its present end.
 * @throws AppError FILE_UNREADABLE
 */
export async function openFileSource(settings: LogSourceSettings): Promise<LogSource> {
  const source = new FileSource(settings.path);
  await source.openAtEnd();
  return source;
}
