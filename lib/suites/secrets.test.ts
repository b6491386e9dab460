import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "@/lib/diagnosis/events";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { toJsonReport, toJsonText } from "@/lib/report/formats/to-json";
import { toPretty } from "@/lib/report/formats/to-pretty";
import type { Runtime } from "@/lib/run/create-runtime";
import { encodeEvent } from "@/lib/wire/event-stream";
import { type Leak, LeakSearch, type Plant } from "./leak-search";
import { proxyStack } from "./mutating-proxy";
import { plantsOf } from "./planted-secrets";
import {
  createTestRuntime,
  foldEvents,
  type LabRun,
  mapScenarios,
  mapSome,
  runStack,
  type TestRuntime,
} from "./run-lab";
import { echoes } from "./secret-echoing-servers";
import { tapServers, type WireTap } from "./wire-tap";

let lab: Lab;
let tap: WireTap;
let closed: TestRuntime;
let open: TestRuntime;

beforeAll(async () => {
  lab = await startLab();
  tap = tapServers();
  [closed, open] = await Promise.all([createTestRuntime(), createTestRuntime("off")]);
});

afterAll(async () => {
  tap.close();
  await lab.close();
});

function plantsIn(stack: LabStack, { events }: LabRun): readonly Plant[] {
  const traces = new Set(events.flatMap((event) => (event.type === "exchange" ? [event.exchange.traceId] : [])));
  return plantsOf(
    stack,
    tap.requests.filter(({ traceId }) => traceId !== null && traces.has(traceId)),
  );
}

/** Everything that leaves the engine: events, the reports made of them, and crash reports. */
function searchRun(plants: readonly Plant[], { view, events }: LabRun, crashes: readonly string[]): readonly Leak[] {
  const search = new LeakSearch(plants);
  const inEvents = events.flatMap((event) => search.search(event, event.type));
  const report = search.search(toJsonReport(view), "report");
  const pretty = toPretty(view, { colour: false, verbose: true }).split("\n");
  return [...inEvents, ...report, ...search.search(pretty, "pretty"), ...search.search(crashes, "crash")];
}

/** The texts as they leave: JSON text may hold what no single value of it does. */
function searchTexts(plants: readonly Plant[], { view, events }: LabRun): readonly string[] {
  const texts = [events.map(encodeEvent).join(""), toJsonText(view), toPretty(view, { colour: true, verbose: true })];
  return plants.filter(({ value }) => texts.some((text) => text.includes(value))).map(({ label }) => label);
}

function lines(id: string, leaks: readonly Leak[]): readonly string[] {
  return [...new Set(leaks.map(({ place, form, secret }) => `${id}: ${secret}, ${form}, in ${place}`))];
}

describe("the events, reports and crash reports of every scenario", () => {
  interface Case {
    readonly id: string;
    readonly planted: number;
    readonly leaks: readonly string[];
    readonly whole: readonly string[];
  }
  let cases: readonly Case[] = [];
  beforeAll(async () => {
    cases = await mapScenarios(lab, async (stack) => {
      const run = await runStack(stack, { runtime: closed.runtime });
      const plants = plantsIn(stack, run);
      const leaks = lines(stack.scenario, searchRun(plants, run, []));
      return { id: stack.scenario, planted: plants.length, leaks, whole: searchTexts(plants, run) };
    });
  }, 180_000);

  it("come with secrets enough to find", () => {
    expect(cases.map(({ id }) => id)).toEqual(lab.scenarios.map(({ id }) => id));
    expect(cases.filter(({ planted }) => planted < 3)).toEqual([]);
    expect(cases.filter(({ planted }) => planted >= 8).length).toBeGreaterThan(100);
  });

  it("hold none of them, in no encoding and in no part", () => {
    expect(cases.flatMap(({ leaks }) => leaks)).toEqual([]);
    expect(cases.flatMap(({ id, whole }) => whole.map((label) => `${id}: ${label}`))).toEqual([]);
  });

  it("hold nothing of our own crashes, for there was none", () => {
    expect(closed.crashes).toEqual([]);
  });
});

/** A healthy stack whose answers, headers and logs give secrets back. */
async function runEcho(index: number, { runtime, crashes }: TestRuntime): Promise<readonly Leak[]> {
  const echo = echoes[index];
  if (echo === undefined) throw new Error("no such echo");
  const stack = await lab.baseline();
  const proxied = await proxyStack(stack);
  try {
    const logPath = String(stack.target.logs?.[0]?.path);
    proxied.setRewrite(echo.rewrite({ token: stack.token, logPath }));
    const run = await runStack(stack, { runtime, target: proxied.target });
    return searchRun(plantsIn(stack, run), run, crashes);
  } finally {
    await proxied.close();
    await stack.close();
  }
}

describe("servers that give secrets back", () => {
  let kept: readonly (readonly Leak[])[] = [];
  let lost: readonly (readonly Leak[])[] = [];
  beforeAll(async () => {
    const indexes = [...echoes.keys()];
    kept = await mapSome(indexes, 4, (index) => runEcho(index, closed));
    lost = await mapSome(indexes, 4, (index) => runEcho(index, open));
  }, 180_000);

  it("are not repeated", () => {
    expect(echoes.flatMap(({ name }, index) => lines(name, kept[index] ?? []))).toEqual([]);
  });

  it("would be repeated with redaction switched off, each where it speaks", () => {
    const silent = echoes.filter(({ channel }, index) => !(lost[index] ?? []).some(({ place }) => channel.test(place)));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

describe("with redaction switched off", () => {
  it("the same search finds the credentials of a healthy run in every channel", async () => {
    const stack = await lab.baseline();
    const run = await runStack(stack, { runtime: open.runtime });
    const leaks = searchRun(plantsIn(stack, run), run, []);
    await stack.close();
    const places = new Set(leaks.map(({ place }) => place));
    expect(places).toContain("exchange.exchange.requestHeaders.authorization");
    expect(places).toContain("exchange.exchange.requestHeaders.x-amz-security-token");
    expect(places).toContain("exchange.exchange.bodyExcerpt");
    expect(places).toContain("report.layers.exchanges.requestHeaders.authorization");
  });

  it("the text report gives away what a server says", async () => {
    const index = echoes.findIndex(({ name }) => name === "the exchange names the token that it refuses");
    const places = new Set((await runEcho(index, open)).map(({ place }) => place));
    expect(places).toContain("pretty");
    expect(places).toContain("layer-finished.result.findings.evidence.message");
  });
});

describe("a crash of our own", () => {
  /** Chance that fails, with a secret in its words. */
  function failing(runtime: Runtime, words: string): Runtime {
    let calls = 0;
    return {
      ...runtime,
      random: (bytes) => {
        calls += 1;
        if (calls > 12) throw new Error(words);
        return runtime.random(bytes);
      },
    };
  }

  async function crash(made: TestRuntime, encode: (token: string) => string): Promise<readonly Leak[]> {
    const stack = await lab.baseline();
    const before = made.crashes.length;
    const run = await runStack(stack, { runtime: failing(made.runtime, `cannot draw for ${encode(stack.token)}`) });
    await stack.close();
    expect(run.view.layers.map(({ status }) => status)).toContain("tool-error");
    const crashes = made.crashes.slice(before);
    expect(crashes.length).toBeGreaterThan(0);
    return searchRun(plantsIn(stack, run), run, crashes);
  }

  it.each([
    ["as it is", (token: string) => token],
    ["in base64", (token: string) => Buffer.from(`.${token}`).toString("base64")],
    ["in hex", (token: string) => Buffer.from(token).toString("hex")],
  ])("is reported without the token that its words hold %s", async (_, encode) => {
    expect(await crash(closed, encode)).toEqual([]);
    expect((await crash(open, encode)).map(({ place }) => place)).toContain("crash");
  });
});

/** Keeps the fold honest: what is searched is what a follower gets. */
it("searches events that fold to the searched view", async () => {
  const stack = await lab.baseline();
  const { view, events } = await runStack(stack, { runtime: closed.runtime });
  await stack.close();
  const parsed: readonly RunEvent[] = events.map((event) => JSON.parse(encodeEvent(event)));
  expect(foldEvents(parsed)).toStrictEqual(view);
});
