import { describe, expect, it } from "vitest";
import { testAnswer, testFailure } from "../shared/test-context";
import { credentials, registryContext } from "./test-exchange";

const html = { "content-type": "text/html" };
const json = (change: object) => testAnswer(200, { ...credentials, ...change });

describe("which answers bring out the controls", () => {
  it.each([
    [testAnswer(401, {}), true],
    [testAnswer(400, { message: "no" }), true],
    [testAnswer(200, { message: "no" }), true],
    [testAnswer(404, {}), true],
    [testAnswer(200, "gone"), false],
    [testAnswer(200, "<html>", html), false],
    [testAnswer(401, "<html>", html), false],
    [testAnswer(302, "", { location: "https://a.test" }), false],
    [testAnswer(500, {}), false],
    [testFailure("too-large"), false],
  ])("any parseable one does (%#)", async (real, sent) => {
    const context = registryContext({ real });
    await context.run();
    expect(context.sent.map(({ purpose }) => purpose).includes("control:tampered")).toBe(sent);
    expect(context.controls.map(({ note }) => note === "not sent")).toEqual([!sent, !sent, !sent]);
    expect(context.controls.some(({ counts }) => counts)).toBe(false);
  });

  it.each([
    [testAnswer(401, {}), "refused"],
    [testAnswer(403, ""), "refused"],
    [testAnswer(400, { message: "the token is malformed" }), "refused"],
    [testAnswer(422, { error: "bad signature" }), "refused"],
    [testAnswer(499, { error: "bad signature" }), "refused"],
    [testAnswer(400, { message: "something else" }), "no-answer"],
    [testAnswer(404, { message: "no such token" }), "no-answer"],
    [testAnswer(200, { message: "bad token" }), "no-answer"],
    [testAnswer(200, "bad token"), "no-answer"],
    [testAnswer(401, "<html>", html), "no-answer"],
    [testAnswer(500, { message: "bad token" }), "no-answer"],
    [testAnswer(429, { message: "bad token" }), "no-answer"],
    [testFailure("unreachable"), "no-answer"],
    [json({}), "accepted"],
    [testAnswer(201, credentials), "no-answer"],
  ])("a control that gets one is refused, accepted or not answered (%#)", async (control, observed) => {
    const context = registryContext({ control });
    await context.run();
    expect(context.controls.map((seen) => seen.observed)).toEqual([observed, observed, observed]);
  });

  it.each([
    [testAnswer(401, { message: "bad token" }), "bad token"],
    [testAnswer(400, {}), "no credentials in it"],
    [testAnswer(200, "gone"), "not JSON"],
    [testAnswer(200, "<html>", html), "HTML"],
    [testAnswer(500, {}), "server-error"],
    [testFailure("unreachable"), "unreachable"],
    [testFailure("cancelled"), "cancelled"],
    [json({}), null],
  ])("the note of a control says why (%#)", async (control, note) => {
    const context = registryContext({ control });
    await context.run();
    expect(context.controls.map((seen) => seen.note)).toEqual([note, note, note]);
  });
});
