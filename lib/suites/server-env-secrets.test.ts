import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { toJsonReport, toJsonText } from "@/lib/report/formats/to-json";
import { toPretty } from "@/lib/report/formats/to-pretty";
import { LeakSearch, type Plant } from "./leak-search";
import { proxyStack } from "./mutating-proxy";
import { createTestRuntime, type LabRun, runStack, type TestRuntime } from "./run-lab";

let lab: Lab;
let closed: TestRuntime;
let open: TestRuntime;
beforeAll(async () => {
  lab = await startLab();
  [closed, open] = await Promise.all([createTestRuntime(), createTestRuntime("off")]);
});
afterAll(() => lab.close());

/** One for each place in which a file may hold a secret. */
const planted = {
  "a value under a secret name": "pw-7Jx2mQ9vT4bL8nRz",
  "an AWS secret key": "wJalr7UtnFEMIK7MDENGbPxRfiCYzzQQ81hhTTee",
  "a value under a plain name": "Zx81Kq0w7Rt5Yp3Lm9Vb",
  "the password of a URL": "Dbp4ssZ0uv8Wk2Xq",
  "an argument of the command": "Arg9sT7uV6wX5yZ4aB3c",
  "a label": "Lbl2nM4oP6qR8sT0uV1w",
  "an argument of the health check": "Hck5gF3dS1aQ9wE7rT5y",
  "a variable of another service": "Oth8uY6tR4eW2qA0sD1f",
  "a variable's default": "Def1zX2cV3bN4mK5jH6g",
} satisfies Readonly<Record<string, string>>;
const plants: readonly Plant[] = Object.entries(planted).map(([label, value]) => ({ label, value }));

const variables = {
  DB_PASSWORD: planted["a value under a secret name"],
  AWS_SECRET_ACCESS_KEY: planted["an AWS secret key"],
  QUILT_TEST_BUCKET: planted["a value under a plain name"],
  DATABASE_URL: `postgres://ada:${planted["the password of a URL"]}@db:5432/x`,
  FILLED: `\${FILLED:-${planted["a variable's default"]}}`,
  // Short and common ones must not be taken out of the report.
  QUILT_ALLOW_TEST_JWT: "true",
  FASTMCP_PORT: "8000",
  MCP_JWT_AUDIENCE: "mcp-server",
  API_TOKEN: "exchange",
};
const compose = JSON.stringify({
  services: {
    "quilt-mcp": {
      image: "quilt-mcp",
      command: ["quilt-mcp", "--api-key", planted["an argument of the command"]],
      labels: { deploy: planted["a label"] },
      healthcheck: { test: `curl -H x:${planted["an argument of the health check"]} http://x` },
      environment: variables,
    },
    other: { image: "x", environment: [`K=${planted["a variable of another service"]}`] },
  },
});
const envFile = Object.entries(variables)
  .map(([name, value]) => `${name}=${value}\n`)
  .join("");
const inspect = JSON.stringify([
  {
    Name: "/quilt-mcp",
    Args: [`--api-key=${planted["an argument of the command"]}`],
    Config: {
      Env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      Labels: { deploy: planted["a label"] },
    },
  },
]);

function leaksOf({ view, events }: LabRun): readonly string[] {
  const search = new LeakSearch(plants);
  const pretty = toPretty(view, { colour: false, verbose: true }).split("\n");
  const all = [
    ...events.flatMap((event) => search.search(event, event.type)),
    ...search.search(toJsonReport(view), "report"),
    ...search.search(pretty, "pretty"),
  ];
  return [...new Set(all.map(({ secret, form, place }) => `${secret}, ${form}, in ${place}`))];
}

describe.each([
  ["a compose file", compose],
  ["an env file", envFile],
  ["inspect output", inspect],
])("secrets of %s", (_, serverEnv) => {
  it("stand nowhere, even without redaction: they are never shown in the first place", async () => {
    const stack = await lab.baseline();
    const runs = await Promise.all([closed, open].map(({ runtime }) => runStack(stack, { runtime, serverEnv })));
    await stack.close();
    for (const run of runs) {
      const { mcp } = Object.fromEntries(toJsonReport(run.view).layers.map((layer) => [layer.id, layer]));
      expect(mcp?.tables?.map(({ id }) => id)).toContain("server-environment");
      expect(mcp?.findings.map(({ code }) => code)).toContain("mcp/env-test-tokens");
    }
    expect(runs.map(leaksOf)).toEqual([[], []]);
  });

  it("are not repeated when the server says them back", async () => {
    const stack = await lab.baseline();
    const proxied = await proxyStack(stack);
    proxied.setRewrite((call) =>
      call.path.startsWith("/graphql")
        ? {
            ...call.answer,
            status: 500,
            body: `crash, environ: ${serverEnv}`,
            headers: { "content-type": "text/plain" },
          }
        : null,
    );
    const [kept, lost] = await Promise.all(
      [closed, open].map(({ runtime }) => runStack(stack, { runtime, serverEnv, target: proxied.target })),
    );
    await proxied.close();
    await stack.close();
    expect(kept === undefined ? null : leaksOf(kept)).toEqual([]);
    expect(lost === undefined ? 0 : leaksOf(lost).length).toBeGreaterThan(3);
  });
});

it("does not take common words and the target's own out of the report", async () => {
  const stack = await lab.baseline();
  const { search, s3, catalogUrl } = stack.target;
  const serverEnv = [
    `MY_SECRET_QUERY=${search?.query}`,
    `BUCKET_TOKEN=${s3?.bucket}`,
    `OTHER_SECRET=${catalogUrl}`,
    "A_SECRET=every wrong credential that was sent was turned away",
    "B_SECRET=discovery",
    "C_TOKEN=true",
  ].join("\n");
  const without = await runStack(stack, { runtime: closed.runtime });
  const run = await runStack(stack, { runtime: closed.runtime, serverEnv });
  await stack.close();
  const text = toJsonText(run.view);
  for (const word of [search?.query, s3?.bucket, catalogUrl, "discovery", "every wrong credential"]) {
    expect(text).toContain(word);
  }
  const marks = (one: LabRun) => toJsonText(one.view).split("[redacted").length;
  expect(marks(run)).toBe(marks(without));
});
