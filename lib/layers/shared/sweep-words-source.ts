/**
 * What the worker thread of `sweepWords` runs: CommonJS in a text of its own, started with `eval`. A worker in a file
 * would need another entry in each of three bundles (Next's server, the command line, Vitest), and the text of a
 * function would not do either: bundlers put helpers of theirs into functions. Words come as UTF-8, one a line, in
 * chunks; messages are `{ tried }` now and then, and at the end the number of words tried and the place of the one that
 * fits, from 0.
 *
 * HMAC by its definition (RFC 2104 §2) from two one-shot hashes, with their digests as texts: a third of the time that
 * node:crypto's Hmac takes, which makes objects of its own for each word.
 */
export const sweepWordsSource = `
"use strict";
const { hash: digest } = require("node:crypto");
const { parentPort, workerData } = require("node:worker_threads");
const { hash, input, signature, chunks, block, report } = workerData;
const wanted = Buffer.from(signature).toString("latin1");
const inner = Buffer.concat([Buffer.alloc(block), Buffer.from(input, "latin1")]);
const outer = Buffer.alloc(block + digest(hash, "", "latin1").length);

function fits(word) {
  // RFC 2104: a key longer than a block is hashed first, and then filled up with zeros.
  const key = word.length > block ? Buffer.from(digest(hash, word, "latin1"), "latin1") : word;
  for (let i = 0; i < key.length; i += 1) {
    inner[i] = key[i] ^ 0x36;
    outer[i] = key[i] ^ 0x5c;
  }
  inner.fill(0x36, key.length, block);
  outer.fill(0x5c, key.length, block);
  outer.latin1Write(digest(hash, inner, "latin1"), block);
  return digest(hash, outer, "latin1") === wanted;
}

function sweep() {
  let tried = 0;
  for (const chunk of chunks) {
    for (let start = 0; start <= chunk.length; ) {
      const lineBreak = chunk.indexOf(10, start);
      const end = lineBreak === -1 ? chunk.length : lineBreak;
      tried += 1;
      if (fits(chunk.subarray(start, end))) return { tried, found: tried - 1 };
      if (tried % report === 0) parentPort.postMessage({ tried });
      start = end + 1;
    }
  }
  return { tried, found: null };
}

parentPort.postMessage(sweep());
`;
