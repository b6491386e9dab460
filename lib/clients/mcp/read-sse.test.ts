import { describe, expect, it } from "vitest";
import { MessageReader } from "./read-message";
import { readSse, type SseEvent, SseReader } from "./read-sse";

const bytes = (text: string) => new TextEncoder().encode(text);

function readAll(chunks: readonly Uint8Array[]): readonly SseEvent[] {
  const reader = new SseReader();
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
}
const dataOf = (text: string) => readSse(text);

/** A small generator of numbers that is the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("a stream of events", () => {
  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("whose lines end in %s", (_, end) => {
    const lines = [
      "event: note",
      "data: one",
      "",
      ": a comment",
      "id: 7",
      "retry: 5",
      "data: two",
      "data:three",
      "",
      "",
    ];
    expect(readAll([bytes(lines.join(end))])).toEqual([
      { name: "note", data: "one" },
      { name: "message", data: "two\nthree" },
    ]);
  });

  it("is read to the half event where it breaks off, and takes one whose last blank line is missing", () => {
    expect(dataOf("data: one\n\ndata: half")).toEqual(["one"]);
    expect(dataOf("data: one\n")).toEqual(["one"]);
    expect(dataOf("data: one\r\n")).toEqual(["one"]);
  });

  it("holds no event without data", () => {
    expect(dataOf("event: ping\n\n")).toEqual([]);
    expect(dataOf("")).toEqual([]);
    expect(dataOf("id\n\nother: x\n\n")).toEqual([]);
  });

  it("keeps an event's name to itself", () => {
    expect(readAll([bytes("event: endpoint\ndata: /m\n\ndata: x\n\n")])).toEqual([
      { name: "endpoint", data: "/m" },
      { name: "message", data: "x" },
    ]);
    expect(readAll([bytes("event: lost\n\ndata: x\n\n")])).toEqual([{ name: "message", data: "x" }]);
  });

  it("takes one blank after the colon away, and no other", () => {
    expect(dataOf("data:  two blanks\n\ndata:none\n\ndata\n\ndata: a:b\n\n")).toEqual([
      " two blanks",
      "none",
      "",
      "a:b",
    ]);
  });

  it("gives an event as soon as its blank line has begun", () => {
    const reader = new SseReader();
    expect(reader.push(bytes("data: x\r\n"))).toEqual([]);
    expect(reader.push(bytes("\r"))).toEqual([{ name: "message", data: "x" }]);
    expect(reader.push(bytes("\ndata: y\n"))).toEqual([]);
    expect(reader.push(bytes("\n"))).toEqual([{ name: "message", data: "y" }]);
  });

  it("tells a CRLF that is cut apart from a CR and an empty line after text", () => {
    const reader = new SseReader();
    const chunks = ["data: a\r", "data: b", "\n", "\r", "\n"];
    expect(chunks.flatMap((chunk) => reader.push(bytes(chunk)))).toEqual([{ name: "message", data: "a\nb" }]);
  });

  it("skips a byte order mark at its beginning alone", () => {
    expect(dataOf("\uFEFFdata: x\n\n")).toEqual(["x"]);
    expect(dataOf("data: \uFEFFx\n\n")).toEqual(["\uFEFFx"]);
  });
});

const EVENTS = [
  'event: message\r\ndata: {"a":"größe ✓ 🜁"}\r\n\r\n',
  ": ping\n\n",
  "id: 1\nretry: 5\ndata: two\ndata: lines\n\n",
  "data: old\rdata: mac\r\r",
  "event: endpoint\r\ndata: /messages?session_id=1\r\n\r\n",
  "data:\n\n",
];

describe("any chunking gives the same events", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("with seed %s", (seed) => {
    const random = randomFrom(seed + 1);
    const text = Array.from({ length: 8 }, () => EVENTS[random(EVENTS.length)]).join("");
    const whole = bytes(seed % 2 === 0 ? `\uFEFF${text}` : text);
    const chunks: Uint8Array[] = [];
    for (let from = 0; from < whole.length; ) {
      const to = from + random(7);
      chunks.push(whole.slice(from, to));
      from = to;
    }
    const each = Array.from(whole, (byte) => Uint8Array.of(byte));
    const expected = readAll([whole]);
    expect(expected.length).toBeGreaterThan(0);
    expect(readAll(chunks)).toEqual(expected);
    expect(readAll(each)).toEqual(expected);
  });
});

it("reads a big event byte by byte in one pass", () => {
  const result = { big: "x".repeat(400_000) };
  const body = bytes(`data: ${JSON.stringify({ jsonrpc: "2.0", id: 3, result })}\n\n`);
  const reader = new MessageReader("sse", 3);
  const began = performance.now();
  const done = Array.from(body, (byte) => reader.push(Uint8Array.of(byte)));
  expect(done.indexOf(true)).toBe(body.length - 1);
  expect(reader.end()).toEqual({ kind: "result", result });
  // One look at each byte takes some tenths of a second; one at all bytes so far for each would take minutes.
  expect(performance.now() - began).toBeLessThan(10_000);
});
