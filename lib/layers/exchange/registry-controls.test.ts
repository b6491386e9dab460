import { describe, expect, it } from "vitest";
import { testAnswer, testFailure } from "../shared/test-context";
import { credentials, registryContext } from "./test-exchange";

const html = { "content-type": "text/html" };
const nginx401 =
  "<html><head><title>401 Authorization Required</title></head><body><hr><center>nginx/1.25.3</center></body></html>";
const ofEach = <T>(one: T): readonly T[] => Array.from({ length: 4 }, () => one);
const json = (change: object) => testAnswer(200, { ...credentials, ...change });

describe("which answers bring out the controls", () => {
  it.each([
    [testAnswer(401, {}), true],
    [testAnswer(400, { message: "no" }), true],
    [testAnswer(200, { message: "no" }), true],
    [testAnswer(404, {}), true],
    [testAnswer(200, "gone"), false],
    [testAnswer(200, "<html>", html), false],
    [testAnswer(401, "<html>", html), true],
    [testAnswer(403, "<html>", html), true],
    [testAnswer(404, "<html>", html), false],
    [testAnswer(421, "Misdirected Request"), false],
    [testAnswer(500, { statusCode: 401, message: "x" }), true],
    [testAnswer(302, "", { location: "https://a.test" }), false],
    [testAnswer(500, {}), false],
    [testFailure("too-large"), false],
  ])("any parseable one does (%#)", async (real, sent) => {
    const context = registryContext({ real });
    await context.run();
    expect(context.sent.map(({ purpose }) => purpose).includes("control:tampered")).toBe(sent);
    expect(context.controls.map(({ note }) => note === "not sent")).toEqual(ofEach(!sent));
    expect(context.controls.some(({ counts }) => counts)).toBe(false);
  });

  it("is what an error beside credentials that are not whole is to a wrong caller alone", async () => {
    const half = testAnswer(200, { error: "invalid_token", ...credentials, Expiration: undefined });
    const control = registryContext({ control: half });
    await control.run();
    expect(control.controls.map(({ note }) => note)).toEqual(ofEach("an error beside credentials that are not whole"));
    const real = registryContext({ real: half });
    await real.run();
    expect(real.findings.map(({ code }) => code)).toContain("exchange/rejected");
  });

  it.each([
    [testAnswer(401, {}), "refused"],
    [testAnswer(403, ""), "refused"],
    [testAnswer(401, "<html>", html), "refused"],
    [testAnswer(403, "<html>", html), "refused"],
    [testAnswer(400, { error: "invalid_token", error_description: "x" }), "refused"],
    [testAnswer(400, "no", { "www-authenticate": 'Bearer error="invalid_token"' }), "refused"],
    [testAnswer(200, { error: { code: 401, status: "UNAUTHENTICATED", message: "x" } }), "refused"],
    [testAnswer(500, { statusCode: 401, message: "x" }), "refused"],
    [testAnswer(429, { error: "insufficient_scope" }), "refused"],
    [testAnswer(302, { error: "invalid_token" }, { location: "/login" }), "no-answer"],
    [testAnswer(421, { error: "invalid_token" }), "no-answer"],
    [testAnswer(400, { message: "the token is malformed" }), "no-answer"],
    [testAnswer(422, { error: "bad signature" }), "no-answer"],
    [testAnswer(499, { error: "bad signature" }), "no-answer"],
    [testAnswer(400, { message: "something else" }), "no-answer"],
    [testAnswer(404, { message: "no such token" }), "no-answer"],
    [testAnswer(200, { message: "bad token" }), "no-answer"],
    [testAnswer(200, "bad token"), "no-answer"],
    [testAnswer(500, { message: "bad token" }), "no-answer"],
    [testAnswer(429, { message: "bad token" }), "no-answer"],
    [testFailure("unreachable"), "no-answer"],
    [testAnswer(200, { error: "invalid_token", ...credentials, Expiration: undefined }), "no-answer"],
    [testAnswer(200, { error: "invalid_token", secret_access_key: credentials.SecretAccessKey }), "no-answer"],
    [testAnswer(200, { error: "invalid_token", data: { a: credentials } }), "no-answer"],
    [testAnswer(200, { error: "invalid_token", data: { a: { b: credentials } } }), "refused"],
    [testAnswer(200, { error: "invalid_token", SecretAccessKey: "", SessionToken: "x".repeat(40) }), "refused"],
    [testAnswer(403, { ...credentials }), "refused"],
    [json({}), "accepted"],
    [testAnswer(201, credentials), "no-answer"],
  ])("a control that gets one is refused, accepted or not answered (%#)", async (control, observed) => {
    const context = registryContext({ control });
    await context.run();
    expect(context.controls.map((seen) => seen.observed)).toEqual(ofEach(observed));
  });

  it.each([
    [testAnswer(401, { message: "bad token" }), "bad token"],
    [
      testAnswer(401, nginx401, { server: "nginx/1.25.3", ...html }),
      "401 Authorization Required, answered by nginx/1.25.3",
    ],
    [
      testAnswer(403, "Your IP address is not allowed.", { server: "awselb/2.0" }),
      "Your IP address is not allowed., answered by awselb/2.0",
    ],
    [testAnswer(401, ""), null],
    [testAnswer(400, { error: "invalid_token", error_description: "bad" }), "bad, error invalid_token"],
    [testAnswer(400, { error: "invalid_token" }), "invalid_token, error invalid_token"],
    [testAnswer(400, {}), "no credentials in it"],
    [testAnswer(400, { message: "odd" }), "odd"],
    [testAnswer(200, "gone"), "not JSON"],
    [testAnswer(200, "<html>", html), "HTML"],
    [testAnswer(500, {}), "server-error"],
    [testFailure("unreachable"), "unreachable"],
    [testFailure("cancelled"), "cancelled"],
    [json({}), null],
  ])("the note of a control says why (%#)", async (control, note) => {
    const context = registryContext({ control });
    await context.run();
    expect(context.controls.map((seen) => seen.note)).toEqual(ofEach(note));
  });
});
