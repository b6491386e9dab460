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

/** Bytes of a block, by hash (RFC 6234 §1, RFC 2104 §2). */
const BLOCK_BYTES: Readonly<Record<string, number>> = { sha256: 64, sha384: 128, sha512: 128 };

/** Progress is told at most so often. */
const REPORTS = 20;
const WORDS_A_REPORT = 25_000;

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
  return isProgress(message) && "found" in message;
}

function isProgress(message: unknown): message is { readonly tried: number } {
  return typeof message === "object" && message !== null && "tried" in message && typeof message.tried === "number";
}

function startWorker(text: SignedText, chunks: readonly Uint8Array<ArrayBuffer>[], total: number): Worker {
  const block = BLOCK_BYTES[text.hash];
  if (block === undefined) throw new TypeError(`no HMAC is made with ${text.hash} here`);
  const report = Math.max(WORDS_A_REPORT, Math.ceil(total / REPORTS));
  return new Worker(sweepWordsSource, {
    eval: true,
    workerData: { ...text, chunks, block, report },
    transferList: chunks.map((chunk) => chunk.buffer),
    // Neither the flags of this process nor its environment, where secrets may stand.
    execArgv: [],
    env: {},
  });
}

/**
 * Tries each word as the secret of an HMAC, in a worker thread: a list of 100,000 keeps one core busy for some 150 ms
 * and this thread for a few. A word is one line, so it holds no line break. `onProgress` hears now and then how many
 * were tried. Null when the signal stops the search, and the thread with it. Rejects when the thread dies.
 */
export async function sweepWords(
  text: SignedText,
  words: readonly string[],
  signal: AbortSignal,
  onProgress: (tried: number) => void = () => undefined,
): Promise<WordSweep | null> {
  if (words.length === 0) return { tried: 0, found: null };
  const chunks = await encodeWords(words, signal);
  if (signal.aborted) return null;
  const worker = startWorker(text, chunks, words.length);
  const stop = () => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on("message", (message) => {
        if (isSweep(message)) resolve(message);
        else if (isProgress(message)) onProgress(message.tried);
        else reject(new TypeError("an odd answer from the word list's thread"));
      });
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
