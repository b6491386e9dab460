import { describe, expect, it } from "vitest";
import { payloadFailure } from "./payload-failure";
import { readPayload } from "./read-payload";

const text = (value: unknown) => ({
  content: [{ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) }],
});
const failure = (result: object) => payloadFailure({ ...result }, readPayload({ ...result }));
const said = (value: unknown) => failure({ ...text(value), isError: false })?.message ?? null;
const list = { success: true, buckets: [], count: 0 };

describe("payloadFailure", () => {
  it.each<[string, unknown, string]>([
    ["an error without a success member", { error: "AccessDenied", bucket: "b" }, "AccessDenied"],
    ["success false", { success: false, error: "GraphQL query not authorized" }, "GraphQL query not authorized"],
    ["success false without words", { success: false }, "success is false"],
    ["success null", { success: null }, "success is null"],
    ["success as a word", { success: "yes" }, 'success is "yes"'],
    ["ok false", { ok: false, data: [1] }, "ok is false"],
    ["an error object", { error: { message: "no" } }, "no"],
    ["an error list", { error: ["no"] }, "no"],
    ["an error that is true", { error: true, note: "x" }, "an error without words"],
    ["isError in the payload", { isError: true, note: 1 }, "an error without words"],
    ["is_error in the payload", { is_error: true, message: "no" }, "no"],
    ["GraphQL errors without data", { data: null, errors: [{ message: "no such field" }] }, "no such field"],
    ["GraphQL errors beside data", { data: { me: 1 }, errors: [{ message: "no such field" }] }, "no such field"],
    ["FastAPI's detail", { detail: "Not authenticated" }, "Not authenticated"],
    ["FastAPI's list of details", { detail: [{ loc: ["query"], msg: "Field required" }] }, "Field required"],
    ["a problem of RFC 9457", { type: "about:blank", title: "Not Found", status: 404 }, "Not Found"],
    ["a status beside a message", { status: 404, message: "no such page", id: 7 }, "no such page"],
    ["a status as text", { statusCode: "502", message: "upstream failed", id: 7 }, "upstream failed"],
    ["JSend's fail", { status: "fail", message: "it went wrong", data: null }, "it went wrong"],
    ["a list of nothing but failures", [{ error: "first" }, { success: false }], "first"],
    ["a failure in a wrapper", { data: { response: { success: false } } }, "success is false"],
    ["a failure as JSON in a wrapper's string", { data: '{"output":"{\\"ok\\":false}"}' }, "ok is false"],
    ["a page in a wrapper", { body: "<html>" }, "an HTML page"],
    ["a page", "<!doctype html><title>Sign in</title>", "an HTML page: Sign in"],
    ["a page without a title", "<html>", "an HTML page"],
  ])("sees %s, whatever isError says", (_, value, message) => {
    expect(said(value)).toBe(message);
  });

  it.each<[string, unknown]>([
    ["a success", list],
    ["an error that is null", { ...list, error: null }],
    ["an error that is empty", { data: [1], error: "" }],
    ["errors that are none", { data: [1], errors: [], error: {} }],
    ["a count of errors", { errors: 3, files: 7 }],
    ["ok as MongoDB says it", { ok: 1 }],
    ["a detail of something", { id: 7, name: "a", detail: "made of wood" }],
    ["a status of something", { status: 404, url: "https://a.example", seen: 2 }],
    ["a status that is no failure", { status: 200, message: "done" }],
    ["a status of three letters", { status: "abc", message: "x", id: 1 }],
    ["a job that failed", { status: "failed", job: 7 }],
    ["a code beside words", { code: 600, message: "x" }],
    ["data in the form of an error", { status: "error", data: { rows: [1] } }],
    ["a list with a failure among others", [{ id: 1 }, { error: "x" }]],
    ["an empty list", []],
    ["a list of words", ["error"]],
    ["a failure deep inside", { a: { success: false }, b: 1 }],
    ["words", "error: it failed"],
    ["a message alone", { message: "pong" }],
  ])("sees none in %s", (_, value) => {
    expect(said(value)).toBeNull();
  });

  it.each(["503 Service Unavailable", " Bad Gateway\n", "504 Gateway Time-out", "HTTP Error 502: Bad Gateway"])(
    "sees the status of a service in place of data: %j",
    (words) => {
      expect(said(words)).toBe(words.trim());
      expect(failure({ ...text(words), structuredContent: { result: words } })?.message).toBe(words.trim());
    },
  );

  it.each<[string, object]>([
    ["among other words", text("the list of 503 Service Unavailable")],
    ["at the end of a document", text("what it means: 503 Service Unavailable")],
    ["beside data", { ...text("503 Service Unavailable"), structuredContent: list }],
    ["as one of several answers", { content: [...text("fine").content, ...text("Bad Gateway").content] }],
  ])("sees none in a status %s", (_, result) => {
    expect(failure({ ...result, isError: false })).toBeNull();
  });

  it("looks into every part", () => {
    expect(failure({ ...text({ success: false, error: "no" }), structuredContent: list })?.message).toBe("no");
    const second = { content: [...text("fine").content, ...text({ ok: false, error: "no" }).content] };
    expect(failure(second)).toEqual({ value: { ok: false, error: "no" }, message: "no" });
  });

  it("sees isError, in the words of the blocks or of their JSON", () => {
    const validation = "1 validation error for call[bucket_list]";
    expect(failure({ ...text(validation), isError: true })).toEqual({ value: validation, message: validation });
    expect(failure({ isError: true })).toEqual({ value: "", message: "the tool reports an error" });
    expect(failure({ ...text({ note: "x" }), isError: true })).toEqual({
      value: { note: "x" },
      message: '{"note":"x"}',
    });
    expect(failure({ ...text({ message: "no" }), isError: true })).toEqual({ value: { message: "no" }, message: "no" });
  });

  it("says no more than 300 characters", () => {
    expect(said({ error: "x".repeat(400) })).toHaveLength(300);
    expect(said(`<html><title>${"x".repeat(400)}</title>`)?.length).toBeLessThanOrEqual(300);
    expect(failure({ ...text("x".repeat(400)), isError: true })?.message).toHaveLength(300);
  });

  it("looks a few steps deep only", () => {
    expect(said({ data: { data: { data: { success: false } } } })).toBe("success is false");
    expect(said({ data: { data: { data: { data: { success: false } } } } })).toBeNull();
  });
});
