import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Exchange, Purpose } from "@/lib/diagnosis/model";
import { besideNameOf, controlNameOf, isControl, isGenuine } from "@/lib/diagnosis/purpose";
import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { toJsonReport } from "@/lib/report/formats/to-json";
import { runStack } from "./run-lab";

/** Each asks for something beside the layers' own calls, and what. */
const scenarios: Readonly<Record<string, readonly string[]>> = {
  healthy: ["buckets", "health", "scopes"],
  "healthy-many-objects": ["newest-object", "scopes"],
  "healthy-legacy-search": ["scopes"],
  "healthy-permissions": ["permissions"],
  "healthy-two-users": ["buckets", "other-user"],
  "exchange-reference-accepted": ["reference"],
  "healthy-mcp-stdio": ["stdio"],
  "healthy-deep-controls": ["health"],
  "mcp-stdio-own-credentials": ["stdio"],
};

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

async function viewOf(scenario: string): Promise<RunView> {
  const stack = await lab.open(scenario);
  try {
    return (await runStack(stack)).view;
  } finally {
    await stack.close();
  }
}

const isKnown = (purpose: Purpose | null) =>
  purpose === null ||
  purpose === "recorded" ||
  [isGenuine, isControl, besideNameOf].some((tells) => Boolean(tells(purpose)));

/** The calls and the log lines of a layer are of one closed set, and its controls are those that it declares. */
function faultsOf({ id, exchanges, logs, controls, controlResults }: LayerView): readonly string[] {
  const strange = [...exchanges, ...logs].filter(({ purpose }) => !isKnown(purpose));
  const control = ({ purpose, tool }: Exchange) => ({ name: controlNameOf(purpose), tool });
  const sent = exchanges.map(control).filter(({ name }) => name !== null);
  const undeclared = sent.filter(({ name }) => name === null || !controls.includes(name));
  const unnamed = controlResults.filter(({ name }) => !controls.includes(name));
  // A control that was refused at the door of a session has no request of its own tool; any other result has one.
  const ofTool = sent.filter(({ tool }) => tool !== null);
  const withoutResult = ofTool.filter(
    (one) => !controlResults.some(({ name, tool }) => name === one.name && tool === one.tool),
  );
  const unsent = controlResults.filter(({ name, unsent }) => unsent !== true && !sent.some((one) => one.name === name));
  const callsTools = exchanges.some(({ tool }) => tool !== null);
  const made = (wanted: string) => exchanges.filter(({ purpose }) => purpose === wanted);
  // A layer that calls no tools has one call of its own, and may repeat it; a tool is really called once.
  const often = callsTools
    ? made("real").filter(({ tool }, at, all) => tool !== null && all.findIndex((one) => one.tool === tool) !== at)
    : [...made("real").slice(1), ...made("repeat").slice(1)];
  return [
    ...often.map(({ purpose, url, step }) => `${id}: ${purpose} once more: ${step ?? url}`),
    ...strange.map(({ purpose }) => `${id}: ${purpose} is of no known kind`),
    ...undeclared.map(({ name }) => `${id}: control ${name} was sent and is declared by nobody`),
    ...unnamed.map(({ name }) => `${id}: control ${name} has a result and is declared by nobody`),
    ...withoutResult.map(({ name, tool }) => `${id}: control ${name} on ${tool} was sent and has no result`),
    ...unsent.map(({ name, tool }) => `${id}: control ${name} on ${tool} has a result and was not sent`),
  ];
}

const besides = (view: RunView) =>
  view.layers.flatMap(({ exchanges, logs }) => [...exchanges, ...logs].map(({ purpose }) => besideNameOf(purpose)));

describe.each(Object.entries(scenarios))("%s", (scenario, asked) => {
  let view: RunView;
  beforeAll(async () => {
    view = await viewOf(scenario);
  });

  it("says of every call what it is for, and calls a control only what a layer declares as one", () => {
    expect(view.layers.flatMap(faultsOf)).toEqual([]);
  });

  it("asks beside its own calls what it is made to ask", () => {
    expect([...new Set(besides(view))]).toEqual(expect.arrayContaining([...asked]));
  });

  it("reports step, tool and failure of each as they are", () => {
    const told = toJsonReport(view).layers.flatMap(({ exchanges }) => exchanges);
    const seen = view.layers.flatMap(({ exchanges }) => exchanges);
    const part = ({ id, purpose, step, tool, failure }: Exchange | (typeof told)[number]) => ({
      ...{ id, purpose, step, tool, failure },
    });
    expect(told.map(part)).toEqual(seen.map(part));
    expect(seen.filter(({ status, failure }) => (status === null) !== (failure !== null))).toEqual([]);
  });
});

it("reads the trust policy beside the exchange", async () => {
  const stack = await lab.open("healthy-assume-role");
  try {
    const { view } = await runStack(stack, { iam: true });
    expect(view.layers.flatMap(faultsOf)).toEqual([]);
    expect(besides(view)).toContain("trust-policy");
  } finally {
    await stack.close();
  }
});
