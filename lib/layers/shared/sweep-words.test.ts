import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { sweepWords } from "./sweep-words";

const input = "header.payload";
const signedWith = (secret: string, hash = "sha256") => ({
  hash,
  input,
  signature: new Uint8Array(createHmac(hash, secret).update(input).digest()),
});
const words = (count: number) => Array.from({ length: count }, (_, index) => `word ${index}`);
const never = new AbortController().signal;

describe("sweepWords", () => {
  it.each(["sha256", "sha384", "sha512"])("finds the word and its place: %s", async (hash) => {
    expect(await sweepWords(signedWith("word 7", hash), words(20), never)).toEqual({ tried: 8, found: 7 });
  });

  it.each([
    ["first of a chunk", 10_000],
    ["last of a chunk", 9_999],
    ["last of all", 20_002],
  ])("misses no word at an edge: the %s", async (_, place) => {
    const result = await sweepWords(signedWith(`word ${place}`), words(20_003), never);
    expect(result).toEqual({ tried: place + 1, found: place });
  });

  it("tries all of a list that does not hold it, and none of an empty one", async () => {
    expect(await sweepWords(signedWith("another"), words(10_000), never)).toEqual({ tried: 10_000, found: null });
    expect(await sweepWords(signedWith("another"), [], never)).toEqual({ tried: 0, found: null });
  });

  it.each([" spaces ", "ümlaut €", "", "x".repeat(2_049)])("takes a word as it stands: %j", async (word) => {
    expect(await sweepWords(signedWith(word), ["a", word, "b"], never)).toEqual({ tried: 2, found: 1 });
  });

  it("stops its thread with the run: before it starts and while it works", async () => {
    expect(await sweepWords(signedWith("word 1"), words(10), AbortSignal.abort())).toBeNull();
    const cancel = new AbortController();
    const endless = words(400_000);
    const sweep = sweepWords(signedWith("another"), endless, cancel.signal);
    setTimeout(() => cancel.abort(), 50);
    expect(await sweep).toBeNull();
  });

  it("says how far it is, some times over the whole list", async () => {
    const heard: number[] = [];
    const result = await sweepWords(signedWith("another"), words(60_000), never, (tried) => heard.push(tried));
    expect({ heard, result }).toEqual({ heard: [25_000, 50_000], result: { tried: 60_000, found: null } });
  });

  it("takes keys as long as a block, and longer ones, as HMAC does", async () => {
    for (const [hash, block] of [
      ["sha256", 64],
      ["sha512", 128],
    ] as const) {
      const long = [block - 1, block, block + 1, 3 * block].map((length) => "k".repeat(length));
      for (const [place, word] of long.entries()) {
        expect(await sweepWords(signedWith(word, hash), long, never)).toEqual({ tried: place + 1, found: place });
      }
    }
  });

  it("rejects when the thread dies", async () => {
    await expect(sweepWords({ ...signedWith("a"), hash: "no such hash" }, words(3), never)).rejects.toThrow();
    // A signature of another length is none that fits.
    const short = { ...signedWith("a"), signature: new Uint8Array(3) };
    expect(await sweepWords(short, ["a"], never)).toEqual({ tried: 1, found: null });
  });
});

// Neither the list nor its place belongs to the project: whoever has it names its file.
const listFile = process.env.BONAFIDE_WORD_LIST ?? "";

const isThere = existsSync(listFile);

describe.skipIf(!isThere)(
  isThere ? "a published list" : "a published list: not run, BONAFIDE_WORD_LIST names no file",
  () => {
    it("is tried to the end while this thread stays free", async () => {
      const list = [...new Set(readFileSync(listFile, "utf8").split(/\r?\n/))].filter((word) => word !== "");
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const startedAt = performance.now();
      const result = await sweepWords(signedWith("a secret that no list holds"), list, never);
      const milliseconds = Math.round(performance.now() - startedAt);
      delay.disable();
      const blocked = Math.round(delay.max / 1e6);
      console.info(`${list.length} words in ${milliseconds} ms; the event loop was late by at most ${blocked} ms`);
      expect(result).toEqual({ tried: list.length, found: null });
      expect(list.length).toBeGreaterThan(100_000);
    });
  },
);
