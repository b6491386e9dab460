import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerReason, bodyText, foreignOf, isHtml, jsonObject } from "./read-answer";
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

describe("the reason of an answer", () => {
  it.each([
    [testAnswer(401, { message: "no such user" }), "no such user"],
    [testAnswer(401, "Jwt issuer is not configured"), "Jwt issuer is not configured"],
    [
      testAnswer(401, { message: null }, { "x-amzn-errortype": "AuthorizerConfigurationException" }),
      "AuthorizerConfigurationException",
    ],
    [testAnswer(403, "<html><title>403 Forbidden</title></html>"), "403 Forbidden"],
    [testAnswer(401, ""), null],
    [failure, null],
  ])("is read wherever it stands", (answer, reason) => {
    expect(answerReason(answer)).toBe(reason);
  });
});

describe("an answer taken apart", () => {
  const marked = testAnswer(200, '\uFEFF{"a":1}');

  it("has no byte order mark before it", () => {
    expect(marked.body[0]).toBe(0xef);
    expect(jsonObject(marked)).toEqual({ a: 1 });
    expect(bodyText(marked)).toBe('{"a":1}');
  });

  it("is taken apart once", () => {
    expect(foreignOf(marked)).toBe(foreignOf(marked));
    expect(foreignOf(failure)).toBeNull();
    expect(foreignOf(testAnswer(418, "x", { a: "b" }))).toMatchObject({ status: 418, headers: { a: "b" }, text: "x" });
  });
});
