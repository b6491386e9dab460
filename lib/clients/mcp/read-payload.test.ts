import { describe, expect, it } from "vitest";
import { payloadFailure, readPayload } from "./read-payload";

const text = (value: unknown) => ({
  content: [{ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) }],
});
const list = { success: true, buckets: [], count: 0 };

describe("readPayload", () => {
  it.each([
    ["a wrapped union", { ...text(list), structuredContent: { result: list } }],
    ["a plain object", { ...text("other"), structuredContent: list }],
    ["JSON in the first text block", text(list)],
  ])("unwraps %s", (_, result) => {
    expect(readPayload(result).object).toEqual(list);
  });

  it("keeps a result member beside others: that is the tool's own", () => {
    const own = { result: { a: 1 }, success: true };
    expect(readPayload({ structuredContent: own }).object).toEqual(own);
  });

  it("has no object for prose", () => {
    expect(readPayload(text("done"))).toEqual({ object: null, text: "done" });
    expect(readPayload({})).toEqual({ object: null, text: "" });
  });
});

describe("payloadFailure", () => {
  const failure = (object: object, more: object = {}) => {
    const result = { ...text(object), structuredContent: object, ...more };
    return payloadFailure(result, readPayload(result));
  };

  it.each([
    ["an error without a success member", { error: "AccessDenied", bucket: "b" }, "AccessDenied"],
    ["success false", { success: false, error: "GraphQL query not authorized" }, "GraphQL query not authorized"],
    ["success false without words", { success: false }, "success is false"],
    ["success null", { success: null }, "success is null"],
    ["success as a word", { success: "yes" }, 'success is "yes"'],
    ["an error object", { error: { message: "no" } }, "no"],
    ["an error list", { error: ["no"] }, '["no"]'],
  ])("sees %s, whatever isError says", (_, object, said) => {
    expect(failure(object, { isError: false })).toBe(said);
  });

  it("sees isError", () => {
    const result = { ...text("1 validation error for call[bucket_list]"), isError: true };
    expect(payloadFailure(result, readPayload(result))).toBe("1 validation error for call[bucket_list]");
    expect(payloadFailure({ isError: true }, { object: null, text: "" })).toBe("the tool reports an error");
  });

  it("sees none in a success", () => {
    expect(failure(list)).toBeNull();
    expect(failure({ ...list, error: null })).toBeNull();
  });
});
