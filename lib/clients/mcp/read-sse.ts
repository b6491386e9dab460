/** One event of a stream. */
export interface SseEvent {
  /** `message` where the event has no name of its own. */
  readonly name: string;
  readonly data: string;
}

/**
 * Reads Server-Sent Events as they arrive (WHATWG HTML §9.2.6): lines end in LF, CRLF or CR, a byte order mark is
 * skipped, characters and line ends may be cut anywhere. Each byte is looked at once, whatever the chunks; how many
 * there are is the door's to bound.
 */
export class SseReader {
  readonly #decoder = new TextDecoder();
  /** The line that has not ended yet. */
  #rest = "";
  /** A CR ended the last line: an LF that follows at once belongs to it. */
  #afterCr = false;
  #name = "";
  #data: string[] = [];

  /** The events that end in this chunk. */
  push(chunk: Uint8Array): readonly SseEvent[] {
    return this.#read(this.#decoder.decode(chunk, { stream: true }));
  }

  /** The last event, where the blank line that ends it was cut off with the stream; half a line is none. */
  end(): readonly SseEvent[] {
    const events = this.#read(this.#decoder.decode());
    const last = this.#rest === "" ? this.#dispatch() : null;
    return last === null ? events : [...events, last];
  }

  #read(text: string): readonly SseEvent[] {
    const events: SseEvent[] = [];
    const ends = /[\r\n]/g;
    let from = 0;
    for (let found = ends.exec(text); found !== null; found = ends.exec(text)) {
      const isRestOfCrLf = found[0] === "\n" && this.#afterCr && found.index === from && this.#rest === "";
      if (!isRestOfCrLf) {
        const event = this.#line(this.#rest + text.slice(from, found.index));
        if (event !== null) events.push(event);
        this.#rest = "";
      }
      this.#afterCr = found[0] === "\r";
      from = found.index + 1;
    }
    this.#rest += text.slice(from);
    return events;
  }

  #line(line: string): SseEvent | null {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#name = value;
    // `id`, `retry`, comments and unknown fields carry no message.
    return null;
  }

  #dispatch(): SseEvent | null {
    const event = this.#data.length === 0 ? null : { name: this.#name || "message", data: this.#data.join("\n") };
    this.#data = [];
    this.#name = "";
    return event;
  }
}

/** The `data` of each event of a text that is all there. */
export function readSse(text: string): readonly string[] {
  const reader = new SseReader();
  return [...reader.push(new TextEncoder().encode(text)), ...reader.end()].map(({ data }) => data);
}
