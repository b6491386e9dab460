import { parts } from "./parts.mjs";
import { emptyCounts, GOAL, hashOf, percent, readRecord, scoreOf, sum, writeRecord } from "./record.mjs";
import { runPart } from "./run-part.mjs";
import { sourcesByPart } from "./sources.mjs";

const say = (text) => process.stderr.write(`${text}\n`);

/** `npm run mutation [-- --changed] [-- part …]`: how many small faults the tests beside the code notice. */
async function main(words) {
  const names = words.filter((word) => word !== "--changed");
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    say(`There is no part ${unknown.join(", ")}. Parts: ${parts.map(({ name }) => name).join(", ")}.`);
    return 2;
  }
  const onlyChanged = words.includes("--changed");
  const held = sourcesByPart();
  const known = readRecord();
  const here = new Set(held.flatMap(({ files }) => files));
  const files = Object.fromEntries(Object.entries(known).filter(([file]) => here.has(file)));
  for (const { part, files: sources } of held) {
    if (names.length > 0 && !names.includes(part.name)) continue;
    const due = sources.filter((file) => !onlyChanged || known[file]?.hash !== hashOf(file));
    if (due.length === 0) continue;
    say(`\n== ${part.name}: ${due.length} of ${sources.length} files`);
    const counted = await runPart(part, due);
    for (const file of due)
      files[file] = { part: part.name, hash: hashOf(file), ...(counted.get(file) ?? emptyCounts()) };
    say(`${part.name}: ${percent(scoreOf(sum(due.map((file) => files[file]))))}`);
    // Kept after each part: hours of work are not lost to an interruption.
    if (!onlyChanged) writeRecord(files, parts);
  }
  return conclude(files, [...here]);
}

function conclude(files, here) {
  const missing = here.filter((file) => files[file] === undefined);
  const score = scoreOf(sum(Object.values(files)));
  say(`\n${percent(score)} of all mutants noticed; the goal is ${GOAL} %.`);
  if (missing.length > 0) say(`${missing.length} files were never tried: npm run mutation -- --changed`);
  return score >= GOAL ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
