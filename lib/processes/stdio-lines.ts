/** A longer line than this is no message, bytes. */
const MAX_LINE_BYTES = 1024 * 1024;
/** What a server may write in all, bytes: far more than all tools together. */
const MAX_TOTAL_BYTES = 8 * 1024 * 1024;

/** Cuts a stream of bytes into lines, within bounds. */
export class LineCutter {
  readonly #onLine: (line: string) => void;
  #parts: Uint8Array[] = [];
  #held = 0;
  #total = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** False once too much was written, in one line or in all: what follows is not read. */
  take(chunk: Uint8Array): boolean {
    this.#total += chunk.byteLength;
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.#hold(chunk.subarray(from, end));
      from = end + 1;
      if (this.#held > MAX_LINE_BYTES) return false;
      this.#flush();
    }
    this.#hold(chunk.subarray(from));
    return this.#held <= MAX_LINE_BYTES && this.#total <= MAX_TOTAL_BYTES;
  }

  #hold(part: Uint8Array): void {
    if (part.byteLength === 0) return;
    this.#parts.push(part);
    this.#held += part.byteLength;
  }

  #flush(): void {
    const line = Buffer.concat(this.#parts).toString("utf8").trim();
    this.#parts = [];
    this.#held = 0;
    if (line !== "") this.#onLine(line);
  }
}
