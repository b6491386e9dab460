import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "@/lib/diagnosis/events";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { reportSchema } from "@/lib/report/formats/report-schema";
import { toJsonReport } from "@/lib/report/formats/to-json";
import { RunRegistry } from "@/lib/run/run-registry";
import { decodeEvents, encodeEvent } from "@/lib/wire/event-stream";
import { createTestRuntime, foldEvents, mapScenarios, preparedOf } from "./run-lab";

interface Case {
  readonly id: string;
  /** As a follower got them from the first on. */
  readonly events: readonly RunEvent[];
  /** As the process itself has it. */
  readonly view: RunView;
}

/** One of each turn that a run can take: whole, broken at each layer, blocked, slow, revised, not applicable. */
const scenarioIds = [
  "healthy",
  "healthy-api-key",
  "healthy-deep-controls",
  "healthy-legacy-search",
  "healthy-no-bucket",
  "controls-off",
  "discovery-not-json",
  "discovery-foreign-registry",
  "signature-mismatch-wrong-key",
  "claims-expired",
  "exchange-two-secrets",
  "exchange-hybrid-token",
  "exchange-not-enforced",
  "exchange-timeout",
  "exchange-refused-by-policy",
  "identity-wrong-role",
  "identity-control-unanswered",
  "s3-access-denied",
  "s3-not-repeatable",
  "search-no-hits",
  "search-anonymous",
];

let lab: Lab;
let registry: RunRegistry;
let cases: readonly Case[] = [];

beforeAll(async () => {
  lab = await startLab();
  registry = new RunRegistry((await createTestRuntime()).runtime);
  cases = await mapScenarios(
    lab,
    async (stack) => {
      const run = await registry.start(await preparedOf(stack));
      const events: RunEvent[] = [];
      for await (const event of run.follow(0)) events.push(event);
      return { id: stack.scenario, events, view: run.view };
    },
    scenarioIds,
  );
}, 180_000);

afterAll(() => lab.close());

const each = scenarioIds.map((id) => [id] as const);

function caseOf(id: string): Case {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} did not run`);
  return found;
}

describe.each(each)("the events of %s", (id) => {
  it("fold to the view that the process has, and to its report", () => {
    const { events, view } = caseOf(id);
    const folded = foldEvents(events);
    expect(folded).toStrictEqual(view);
    expect(toJsonReport(folded)).toStrictEqual(toJsonReport(view));
    expect(reportSchema.safeParse(toJsonReport(folded)).error).toBeUndefined();
  });

  it("begin with the start, end with the end, and count up without a gap", () => {
    const { events } = caseOf(id);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.flatMap((event, index) => (event.type === "run-started" ? [index] : []))).toEqual([0]);
    expect(events.flatMap((event, index) => (event.type === "run-finished" ? [index] : []))).toEqual([
      events.length - 1,
    ]);
    expect(new Set(events.map((event) => event.runId)).size).toBe(1);
  });

  it("end every planned layer exactly once, after its start, and leave none open", () => {
    const { events, view } = caseOf(id);
    const ended = events.flatMap((event) => (event.type === "layer-finished" ? [event.layer] : []));
    expect([...ended].sort()).toEqual(view.layers.map((layer) => layer.id).sort());
    const misplaced = events.filter((event, index) => {
      if (event.type !== "exchange" && event.type !== "control" && event.type !== "layer-finished") return false;
      const started = events.findIndex((one) => one.type === "layer-started" && one.layer === event.layer);
      const finished = events.findIndex((one) => one.type === "layer-finished" && one.layer === event.layer);
      return event.type === "layer-finished" ? started > index : started > index || started === -1 || finished < index;
    });
    expect(misplaced).toEqual([]);
    expect(view.layers.filter((layer) => layer.result === null || layer.status !== layer.result.status)).toEqual([]);
  });

  it("survive a resumed stream whose parts overlap", () => {
    const { events, view } = caseOf(id);
    const thirds = [0, Math.floor(events.length / 3), Math.floor((2 * events.length) / 3), events.length];
    const parts = thirds.slice(1).map((end, index) => events.slice(Math.max(0, (thirds[index] ?? 0) - 3), end));
    expect(foldEvents([...parts.flat(), ...events])).toStrictEqual(view);
    for (let kept = 1; kept <= events.length; kept += 1) {
      const before = foldEvents(events.slice(0, kept));
      const resumed = events.slice(Math.max(0, kept - 2)).reduce<RunView | null>(applyEvent, before);
      expect(resumed).toStrictEqual(view);
    }
  });

  it("survive the wire, in pieces of any size", async () => {
    const { events } = caseOf(id);
    const bytes = new TextEncoder().encode(events.map(encodeEvent).join("\n"));
    for (const size of [61, 4096, bytes.length]) {
      const decoded: RunEvent[] = [];
      for await (const event of decodeEvents(inPieces(bytes, size))) decoded.push(event);
      expect(decoded).toStrictEqual(events);
    }
  });

  it("can be followed from any of them", async () => {
    const { events, view } = caseOf(id);
    const run = registry.find(view.id);
    for (const after of [0, 1, Math.floor(events.length / 2), events.length - 1, events.length]) {
      const rest: RunEvent[] = [];
      for await (const event of run.follow(after)) rest.push(event);
      expect(rest).toStrictEqual(events.slice(after));
    }
  });
});

function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

it("covers runs that pass, fail and cannot tell, and every way a layer ends", () => {
  expect(new Set(cases.map((one) => one.view.conclusion?.verdict))).toEqual(new Set(["pass", "fail", "inconclusive"]));
  const statuses = new Set(cases.flatMap((one) => one.view.layers.map((layer) => layer.status)));
  expect(statuses).toEqual(new Set(["pass", "fail", "inconclusive", "blocked", "not-applicable", "tool-error"]));
  expect(cases.some((one) => one.view.layers.some((layer) => layer.revised))).toBe(true);
});

describe("a run that is stopped", () => {
  it("ends every layer once all the same, and folds to what the process has", async () => {
    const stack = await lab.baseline();
    stack.setDelay(400);
    const run = await registry.start(await preparedOf(stack));
    const events: RunEvent[] = [];
    for await (const event of run.follow(0)) {
      events.push(event);
      if (event.type === "layer-started" && event.layer === "discovery") run.cancel();
    }
    await stack.close();
    expect(foldEvents(events)).toStrictEqual(run.view);
    expect(run.view.state).toBe("cancelled");
    const ended = events.flatMap((event) => (event.type === "layer-finished" ? [event.layer] : []));
    expect([...ended].sort()).toEqual(run.view.layers.map((layer) => layer.id).sort());
    expect(run.view.layers.map((layer) => layer.status)).toContain("cancelled");
  });
});
