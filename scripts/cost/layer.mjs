const layer = `import { z } from "zod";
import { ended, type Layer } from "@/lib/diagnosis/layer";
import { jsonObject } from "../shared/read-answer";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { liveFindings } from "../shared/live-findings";
import { reportUnanswered } from "../shared/live-layer";

const evidence = z.looseObject({ version: z.string() });

function versionUrl({ target }: LayerInput): string {
  return \`\${target.catalogUrl ?? ""}/version.json\`;
}

/** Which build does the catalog serve? */
export const build: Layer<LayerInput, BonafideContext> = {
  id: "build",
  title: "the catalog names its build",
  question: "Does the catalog name its build?",
  nature: "live",
  needs: () => [],
  uses: () => [],
  gives: [],
  evidence,
  proves: "version.json is valid and names a build",
  doesNotProve: "anything about the token",
  settledBy: [],
  findings: {
    ...liveFindings("the catalog"),
    unnamed: {
      effect: "fail",
      title: "version.json names no build",
      remedy: "Deploy the catalog with its version.json.",
      actor: "deployer",
    },
  },
  controls: () => [],
  doing: () => "reading version.json",
  notApplicable: ({ target }) => (target.catalogUrl === undefined ? "no catalog URL in the target" : null),
  requiredByDefault: () => false,
  plan: (input) => ({
    ...{ requests: 1, wrongCredentials: 0, awsSessionsMinted: 0 },
    destinations: [new URL(versionUrl(input)).origin],
  }),
  byHand: (input) => (input.target.catalogUrl === undefined ? null : \`curl -sS '\${versionUrl(input)}'\`),
  async run(ctx) {
    const result = await ctx.http.send("real", {
      ...{ method: "GET", url: versionUrl(ctx.input), headers: { accept: "application/json" } },
      ...{ timeoutMs: ctx.input.timeoutMs, signal: ctx.signal },
    });
    if (reportUnanswered(ctx, result)) return ended("version.json could not be read");
    const named = result.kind === "answer" ? evidence.safeParse(jsonObject(result)) : null;
    if (named?.success === true) return ended(\`build \${named.data.version.slice(0, 40)}\`);
    ctx.found("unnamed", {});
    return ended("no build is named");
  },
};
`;

const test = `import { expect, it } from "vitest";
import { layers } from "../index";
import { build } from "./build";

it("stands in the chain", () => {
  expect(layers).toContain(build);
});
`;

const site = `  build: {
    ...plain,
    layer: "build",
    server: "catalog",
    endpoint: "version",
    sharedWith: ["discovery"],
    point: (config, catalogUrl) => withTarget(config, { catalogUrl }),
    unguard: null,
  },`;

const answer = `  if (call.path === "/version.json") {
    return { endpoint: "version", genuine: true, answer: () => json({ version: "1.70.0-lab" }) };
  }`;

const scenarios = `import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** A catalog that does not say which build it is. */
export const buildNames = defineScenarios("build", [
  {
    id: "build-unnamed",
    title: "version.json is a web page",
    story: "The host answers version.json with its index page: the deploy left the file out.",
    codes: ["build/unnamed"],
    verdict: "fail",
    code: "build/unnamed",
    fault: (config) => withFault(config, { server: "catalog", endpoint: "version", on: "every", action: actions.html }),
  },
]);
`;

/** A layer with its findings, its part of the lab, and a scenario. */
export const layerAddition = {
  name: "layer with lab and scenario",
  limit: 12,
  edits: [
    { path: "lib/layers/build/build.ts", create: layer },
    { path: "lib/layers/build/build.test.ts", create: test },
    {
      path: "lib/layers/index.ts",
      before: /from "\.\/claims\/claims"/,
      insert: 'import { build } from "./build/build";',
    },
    { path: "lib/layers/index.ts", after: /^ {2}discovery,/, insert: "  build," },
    { path: "lib/lab/servers/catalog/catalog-server.ts", before: /call\.path === "\/healthcheck"/, insert: answer },
    { path: "lib/lab/scenarios/matrix/fault-sites.ts", after: /^export const faultSites\b/, insert: site },
    { path: "lib/lab/scenarios/build/build-names.ts", create: scenarios },
    {
      path: "lib/lab/scenarios/index.ts",
      before: /from "\.\/claims\/claims-issuer"/,
      insert: 'import { buildNames } from "./build/build-names";',
    },
    { path: "lib/lab/scenarios/index.ts", after: /^ {2}\.\.\.discoveryConfig,/, insert: "  ...buildNames," },
    {
      path: "lib/lab/test-scenario-contract.ts",
      behind: /^ {2}healthy: \["pass", /,
      insert: '"build", ',
    },
  ],
  tests: ["lib/lab", "-t", "build-unnamed"],
  further: [["lib/layers/build", "lib/layers/discovery", "lib/architecture.test.ts"]],
};
