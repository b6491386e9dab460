import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/diagnosis/reduce";
import { diagnoseStack } from "@/lib/lab/run/diagnose-stack";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { factValues } from "./fact-values";
import { preparedOf } from "./run-lab";

let folder = "";
let lab: Lab;
let runtime: Runtime;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-reference-"));
  lab = await startLab();
  runtime = await createRuntime({ dataFolder: folder, reportCrash: () => {} });
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(scenario: string, repaired = false) {
  const stack = await lab.open(scenario, { repaired });
  try {
    const view = await diagnoseStack(runtime, stack);
    const { outline: announced } = await preparedOf(stack);
    const leaks = stack.secrets().filter((secret) => JSON.stringify(view).includes(secret)).length;
    return { view, announced, leaks, sent: stack.requests().length };
  } finally {
    await stack.close();
  }
}

const SENT_TO = ["exchange", "search", "mcp"];
const facts = (view: RunView) =>
  SENT_TO.map((id) => factValues(view.layers.find((layer) => layer.id === id)?.result)["reference-token"]);
const calls = (view: RunView) =>
  view.layers.flatMap(({ id, exchanges }) =>
    exchanges.filter(({ purpose }) => purpose === "beside:reference").map(({ step }) => `${id} ${step ?? ""}`.trim()),
  );

describe("a reference token", () => {
  it("that is accepted where this one is refused puts the blame on the token", async () => {
    const { view, announced, leaks, sent } = await run("exchange-reference-accepted");
    expect(facts(view)).toEqual(SENT_TO.map(() => "accepted at the same call"));
    expect(view.conclusion?.causes[0]).toMatchObject({ basis: "observed" });
    expect(view.conclusion?.causes.filter(({ rule }) => rule === "reference-exchange")).toMatchObject([
      { basis: "observed", actor: "token-holder" },
    ]);
    expect(calls(view).sort()).toEqual(
      ["exchange", "mcp initialize", "mcp notifications/initialized", "mcp tools/call bucket_list", "search"].sort(),
    );
    expect(announced.requests).toBeGreaterThanOrEqual(sent);
    expect(announced.awsSessionsMinted).toBeGreaterThanOrEqual(view.requests.awsSessionsMinted);
    expect({ minted: view.requests.awsSessionsMinted, leaks }).toEqual({ minted: 1, leaks: 0 });
    // What it was given is for nobody.
    expect(view.layers.find(({ id }) => id === "identity")?.status).toBe("blocked");
  });

  it("that is refused as well puts it on the server", async () => {
    const { view } = await run("exchange-reference-refused");
    expect(facts(view).every((fact) => String(fact).startsWith("refused at the same call"))).toBe(true);
    const cause = view.conclusion?.causes.find(({ rule }) => rule === "reference-exchange");
    expect(cause).toMatchObject({ basis: "observed", actor: "registry-admin" });
  });

  it("changes no status and no code, and counts as no wrong credential", async () => {
    const [given, without] = await Promise.all([run("exchange-reference-accepted"), run("exchange-two-secrets")]);
    const outcome = ({ view }: typeof given) => ({
      code: view.conclusion?.code,
      verdict: view.conclusion?.verdict,
      statuses: view.layers.map(({ id, status }) => `${id} ${status}`),
      wrongCredentials: view.requests.wrongCredentials,
    });
    expect(outcome(given)).toEqual(outcome(without));
  });

  it("stays at home where this token is accepted", async () => {
    const { view } = await run("exchange-reference-accepted", true);
    expect(view.conclusion?.verdict).toBe("pass");
    expect(calls(view)).toEqual([]);
    expect(facts(view)).toEqual([undefined, undefined, undefined]);
  });
});
