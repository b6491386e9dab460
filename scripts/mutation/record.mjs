import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { fingerprint } from "./fingerprint.mjs";

const recordFile = join(root, "docs", "mutation.json");
const pageFile = join(root, "docs", "mutation.md");
export const GOAL = 95;

/** Of a source as its mutants see it: what differs from the last record is mutated anew, wherever it stands. */
export function hashOf(path) {
  return fingerprint(path, readFileSync(join(root, path), "utf8"));
}

/** `{ [file]: { part, hash, killed, timeout, survived, noCoverage, ignored } }`; empty before the first record. */
export function readRecord() {
  return existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, "utf8")).files : {};
}

/** What is known of a source: the record of its own path, or of the one that it had before it moved; else nothing. */
export function finder(known) {
  const byHash = new Map(Object.values(known).map((entry) => [entry.hash, entry]));
  return (file) => {
    const hash = hashOf(file);
    return known[file]?.hash === hash ? known[file] : byHash.get(hash);
  };
}

export function emptyCounts() {
  return { killed: 0, timeout: 0, survived: 0, noCoverage: 0, ignored: 0 };
}

export function sum(counts) {
  const total = emptyCounts();
  for (const one of counts) for (const name of Object.keys(total)) total[name] += one[name];
  return total;
}

/** Detected ÷ valid mutants, %; a part without mutants has nothing to miss. */
export function scoreOf({ killed, timeout, survived, noCoverage }) {
  const valid = killed + timeout + survived + noCoverage;
  return valid === 0 ? 100 : ((killed + timeout) / valid) * 100;
}

export const percent = (score) => `${score.toFixed(1)} %`;

/** Writes the record, and the page that people read. */
export function writeRecord(files, parts) {
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(recordFile, `${JSON.stringify({ files: sorted }, null, 1)}\n`);
  writeFileSync(pageFile, page(sorted, parts));
}

function row(name, counts) {
  const { killed, timeout, survived, noCoverage, ignored } = counts;
  return `| ${name} | ${killed} | ${timeout} | ${survived} | ${noCoverage} | ${ignored} | ${percent(scoreOf(counts))} |`;
}

function page(files, parts) {
  const all = Object.values(files);
  const rows = parts.flatMap(({ name }) => {
    const own = all.filter((file) => file.part === name);
    return own.length === 0 ? [] : [row(name, sum(own))];
  });
  return `# Mutation score

The tests are tested: \`npm run mutation\` breaks \`lib/diagnosis\`, \`lib/layers\` and \`lib/token\` in thousands of small
ways and counts how many the tests beside the code notice. At least ${GOAL} % have to be.

| part | killed | timed out | survived | not reached | left out | score |
|---|---|---|---|---|---|---|
${rows.join("\n")}
${row("**all**", sum(all))}

Timed out counts as noticed. Left out: sentences for people (\`scripts/mutation/ignore-prose.mjs\`) and values that
exist once per process, which cannot be switched during a test. The lab's scenarios, which run the whole chain, notice
more than is counted here. \`npm run mutation -- --changed\` tries the files that differ from this record alone
(a file that moved, or whose imports, types or sentences changed, does not), and \`--changed --record\` writes down what
it finds; \`npm run mutation -- token claims\` tries these parts. What survived is in \`.mutation/<part>/report.json\`.
`;
}
