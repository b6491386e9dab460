import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root, runNode } from "../project.mjs";
import { emptyCounts } from "./record.mjs";

const counters = {
  Killed: "killed",
  Timeout: "timeout",
  Survived: "survived",
  NoCoverage: "noCoverage",
  Ignored: "ignored",
  // A mutant that cannot even be loaded was noticed by no test, and is no mutant.
  CompileError: "ignored",
  RuntimeError: "killed",
};

/** What the sandbox needs none of. */
const ignorePatterns = [
  ...[".bootstrap", ".mutation", ".next", ".peers", "app", "components", "dist", "docs", "e2e"],
  ...["lib/cli", "lib/lab", "lib/server"],
];

function settings(sources, folder) {
  return {
    testRunner: "vitest",
    vitest: { configFile: "vitest.mutation.config.mts", related: false },
    plugins: ["@stryker-mutator/vitest-runner", join(root, "scripts/mutation/ignore-prose.mjs")],
    ignorers: ["prose"],
    mutate: sources,
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    concurrency: availableParallelism(),
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: join(folder, "report.json") },
    tempDirName: join(folder, "sandbox"),
    ignorePatterns,
    // Stryker would read it with the compiler's own interface, which TypeScript 7 has not.
    tsconfigFile: "none.json",
    timeoutMS: 5000,
    timeoutFactor: 2,
  };
}

function countFiles(report) {
  const counted = new Map();
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const counts = emptyCounts();
    for (const { status } of mutants) counts[counters[status] ?? "survived"] += 1;
    counted.set(file, counts);
  }
  return counted;
}

/** Mutates these sources of a part; gives a map of file to counts. */
export async function runPart(part, sources) {
  const folder = join(root, ".mutation", part.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "stryker.json");
  writeFileSync(config, JSON.stringify(settings(sources, folder)));
  const env = { ...process.env, MUTATION_TESTS: part.tests.join(",") };
  const code = await runNode(["node_modules/@stryker-mutator/core/bin/stryker.js", "run", config], { env });
  if (code !== 0) throw new Error(`mutating ${part.name} ended with ${code}`);
  return countFiles(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")));
}
