import { Worker } from "node:worker_threads";
import { sweepWordsSource } from "./sweep-words-source";

/** Words joined at once: about a millisecond, between which other layers and the page get their turn. */
const WORDS_A_TURN = 10_000;

/** An HMAC whose secret is looked for. */
export interface SignedText {
  /** As node:crypto names it: "sha256". */
  readonly hash: string;
  /** ASCII. */
  readonly input: string;
  readonly signature: Uint8Array;
}

export interface WordSweep {
  readonly tried: number;
  /** Place in the list, from 0; null when no word fits. */
  readonly found: number | null;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The list as UTF-8, one word a line, in chunks that can be handed over without a copy. */
async function encodeWords(words: readonly string[], signal: AbortSignal): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < words.length && !signal.aborted; start += WORDS_A_TURN) {
    chunks.push(new TextEncoder().encode(words.slice(start, start + WORDS_A_TURN).join("\n")));
    await turn();
  }
  return chunks;
}

function isSweep(message: unknown): message is WordSweep {
  return typeof message === "object" && message !== null && "tried" in message && "found" in message;
}

function startWorker(text: SignedText, chunks: readonly Uint8Array<ArrayBuffer>[]): Worker {
  return new Worker(sweepWordsSource, {
    eval: true,
    workerData: { ...text, chunks },
    transferList: chunks.map((chunk) => chunk.buffer),
    // Neither the flags of this process nor its environment, where secrets may stand.
    execArgv: [],
    env: {},
  });
}

/**
 * Tries each word as the secret of an HMAC, in a worker thread: a list of 100,000 keeps one core busy for a third of a
 * second and this thread for a few milliseconds. A word is one line, so it holds no line break. Null when the signal
 * stops the search, and the thread with it. Rejects when the thread dies.
 */
export async function sweepWords(
  text: SignedText,
  words: readonly string[],
  signal: AbortSignal,
): Promise<WordSweep | null> {
  if (words.length === 0) return { tried: 0, found: null };
  const chunks = await encodeWords(words, signal);
  if (signal.aborted) return null;
  const worker = startWorker(text, chunks);
  const stop = () => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", (message) =>
        isSweep(message) ? resolve(message) : reject(new TypeError("an odd answer from the word list's thread")),
      );
      worker.once("error", reject);
      worker.once("exit", (code) =>
        signal.aborted ? resolve(null) : reject(new Error(`the word list's thread ended with code ${code}`)),
      );
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
