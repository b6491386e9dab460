/**
 * What the worker thread of `sweepWords` runs: CommonJS in a text of its own, started with `eval`. A worker in a file
 * would need another entry in each of three bundles (Next's server, the command line, Vitest), and the text of a
 * function would not do either: bundlers put helpers of theirs into functions. Words come as UTF-8, one a line, in
 * chunks; the answer is one message with the number of words tried and the place of the one that fits, from 0.
 */
export const sweepWordsSource = `
"use strict";
const { createHmac } = require("node:crypto");
const { parentPort, workerData } = require("node:worker_threads");
const { hash, input, signature, chunks } = workerData;
const data = Buffer.from(input, "latin1");

function sweep() {
  let tried = 0;
  for (const chunk of chunks) {
    for (let start = 0; start <= chunk.length; ) {
      const lineBreak = chunk.indexOf(10, start);
      const end = lineBreak === -1 ? chunk.length : lineBreak;
      const mac = createHmac(hash, chunk.subarray(start, end)).update(data).digest();
      tried += 1;
      if (mac.equals(signature)) return { tried, found: tried - 1 };
      start = end + 1;
    }
  }
  return { tried, found: null };
}

parentPort.postMessage(sweep());
`;
