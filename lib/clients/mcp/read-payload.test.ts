import { describe, expect, it } from "vitest";
import { payloadContains, readPayload } from "./read-payload";

const block = (value: unknown) => ({ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) });
const text = (...values: readonly unknown[]) => ({ content: values.map(block) });
const list = { success: true, buckets: [], count: 0 };

describe("readPayload", () => {
  it.each([
    ["a wrapped union", { ...text(list), structuredContent: { result: list } }],
    ["a plain object", { ...text("other"), structuredContent: list }],
    ["JSON in a text block", text(list)],
    ["JSON in a string in result", { ...text(list), structuredContent: { result: JSON.stringify(list) } }],
    ["JSON in a string in a string", text(JSON.stringify(JSON.stringify(list)))],
    ["result in a string in result", text(JSON.stringify({ result: JSON.stringify({ result: list }) }))],
    ["JSON behind blanks", text(`\n  ${JSON.stringify(list)}`)],
    ["an embedded resource", { content: [{ type: "resource", resource: { uri: "a", text: JSON.stringify(list) } }] }],
    ["what a resource holds", { contents: [{ uri: "a", text: JSON.stringify(list) }] }],
  ])("unwraps %s", (_, result) => {
    expect(readPayload(result).value).toEqual(list);
  });

  it.each<[string, unknown]>([
    ["an array", [{ id: 1 }]],
    ["a word", "done"],
    ["a number in a string, which stays what it is", "42"],
    ["prose that begins like JSON", "{not json"],
  ])("unwraps %s", (_, value) => {
    expect(readPayload(text(value)).value).toEqual(value);
    expect(readPayload({ structuredContent: { result: value } }).value).toEqual(value);
  });

  it("keeps a result member beside others, or of nothing: that is the tool's own", () => {
    const own = { result: { a: 1 }, success: true };
    expect(readPayload({ structuredContent: own }).value).toEqual(own);
    expect(readPayload({ structuredContent: { result: null } }).value).toEqual({ result: null });
  });

  it("reads several blocks as a list, and each by itself", () => {
    const result = { ...text({ id: 1 }, { id: 2 }), structuredContent: { a: 1 } };
    expect(readPayload(result)).toEqual({
      value: { a: 1 },
      readings: [{ a: 1 }, [{ id: 1 }, { id: 2 }], { id: 1 }, { id: 2 }],
      parts: [{ a: 1 }, { id: 1 }, { id: 2 }],
      texts: ['{"id":1}', '{"id":2}'],
      text: '{"id":1}\n{"id":2}',
    });
    expect(readPayload(text("Found two:", [1, 2])).readings).toEqual(["Found two:", [1, 2]]);
    expect(readPayload(text({ id: 1 })).readings).toEqual([{ id: 1 }]);
  });

  it("has nothing where nothing is given", () => {
    const nothing = { value: "", readings: [], parts: [], texts: [], text: "" };
    expect(readPayload({})).toEqual(nothing);
    expect(readPayload({ content: "no list", structuredContent: null, contents: [1, { text: 2 }] })).toEqual(nothing);
  });

  it("shows the beginning alone, and reads no more than a thousand blocks", () => {
    expect(readPayload(text("x".repeat(600))).text).toBe("x".repeat(500));
    expect(readPayload(text(...Array.from({ length: 1_001 }, () => "a"))).texts).toHaveLength(1_000);
  });

  it("unwraps a few times only", () => {
    let nested: unknown = list;
    for (let depth = 0; depth < 7; depth += 1) nested = { result: nested };
    expect(readPayload({ structuredContent: nested }).value).toEqual({ result: list });
  });
});

describe("payloadContains", () => {
  it.each<[string, object]>([
    ["a text", text("Found raw/README.md in two places")],
    ["a later block", text("nothing here", "raw/README.md")],
    ["a structure", { structuredContent: { items: [{ key: "raw/README.md" }] } }],
    ["a string in a structure", { structuredContent: { result: "raw/README.md" } }],
  ])("finds it in %s", (_, result) => {
    expect(payloadContains(readPayload({ ...result }), "README")).toBe(true);
    expect(payloadContains(readPayload({ ...result }), "readme")).toBe(false);
  });

  it("finds what JSON writes in another way", () => {
    const payload = readPayload({ structuredContent: { said: 'a "b"\n' } });
    expect(payloadContains(payload, 'a "b"\n')).toBe(true);
    expect(payloadContains(readPayload(text({ said: 'a "b"' })), 'a "b"')).toBe(true);
    expect(payloadContains(readPayload({}), "a")).toBe(false);
  });
});
