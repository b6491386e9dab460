import { describe, expect, it } from "vitest";
import { framingOf, readMessage } from "./read-message";
import { readSse } from "./read-sse";

const answer = (id: unknown, more: object = { result: { ok: true } }) =>
  JSON.stringify({ jsonrpc: "2.0", id, ...more });
const found = { kind: "result", result: { ok: true } };

describe("readSse", () => {
  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("reads events whose lines end in %s", (_, end) => {
    const text = ["event: message", "data: one", "", ": a comment", "id: 7", "data: two", "data:three", "", ""].join(
      end,
    );
    expect(readSse(text)).toEqual(["one", "two\nthree"]);
  });

  it("leaves out an event that was cut off, and takes one whose last blank line was", () => {
    expect(readSse("data: one\n\ndata: half")).toEqual(["one"]);
    expect(readSse("data: one\n")).toEqual(["one"]);
  });

  it("gives no event for data-less ones and for an empty text", () => {
    expect(readSse("event: ping\n\n")).toEqual([]);
    expect(readSse("")).toEqual([]);
  });
});

describe("readMessage", () => {
  it("finds the answer in a JSON body, and none in a batch", () => {
    expect(readMessage(answer(3), "json", 3)).toEqual(found);
    expect(readMessage(`[${answer(3)}]`, "json", 3)).toEqual({ kind: "none" });
  });

  it("passes over pings, notifications and answers to others before the answer", () => {
    const before = [
      JSON.stringify({ jsonrpc: "2.0", id: 3, method: "ping" }),
      JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: {} }),
      answer(9, { result: { ok: false } }),
    ];
    const text = [...before, answer(3)].map((data) => `event: message\r\ndata: ${data}\r\n\r\n`).join("");
    expect(readMessage(text, "sse", 3)).toEqual(found);
  });

  it("takes an error without an id as its own: a server that could not read the request has none", () => {
    const error = { error: { code: -32700, message: "Parse error" } };
    expect(readMessage(answer(null, error), "json", 3)).toMatchObject({ kind: "error", code: -32700 });
    expect(readMessage(answer(4, error), "json", 3)).toEqual({ kind: "none" });
  });

  it.each(["", "<html>", "null", '{"result":{}}', '{"jsonrpc":"2.0","id":"3","result":{}}', answer(3, { result: [] })])(
    "finds no answer in %s",
    (body) => {
      expect(readMessage(body, "json", 3)).toEqual({ kind: "none" });
    },
  );
});

it("knows an event stream by its content type alone", () => {
  expect(framingOf("text/event-stream; charset=utf-8")).toBe("sse");
  expect(framingOf("application/json")).toBe("json");
  expect(framingOf(undefined)).toBe("json");
});
