import { type FileHandle, open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { isNotFound } from "@/lib/settings/data-folder";
import { defineLogSource, type LogSource, type RawLogLine } from "./log-source";
import { parseLogLine } from "./parse-log-line";

const maxBytesPerRead = 1024 * 1024;
const maxLinesPerRead = 5_000;
const newline = 0x0a;

/** Follows a growing file by its open handle, so that a rotated file is read to its end before the new one is begun. */
class FileSource implements LogSource {
  readonly #path: string;
  #handle: FileHandle | null = null;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws for what is there but cannot be read; a file that is not there yet may come later */
  async openAtEnd(): Promise<void> {
    await this.#open();
    if (this.#handle !== null) this.#offset = (await this.#handle.stat()).size;
  }

  async read(): Promise<readonly RawLogLine[]> {
    if (this.#handle === null) await this.#open();
    const lines = await this.#readHandle();
    if (lines.length < maxLinesPerRead && (await this.#wasReplaced())) {
      await this.#leave();
      await this.#open();
      lines.push(...(await this.#readHandle()));
    }
    return lines.slice(0, maxLinesPerRead);
  }

  /** @throws for a file that is not there: during the run it may just have been rotated away */
  async close(): Promise<void> {
    const wasThere = this.#handle !== null;
    await this.#leave();
    try {
      await stat(this.#path);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      throw new Error(wasThere ? "the file was deleted while the run went on" : "there is no such file");
    }
  }

  async #leave(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    this.#offset = 0;
    await handle?.close();
  }

  async #open(): Promise<void> {
    try {
      // Opening a pipe would wait for a writer.
      if (!(await stat(this.#path)).isFile()) throw new Error("it is not a regular file");
      this.#handle = await open(this.#path, "r");
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  async #wasReplaced(): Promise<boolean> {
    if (this.#handle === null) return false;
    try {
      const [mine, named] = await Promise.all([this.#handle.stat(), stat(this.#path)]);
      return mine.ino !== named.ino || mine.dev !== named.dev;
    } catch (error) {
      if (isNotFound(error)) return false;
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

/** A log file, followed from its present end. */
export const fileSource = defineLogSource({
  type: "file",
  schema: z.strictObject({ path: z.string().trim().min(1).max(4_096) }),
  paths: ["path"],
  place: ({ path }) => path,
  open: async ({ path }) => {
    const source = new FileSource(path);
    await source.openAtEnd();
    return source;
  },
});
