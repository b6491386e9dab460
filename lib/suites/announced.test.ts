import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labRequest } from "@/lib/lab/run/lab-request";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { layerWords } from "@/lib/run/layer-words";
import { outlineWithoutText, prepareRun } from "@/lib/run/prepare-run";
import { exceededBy, sentBy } from "@/lib/run/test-announced";
import { holdSecrets } from "@/lib/wire/given-options";
import { type OptionName, optionList, type RunOptions } from "@/lib/wire/run-options";
import { createTestRuntime, runPrepared } from "./run-lab";

let lab: Lab;
let healthy: LabStack;
/** Its options hold a lapsed token, and those of the next another user's. */
let deep: LabStack;
let users: LabStack;
/** Its role can be read in IAM. */
let role: LabStack;

beforeAll(async () => {
  lab = await startLab();
  [healthy, deep, users, role] = await Promise.all([
    lab.baseline(),
    lab.open("healthy-deep-controls"),
    lab.open("healthy-two-users"),
    lab.open("healthy-assume-role"),
  ]);
});
afterAll(() => lab.close());

/** Runs the request, and compares what was announced, with its token and by the kind of it alone, with what was sent. */
async function compare(request: DiagnosisRequest) {
  const run = await prepareRun(request);
  const { token: _, ...rest } = request;
  const before = await outlineWithoutText({ ...rest, tokenKind: run.input.token?.kind ?? null });
  const { view } = await runPrepared((await createTestRuntime()).runtime, run);
  const sent = sentBy(view);
  return {
    sent,
    outline: run.outline,
    view,
    exceeded: [...exceededBy(run.outline, view), ...exceededBy(before, view)],
  };
}

async function requestWith(stack: LabStack, options: RunOptions, over: Partial<DiagnosisRequest> = {}) {
  const request = await labRequest(stack);
  return { ...request, ...over, options: { ...request.options, ...holdSecrets(options) } };
}

const layerIds = layerWords().map(({ id }) => id);
const cases: readonly (readonly [name: string, RunOptions])[] = [
  ["nothing else", {}],
  ["no controls", { controls: "off" }],
  ["deep controls", { controls: "deep" }],
  ["every layer required", { strict: true }],
  ["a server environment", { serverEnv: "QUILT_DEPLOYMENT=remote\n" }],
  ["a deadline", { timeoutMs: 10_000 }],
  ["a deadline of the run", { runTimeoutMs: 60_000 }],
  ["a tool that may be called", { allowTool: ["list_reports"] }],
  ["a signing key", { signatureKey: "a-signing-key-of-nobody-0123456789" }],
  ...layerIds.map((id) => [`${id} alone`, { only: [id] }] as const),
];

describe("on the healthy lab exactly what was announced is sent", () => {
  it.each(cases)("with %s", async (_, options) => {
    const { sent, outline, exceeded } = await compare(await requestWith(healthy, options));
    expect(sent).toEqual(outline.sound);
    expect(exceeded).toEqual([]);
  });

  it("with a lapsed token", async () => {
    const { sent, outline, exceeded } = await compare(await labRequest(deep));
    expect(sent).toEqual(outline.sound);
    expect(exceeded).toEqual([]);
  });

  it("with another user's token", async () => {
    const { sent, outline, exceeded } = await compare(await labRequest(users));
    expect(sent).toEqual(outline.sound);
    expect(exceeded).toEqual([]);
  });

  it("with the role read in IAM", async () => {
    const { sent, outline, exceeded } = await compare(await requestWith(role, { iam: true }));
    expect(sent).toEqual(outline.sound);
    expect(outline.adds).toEqual([expect.stringContaining("read in IAM")]);
    expect(exceeded).toEqual([]);
  });

  it("with a reference token that is not needed", async () => {
    const referenceToken = users.options.otherToken;
    const { sent, outline, exceeded } = await compare(await requestWith(healthy, { referenceToken }));
    expect(sent).toEqual(outline.sound);
    expect(outline.requests - (outline.sound?.requests ?? 0)).toBeGreaterThan(5);
    expect(exceeded).toEqual([]);
  });

  it("without a token", async () => {
    const { sent, outline, exceeded } = await compare(await requestWith(healthy, {}, { token: null }));
    expect(sent).toEqual(outline.sound);
    expect(exceeded).toEqual([]);
  });
});

describe("where it is not known before how many buckets there are", () => {
  it("says so, and sends no more than it says at most", async () => {
    const { outline, exceeded } = await compare(await requestWith(healthy, { permissions: true }));
    expect(outline.sound).toBeNull();
    expect(outline.adds).toEqual([expect.stringContaining("each bucket")]);
    expect(exceeded).toEqual([]);
  });
});

it("every option was tried, but for those that send nothing", () => {
  const alone: readonly OptionName[] = ["lapsedToken", "otherToken", "referenceToken", "iam", "permissions"];
  const sendsNothing: readonly OptionName[] = ["serverEnvService", "confirmed"];
  const tried = new Set([...cases.flatMap(([, options]) => Object.keys(options)), ...alone, ...sendsNothing]);
  expect(optionList.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});
