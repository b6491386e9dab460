import { expect, it } from "vitest";
import { z } from "zod";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Exchange } from "@/lib/diagnosis/model";
import { exchangeOf } from "@/lib/diagnosis/test-events";
import { defineLogSource, type LogSource, type LogTools, type RawLogLine } from "./log-source";
import { RunLogs } from "./run-logs";

const trace = "a".repeat(32);
const raw: RawLogLine = {
  source: "registry",
  atMs: null,
  level: "warn",
  message: "no",
  traceId: trace,
  requestId: null,
};
const send = () => Promise.reject(new Error("no network here"));

function typeOf(read: LogSource["read"], seen: LogTools[] = []) {
  return defineLogSource({
    type: "test",
    schema: z.strictObject({ name: z.string() }),
    place: ({ name }) => name,
    open: async (_, tools) => {
      seen.push(tools);
      return { read, close: async () => {} };
    },
  });
}

async function open(read: LogSource["read"], settings: Record<string, unknown>, seen: LogTools[] = []) {
  const events: RunEventBody[] = [];
  const exchanges = new Map<string, readonly Exchange[]>();
  const logs = await RunLogs.open({
    ...{ sources: [{ type: "test", ...settings }], types: [typeOf(read, seen)], exchanges, door: { send } },
    ...{ now: () => 1_000, startedAtMs: 5, emit: (body) => events.push(body) },
  });
  return { logs, exchanges, events };
}

it("keeps a line that came before its request, and places it once", async () => {
  const answers: (readonly RawLogLine[])[] = [[raw], []];
  const { logs, exchanges, events } = await open(async () => answers.shift() ?? [], { name: "a" });
  logs.look();
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(events).toEqual([]);
  exchanges.set("exchange", [{ ...exchangeOf("exchange-1"), traceId: trace }]);
  await logs.collect(true);
  await logs.close();
  expect(events).toMatchObject([{ type: "log", layer: "exchange", line: { message: "no", matchedBy: "traceId" } }]);
});

it("looks again at a source that was silent, as long as its time allows", async () => {
  let reads = 0;
  const read = async () => {
    reads += 1;
    return reads < 3 ? [] : [raw];
  };
  const { logs, exchanges, events } = await open(read, { name: "a", settleMs: 5_000 });
  exchanges.set("exchange", [{ ...exchangeOf("exchange-1"), traceId: trace }]);
  await logs.collect(true);
  expect([reads, events.length]).toEqual([3, 1]);
});

it("does not look again in a run that was stopped, or that sent nothing", async () => {
  let reads = 0;
  const read = async () => {
    reads += 1;
    return [];
  };
  const stopped = await open(read, { name: "a", settleMs: 5_000 });
  stopped.exchanges.set("exchange", [exchangeOf("exchange-1")]);
  await stopped.logs.collect(false);
  const idle = await open(read, { name: "a", settleMs: 5_000 });
  await idle.logs.collect(true);
  expect(reads).toBe(2);
});

it("lends its sources door, clock and start, and tells them when the run is over", async () => {
  const seen: LogTools[] = [];
  const { logs } = await open(async () => [], { name: "a" }, seen);
  expect(seen).toMatchObject([{ startedAtMs: 5, door: { send } }]);
  expect([seen[0]?.now(), seen[0]?.signal.aborted]).toEqual([1_000, false]);
  await logs.close();
  expect(seen[0]?.signal.aborted).toBe(true);
});

it("says what is wrong with settings that nobody checked", async () => {
  const { events } = await open(async () => [], { nmae: "a" });
  expect(events).toMatchObject([{ type: "log", layer: null, line: { source: "test", level: "error", purpose: null } }]);
});
