import { describe, expect, it } from "vitest";
import { framingOf, MessageReader, readMessage } from "./read-message";

const answer = (id: unknown, more: object = { result: { ok: true } }) =>
  JSON.stringify({ jsonrpc: "2.0", id, ...more });
const found = { kind: "result", result: { ok: true } };

describe("readMessage", () => {
  it("finds the answer in a JSON body, and in a batch", () => {
    expect(readMessage(answer(3), "json", 3)).toEqual(found);
    expect(readMessage(`[${answer(3)}]`, "json", 3)).toEqual(found);
    expect(readMessage(`[${answer(2, { result: {} })},${answer(3)}]`, "json", 3)).toEqual(found);
    expect(readMessage(`data: [${answer(3)}]\n\n`, "sse", 3)).toEqual(found);
    expect(readMessage(`[[${answer(3)}]]`, "json", 3)).toEqual({ kind: "none" });
    expect(readMessage("[]", "json", 3)).toEqual({ kind: "none" });
  });

  it("says of an answer whether it stood in a batch", () => {
    const read = (body: string) => {
      const reader = new MessageReader("json", 3);
      reader.push(new TextEncoder().encode(body));
      reader.end();
      return reader.isBatch;
    };
    expect([read(`[${answer(3)}]`), read(answer(3)), read(`[${answer(4)}]`)]).toEqual([true, false, false]);
  });

  it("skips a byte order mark", () => {
    expect(readMessage(`\uFEFF${answer(3)}`, "json", 3)).toEqual(found);
    expect(readMessage(`\uFEFFdata: ${answer(3)}\n\n`, "sse", 3)).toEqual(found);
  });

  it("keeps the first answer", () => {
    const second = answer(3, { result: { ok: false } });
    expect(readMessage(`data: ${answer(3)}\n\ndata: ${second}\n\n`, "sse", 3)).toEqual(found);
    expect(readMessage(`[${answer(3)},${second}]`, "json", 3)).toEqual(found);
  });

  it("keeps what an error says beside its message", () => {
    const data = { supported: ["2025-11-25"] };
    expect(readMessage(answer(3, { error: { code: -32602, message: "m", data } }), "json", 3)).toEqual({
      kind: "error",
      code: -32602,
      message: "m",
      data,
    });
    expect(readMessage(answer(3, { error: { code: -32602, message: "m" } }), "json", 3)).not.toHaveProperty("data");
  });

  it.each(["elicitation/create", "sampling/createMessage", "roots/list"])(
    "passes over %s where the answer follows, and says that it was asked where none does",
    (method) => {
      const asks = `data: ${JSON.stringify({ jsonrpc: "2.0", id: 0, method, params: {} })}\n\n`;
      expect(readMessage(`${asks}data: ${answer(3)}\n\n`, "sse", 3)).toEqual(found);
      expect(readMessage(asks, "sse", 3)).toEqual({ kind: "asks", method });
    },
  );

  it("is asked nothing by pings and notifications", () => {
    const ping = `data: ${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" })}\n\n`;
    const note = `data: ${JSON.stringify({ jsonrpc: "2.0", method: "sampling/createMessage" })}\n\n`;
    expect(readMessage(ping + note, "sse", 3)).toEqual({ kind: "none" });
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
    expect(readMessage(answer("server-error", error), "json", 3)).toMatchObject({ kind: "error", code: -32700 });
    expect(readMessage(answer(undefined, error), "json", 3)).toMatchObject({ kind: "error", code: -32700 });
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
