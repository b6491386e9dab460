const source = `import { z } from "zod";
import { defineLogSource } from "./log-source";
import { parseLogLine } from "./parse-log-line";

/** Lines that the target itself holds. */
export const givenSource = defineLogSource({
  type: "given",
  schema: z.strictObject({ lines: z.array(z.string()) }),
  place: ({ lines }) => \`\${lines.length} given lines\`,
  open: async ({ lines }) => {
    let rest = lines;
    return {
      read: async () => {
        const parsed = rest.flatMap((line) => parseLogLine(line, "given") ?? []);
        rest = [];
        return parsed;
      },
      close: async () => {},
    };
  },
});
`;

const test = `import { expect, it } from "vitest";
import { logSources } from "./index";

it("gives its lines once", async () => {
  const given = logSources.find(({ type }) => type === "given");
  const tools = {
    door: { send: () => Promise.reject(new Error("nothing is sent")) },
    signal: new AbortController().signal,
    now: () => 0,
    startedAtMs: 0,
  };
  const source = await given?.open({ lines: ["hello"] }, tools);
  expect((await source?.read())?.map(({ message }) => message)).toEqual(["hello"]);
  expect(await source?.read()).toEqual([]);
});
`;

/** A log source with settings of its own. */
export const logSource = {
  name: "log source",
  limit: 3,
  edits: [
    { path: "lib/logs/given-source.ts", create: source },
    { path: "lib/logs/given-source.test.ts", create: test },
    {
      path: "lib/logs/index.ts",
      before: /LogSourceType/,
      insert: 'import { givenSource } from "./given-source";',
    },
    { path: "lib/logs/index.ts", behind: /^export const logSources\b.*= \[/, insert: "givenSource, " },
  ],
  tests: ["lib/logs", "lib/targets", "lib/wire", "lib/architecture.test.ts"],
};
