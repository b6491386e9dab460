import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** They measure time, or change what their whole process sees: each in a process of its own, one after another, last. */
const alone = [
  "lib/processes/**/*.test.ts",
  "lib/suites/{hostile-server,slow-hop,poisoned-environment,witness}.test.ts",
  "lib/suites/permissions-chain.test.ts",
  "lib/suites/stdio-chain.test.ts",
];

const resolve = { alias: { "@": root } };
const shared = {
  environment: "node" as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    globalSetup: "scripts/vitest-folder.mjs",
    projects: [
      {
        resolve,
        test: {
          ...shared,
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: alone,
          // A process for each of 200 files costs more than the tests: a worker keeps what it has loaded.
          isolate: false,
          maxWorkers: Math.max(2, availableParallelism()),
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve,
        test: { ...shared, name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
