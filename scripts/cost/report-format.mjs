const format = `import type { ReportFormat } from "./report-format";

/** The codes of a run's findings, a line each. */
export const codesFormat: ReportFormat = {
  ...{ id: "codes", label: "Codes", mime: "text/plain; charset=utf-8", extension: "txt" },
  render: async ({ id, layers }) => {
    const codes = layers.flatMap(({ result }) => (result?.findings ?? []).map(({ code }) => code));
    return new TextEncoder().encode(\`Every finding of the run \${id}, in the order of the chain, by its code alone:\\n\${codes.join("\\n")}\\n\`);
  },
};
`;

const test = `import { expect, it } from "vitest";
import { foldSample, sampleEvents } from "../test-run";
import { codesFormat } from "./to-codes";

it("lists the codes of a run", async () => {
  const body = await codesFormat.render(foldSample(sampleEvents), { colour: false, verbose: false });
  expect(new TextDecoder().decode(typeof body === "string" ? new Uint8Array() : body)).toContain("\\nexchange/rejected\\n");
});
`;

/** A report format of bytes that takes its time. */
export const reportFormat = {
  name: "report format",
  limit: 3,
  edits: [
    { path: "lib/report/formats/to-codes.ts", create: format },
    { path: "lib/report/formats/to-codes.test.ts", create: test },
    {
      path: "lib/report/formats/report-formats.ts",
      before: /from "\.\/to-json"/,
      insert: 'import { codesFormat } from "./to-codes";',
    },
    {
      path: "lib/report/formats/report-formats.ts",
      behind: /^export const formats\b.*= \[/,
      insert: "codesFormat, ",
    },
  ],
  tests: [
    "lib/report",
    "lib/architecture.test.ts",
    "lib/cli/write-report.test.ts",
    "lib/cli/help-layout.test.ts",
    "lib/server/report-response.test.ts",
  ],
};
