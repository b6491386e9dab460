import { listParts } from "./parts.mjs";
import { emptyCounts, finder, GOAL, hashOf, percent, readRecord, scoreOf, sum, writeRecord } from "./record.mjs";
import { runPart } from "./run-part.mjs";
import { sourcesByPart } from "./sources.mjs";

const say = (text) => process.stderr.write(`${text}\n`);

/** Files tried in one go: what is done so far is kept, and the time is looked at, after each. */
const BATCH = 12;

/**
 * `npm run mutation [-- --changed] [--record] [--within=MINUTES] [part …]`: how many small faults the tests beside the code
 * notice. With `--changed` alone what it finds is not written down. With `--within` nothing is begun after so many
 * minutes: what was not tried is counted, not scored, and stays due.
 */
async function main(words) {
  const names = words.filter((word) => !word.startsWith("--"));
  const parts = listParts();
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    say(`There is no part ${unknown.join(", ")}. Parts: ${parts.map(({ name }) => name).join(", ")}.`);
    return 2;
  }
  const minutes = minutesOf(words);
  if (!(minutes >= 0)) {
    say("--within wants a number of minutes: --within=12.");
    return 2;
  }
  const onlyChanged = words.includes("--changed");
  const keeps = !onlyChanged || words.includes("--record");
  const deadline = Date.now() + minutes * 60_000;
  const held = sourcesByPart();
  const find = finder(readRecord());
  const files = {};
  for (const { part, files: sources } of held) {
    for (const file of sources) {
      const known = find(file);
      if (known !== undefined) files[file] = { ...known, part: part.name };
    }
  }
  for (const { part, files: sources } of held) {
    if (names.length > 0 && !names.includes(part.name)) continue;
    const due = sources.filter((file) => !onlyChanged || files[file] === undefined);
    for (const batch of batchesOf(due)) {
      if (Date.now() > deadline) break;
      say(`\n== ${part.name}: ${batch.length} of ${sources.length} files`);
      const counted = await runPart(part, batch);
      for (const file of batch)
        files[file] = { part: part.name, hash: hashOf(file), ...(counted.get(file) ?? emptyCounts()) };
      say(`${part.name}: ${percent(scoreOf(sum(batch.map((file) => files[file]))))}`);
      // Kept after each batch: hours of work are not lost to an interruption.
      if (keeps) writeRecord(files, parts);
    }
  }
  if (keeps) writeRecord(files, parts);
  return conclude(
    files,
    held.flatMap((one) => one.files),
  );
}

function minutesOf(words) {
  const given = words.find((word) => word.startsWith("--within="));
  return given === undefined ? Number.POSITIVE_INFINITY : Number(given.slice("--within=".length));
}

function batchesOf(files) {
  return Array.from({ length: Math.ceil(files.length / BATCH) }, (_, at) => files.slice(at * BATCH, (at + 1) * BATCH));
}

function conclude(files, here) {
  const missing = here.filter((file) => files[file] === undefined);
  const score = scoreOf(sum(Object.values(files)));
  say(`\n${percent(score)} of all mutants noticed; the goal is ${GOAL} %.`);
  if (missing.length > 0) say(`${missing.length} files were never tried: npm run mutation -- --changed`);
  return score >= GOAL ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
