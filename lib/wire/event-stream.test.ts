import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "@/lib/diagnosis/events";
import { BadEventLine, decodeEvents, encodeEvent } from "./event-stream";

function started(seq: number, doing: string): RunEvent {
  return {
    seq,
    at: "2026-11-23T14:42:07.000Z",
    runId: "r1",
    type: "layer-started",
    layer: "exchange",
    startedAt: "2026-11-23T14:42:07.000Z",
    doing,
  };
}

function streamOf(chunks: readonly Uint8Array[], failure?: Error): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (failure === undefined) controller.close();
      else queueMicrotask(() => controller.error(failure));
    },
  });
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of decodeEvents(stream)) events.push(event);
  return events;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("decodeEvents", () => {
  it("gives back what was encoded, wherever the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }),
        fc.array(fc.nat()),
        async (texts, cuts) => {
          const events = texts.map((text, index) => started(index, text));
          const whole = bytes(events.map(encodeEvent).join(""));
          const edges = [...cuts.map((cut) => cut % (whole.length + 1)), 0, whole.length].sort((a, b) => a - b);
          const chunks = edges.slice(1).map((edge, index) => whole.slice(edges[index], edge));
          expect(await readAll(streamOf(chunks))).toEqual(events);
        },
      ),
    );
  });

  it("skips blank lines and carriage returns", async () => {
    const line = encodeEvent(started(1, "x")).replace("\n", "\r\n");
    expect(await readAll(streamOf([bytes(`\n\r\n${line}\n`)]))).toEqual([started(1, "x")]);
  });

  it("reads a last line that lacks its line feed", async () => {
    expect(await readAll(streamOf([bytes(encodeEvent(started(1, "x")).trimEnd())]))).toEqual([started(1, "x")]);
  });

  it("drops a last line that was cut, so that the reader resumes before it", async () => {
    const cut = encodeEvent(started(2, "y")).slice(0, 30);
    expect(await readAll(streamOf([bytes(encodeEvent(started(1, "x")) + cut)]))).toEqual([started(1, "x")]);
  });

  it.each([
    ["no JSON", "<html>"],
    ["no object", "42"],
    ["no sequence number", '{"runId":"r","type":"log"}'],
    ["a fractional sequence number", '{"seq":1.5,"runId":"r","type":"log"}'],
    ["an unknown type", '{"seq":1,"runId":"r","type":"toString"}'],
  ])("refuses a finished line that is %s", async (_, line) => {
    await expect(readAll(streamOf([bytes(`${line}\n`)]))).rejects.toThrow(BadEventLine);
  });

  it("hands on the events before the stream fails, then the failure", async () => {
    const seen: number[] = [];
    const failing = streamOf([bytes(encodeEvent(started(1, "x")))], new Error("connection reset"));
    const read = async () => {
      for await (const event of decodeEvents(failing)) seen.push(event.seq);
    };
    await expect(read()).rejects.toThrow("connection reset");
    expect(seen).toEqual([1]);
  });

  it("lets go of the stream when the reader stops early", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes(encodeEvent(started(1, "x")) + encodeEvent(started(2, "y")))),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of decodeEvents(stream)) if (event.seq === 1) break;
    expect(cancelled).toBe(true);
  });
});
