import type { DoorResult, WatchBody } from "@/lib/http/door-types";
import { type Framing, framingOf, MessageReader, type RpcAnswer } from "./read-message";

/** How long the answer may take after the server has asked us something that we do not answer, ms. */
const ASKED_GRACE_MS = 2_000;

/** What was read of one HTTP answer. */
export interface ReadReply {
  readonly body: string;
  readonly framing: Framing;
  readonly answer: RpcAnswer;
  readonly isBatch: boolean;
}

/**
 * Follows the body of the answer to the request `id`, so that each byte is read once and a stream that stays open after
 * the answer, or that waits for an answer of ours, is not waited for. Of a notification (`id` null) nothing is awaited.
 */
export class AnswerWait {
  readonly #id: number | null;
  readonly #stop = new AbortController();
  #reader: MessageReader | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(id: number | null) {
    this.#id = id;
  }

  /** Ends the request when the server waits for an answer that will not come. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Begins anew for each attempt. */
  readonly watch: WatchBody = ({ headers }) => {
    this.#reader = null;
    const framing = framingOf(headers["content-type"]);
    // A stream in answer to a notification carries what the server has to say of itself, perhaps for hours.
    if (this.#id === null) return framing === "sse" ? null : () => false;
    const reader = new MessageReader(framing, this.#id);
    this.#reader = reader;
    return (chunk) => {
      const isDone = reader.push(chunk);
      if (isDone) this.dispose();
      else if (reader.asked !== null) this.#timer ??= setTimeout(() => this.#stop.abort(), ASKED_GRACE_MS);
      return isDone;
    };
  };

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** What the result holds, the body read here if it was not followed on its way. */
  read(result: DoorResult): ReadReply {
    this.dispose();
    const isAnswer = result.kind === "answer";
    const framing = isAnswer ? framingOf(result.headers["content-type"]) : "json";
    const body = isAnswer ? new TextDecoder().decode(result.body) : "";
    if (this.#id === null) return { body, framing, answer: { kind: "none" }, isBatch: false };
    if (!isAnswer) {
      // Ended by us: the server waits for our answer.
      const asked = this.#stop.signal.aborted ? (this.#reader?.asked ?? null) : null;
      return {
        body,
        framing,
        answer: asked === null ? { kind: "none" } : { kind: "asks", method: asked },
        isBatch: false,
      };
    }
    const reader = this.#reader ?? new MessageReader(framing, this.#id);
    if (this.#reader === null) reader.push(result.body);
    const answer = reader.end();
    return { body, framing, answer, isBatch: reader.isBatch };
  }
}
