import { describe, expect, it } from "vitest";
import { foreignAnswer, isHtmlAnswer } from "./foreign-answer";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("an answer put together", () => {
  it("holds its body as text and, where it is, as JSON", () => {
    expect(foreignAnswer(401, { a: "b" }, bytes('{"x":1}'))).toEqual({
      status: 401,
      headers: { a: "b" },
      text: '{"x":1}',
      json: { x: 1 },
    });
    expect(foreignAnswer(200, {}, "no JSON")).toEqual({ status: 200, headers: {}, text: "no JSON", json: undefined });
    expect(foreignAnswer(200, {}, "null").json).toBeNull();
    expect(foreignAnswer(200, {}, "").json).toBeUndefined();
  });

  it("skips one byte order mark before its body", () => {
    for (const body of [bytes('\uFEFF{"x":1}'), '\uFEFF{"x":1}']) {
      expect(foreignAnswer(200, {}, body)).toMatchObject({ text: '{"x":1}', json: { x: 1 } });
    }
    expect(foreignAnswer(200, {}, "x\uFEFF").text).toBe("x\uFEFF");
  });
});

describe("a page", () => {
  const page = (type: string, text: string) => isHtmlAnswer(foreignAnswer(200, { "content-type": type }, text));

  it.each([
    ["text/html; charset=utf-8", "x"],
    [" TEXT/HTML", ""],
    ["application/xhtml+xml", ""],
    ["text/plain", "<!DOCTYPE html><p>"],
    ["application/json", " \n<HTML lang=en>"],
    ["", `${" ".repeat(194)}<html`],
  ])("is told by its type or its first words: %s %j", (type, text) => {
    expect(page(type, text)).toBe(true);
  });

  it.each([
    ["application/json", '{"a":"<html>"}'],
    ["text/plain; was=text/html", "x"],
    ["text/xml", "<doc/>"],
    ["", `${" ".repeat(300)}<html>`],
    ["", ""],
  ])("is not seen in anything else: %s %j", (type, text) => {
    expect(page(type, text)).toBe(false);
  });

  it("needs no type", () => {
    expect(isHtmlAnswer({ headers: {}, text: "<html>" })).toBe(true);
    expect(isHtmlAnswer({ headers: {}, text: "x" })).toBe(false);
  });
});
