import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyText, errorText, isHtml, jsonObject, namesCredential } from "./read-answer";
import { testAnswer, testFailure } from "./test-context";

const failure = testFailure("unreachable");

describe("a page in place of an answer", () => {
  it.each([
    ["text/html; charset=utf-8", "Sign in"],
    ["TEXT/HTML", ""],
    ["application/xhtml+xml", "<x/>"],
    ["text/plain", "<!DOCTYPE html><title>Sign in</title>"],
    ["", " \n\t<html lang=en>"],
    ["application/json", "<HTML>"],
  ])("is told by its type or its first words: %s %j", (type, body) => {
    expect(isHtml(testAnswer(200, body, { "content-type": type }))).toBe(true);
  });

  it.each([
    ["application/json", '{"page":"<html>"}'],
    ["text/xml", "<ListBucketResult><Name>html</Name></ListBucketResult>"],
    ["text/plain", `${" ".repeat(300)}<html>`],
    ["text/plain", "a <html> page"],
    ["", ""],
  ])("is not seen in anything else: %s", (type, body) => {
    expect(isHtml(testAnswer(200, body, { "content-type": type }))).toBe(false);
  });

  it("needs no type at all", () => {
    expect(isHtml(testAnswer(200, "<html>"))).toBe(true);
    expect(isHtml(testAnswer(200, "plain"))).toBe(false);
  });

  it("is not what a request without an answer gives", () => {
    expect(isHtml(failure)).toBe(false);
    expect(isHtml({ ...failure, status: 200, headers: { "content-type": "text/html" } })).toBe(false);
    expect(bodyText(failure)).toBe("");
    expect(jsonObject(failure)).toBeNull();
  });
});

describe("the JSON object of an answer", () => {
  it.each([[{}], [{ a: null, b: [1] }]])("is read as it is: %j", (body) => {
    expect(jsonObject(testAnswer(200, body))).toEqual(body);
  });

  it.each(["", "null", "[1]", "[]", '"text"', "7", "true", "{", '{"a":1} x', "<html>"])("is not seen in %j", (body) => {
    expect(jsonObject(testAnswer(200, body))).toBeNull();
  });

  it("is an object or nothing, whatever bytes come", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (body) => {
        const read = jsonObject({ ...testAnswer(200), body });
        expect(read === null || (typeof read === "object" && !Array.isArray(read))).toBe(true);
      }),
    );
  });
});

describe("the error text of an answer", () => {
  it.each([
    [{ message: "a", error: "b" }, "a"],
    [{ message: "", error: "b" }, "b"],
    [{ error: { code: 1 }, error_description: "c" }, "c"],
    [{ detail: "d" }, "d"],
    [{ reason: "e" }, null],
    [{}, null],
    [null, null],
  ])("of %j is %j", (body, text) => {
    expect(errorText(body)).toBe(text);
  });

  it("is cut, for it is the server's", () => {
    expect(errorText({ message: "x".repeat(500) })).toBe("x".repeat(200));
  });
});

describe("an error that names the caller's credential", () => {
  it.each([
    "Token has expired",
    "invalid tokens",
    "bad Credential",
    "credentials rejected",
    "malformed JWT",
    "Bearer expected",
    "missing Authorization header",
    "no authorisation",
    "please authenticate",
    "Authentication required",
    "unknown API key",
    "Log in first",
    "not logged in",
    "login needed",
    "bad signature",
  ])("is seen in %j", (text) => {
    expect(namesCredential(text)).toBe(true);
  });

  it.each([
    null,
    "",
    "bucket not found",
    "tokenizer failed",
    "author unknown",
    "internal error",
    "a catalogue of keys",
  ])("is not seen in %j", (text) => {
    expect(namesCredential(text)).toBe(false);
  });
});
