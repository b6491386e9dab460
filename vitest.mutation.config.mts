import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** For `npm run mutation`: the tests of one part, quick and in one process. */
export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    environment: "node",
    include: (process.env.MUTATION_TESTS ?? "none").split(","),
    isolate: false,
    testTimeout: 30_000,
  },
});
