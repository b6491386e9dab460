import { describe, expect, it } from "vitest";
import { awsCredentials } from "../outputs";
import { testAnswer, testFailure } from "../shared/test-context";
import { wrongFields } from "./exchanged-credentials";
import { credentials, later, registryContext } from "./test-exchange";

const html = { "content-type": "text/html" };
const json = (change: object) => testAnswer(200, { ...credentials, ...change });

describe("an answer of the registry", () => {
  it.each([
    [testAnswer(401, { message: "gone" }), "rejected", "401: gone", { status: 401, message: "gone" }],
    [testAnswer(401, ""), "rejected", "401: not accepted", { status: 401 }],
    [testAnswer(403, { error: "no role" }), "forbidden", "403: no role", { status: 403, message: "no role" }],
    [testAnswer(404, { message: "no token" }), "unexpected-status", "404: unexpected status", { status: 404 }],
    [
      testAnswer(400, { message: "bad token" }),
      "unexpected-status",
      "400: unexpected status",
      { message: "bad token" },
    ],
    [testAnswer(201, credentials), "unexpected-status", "201: unexpected status", { status: 201 }],
    [testAnswer(200, "<html>", html), "not-json", "200: HTML, not the registry's API", { contentType: "text/html" }],
    [testAnswer(401, "<html>sign in", html), "rejected", "401: not accepted", { status: 401 }],
    [testAnswer(400, { error: "invalid_token" }), "rejected", "400: ", { status: 400, message: "invalid_token" }],
    [testAnswer(421, "<html>", html), "host-refused", "gave no usable answer", { status: 421 }],
    [testAnswer(200, "<!doctype html>"), "not-json", "200: HTML", { contentType: "none" }],
    [testAnswer(200, "gone"), "not-json", "200, but not a JSON object", { status: 200, contentType: "none" }],
    [testAnswer(200, "[]", { "content-type": "text/plain" }), "not-json", "200, but", { contentType: "text/plain" }],
    [
      testAnswer(302, "", { location: "https://a.test" }),
      "redirected",
      "gave no usable answer",
      { location: "https://a.test" },
    ],
    [testAnswer(429, {}), "rate-limited", "the registry gave no usable answer", { status: 429 }],
    [testAnswer(500, { message: "boom" }), "server-error", "the registry gave no usable answer", { status: 500 }],
    [testFailure("timeout"), "timeout", "the registry gave no usable answer", { detail: "scripted" }],
    [json({ AccessKeyId: "AKIAVENDEDVENDED0000" }), "long-term-key", "AKIA…0000 until", { accessKeyId: "AKIA…0000" }],
    [json({ AccessKeyId: "MINIOVENDEDVENDED000" }), "unknown-key-prefix", "MINI…D000", { accessKeyId: "MINI…D000" }],
  ])("is told apart from others, by code, words and small facts (%#)", async (real, reason, line, evidence) => {
    const context = registryContext({ real });
    const { codes, summary } = await context.run();
    expect(codes).toEqual([`exchange/${reason}`]);
    expect(summary).toContain(line);
    expect(context.findings[0]?.evidence).toMatchObject(evidence);
    // What the server did not say is not shown as nothing.
    expect(Object.values(context.findings[0]?.evidence ?? {})).not.toContain(null);
  });

  it.each([
    [{ AccessKeyId: undefined }, "AccessKeyId: absent"],
    [{ AccessKeyId: "ASIASHORT000000" }, "AccessKeyId: malformed"],
    [{ AccessKeyId: "ASIA-VENDEDVENDED-000" }, "AccessKeyId: malformed"],
    [{ AccessKeyId: " ASIAVENDEDVENDED0000" }, "AccessKeyId: malformed"],
    [{ SecretAccessKey: "" }, "SecretAccessKey: malformed"],
    [{ SecretAccessKey: "fifteen-letters" }, "SecretAccessKey: malformed"],
    [{ SecretAccessKey: "vended-secret of-nobody" }, "SecretAccessKey: malformed"],
    [{ SessionToken: null }, "SessionToken: absent"],
    [{ Expiration: null }, "Expiration: absent"],
    [{ Expiration: " " }, "Expiration: malformed"],
    [{ Expiration: { at: later } }, "Expiration: malformed"],
    [{ SessionToken: "vended-session-token\n" }, "SessionToken: malformed"],
  ])("with %j lacks usable fields, hands nothing on, and names the field but not its value", async (change, wrong) => {
    const context = registryContext({ real: json(change) });
    const seen = await context.run();
    expect(seen).toMatchObject({ status: "fail", codes: ["exchange/missing-fields"] });
    expect(seen.summary).toBe("200, but no usable credentials");
    expect(context.findings[0]?.evidence).toEqual({
      wrong: [wrong],
      present: Object.keys(JSON.parse(JSON.stringify({ ...credentials, ...change }))),
    });
    expect(context.outputs.size).toBe(1);
  });

  it("that holds something else is shown by its first twelve names and its message", async () => {
    const names = Array.from({ length: 13 }, (_, index) => `field${index}`);
    const body = { message: "no", ...Object.fromEntries(names.map((name) => [name, "a-value"])) };
    const context = registryContext({ real: testAnswer(200, body) });
    await context.run();
    expect(context.findings[0]?.evidence).toEqual({
      wrong: ["AccessKeyId: absent", "SecretAccessKey: absent", "SessionToken: absent", "Expiration: absent"],
      present: ["message", ...names.slice(0, 11)],
      message: "no",
    });
  });

  it.each([
    ["tomorrow", "tomorrow"],
    [1_800_000_000, "1800000000"],
    ["1800000000", "1800000000"],
    ["2026-06-01T01:00:00", "2026-06-01T01:00:00"],
  ])("with an expiry of %j is inconclusive, shows it, and hands the credentials on", async (Expiration, shown) => {
    const context = registryContext({ real: json({ Expiration }) });
    expect(await context.run()).toMatchObject({
      status: "inconclusive",
      codes: ["exchange/unreadable-expiration"],
      summary: "ASIA…0000, until a time that cannot be read",
    });
    expect(context.findings[0]?.evidence).toMatchObject({ expiration: shown });
    expect(context.facts.expires).toBe(shown);
    expect(context.outputs.has(awsCredentials.name)).toBe(true);
    expect(context.controls.every(({ counts }) => counts)).toBe(true);
  });

  it.each(["2026-06-01T01:00:00+00:00", "2026-06-01T01:00:00.000Z", "2026-06-01T03:00:00+02:00"])(
    "may write the expiry as %s",
    async (Expiration) => {
      const context = registryContext({ real: json({ Expiration }) });
      expect((await context.run()).status).toBe("pass");
      expect(context.facts.expires).toBe("2026-06-01T01:00:00.000Z");
    },
  );

  it.each([
    ["2026-06-01T00:01:00Z", "fail", ["exchange/expired-on-arrival"], false],
    ["2026-05-31T23:59:59Z", "fail", ["exchange/expired-on-arrival"], false],
    ["2026-06-01T00:01:01Z", "pass", [], true],
  ])("with credentials that end %s is judged by a margin of a minute", async (Expiration, status, codes, given) => {
    const context = registryContext({ real: json({ Expiration }) });
    expect(await context.run()).toMatchObject({ status, codes });
    expect(context.outputs.has(awsCredentials.name)).toBe(given);
  });

  it("has no field to complain of where all are of their shape", () => {
    expect(wrongFields(credentials)).toEqual([]);
    expect(wrongFields({})).toHaveLength(4);
  });

  it("says how many seconds credentials had left on arrival", async () => {
    const context = registryContext({ real: json({ Expiration: "2026-06-01T00:00:30Z" }) });
    expect((await context.run()).summary).toBe("ASIA…0000, expired on arrival");
    expect(context.findings[0]?.evidence).toEqual({ expiration: "2026-06-01T00:00:30.000Z", secondsLeft: 30 });
  });

  it("withholds a long-term key, and hands one of an unknown kind on", async () => {
    const longTerm = registryContext({ real: json({ AccessKeyId: "AKIAVENDEDVENDED0000" }) });
    await longTerm.run();
    expect(longTerm.outputs.has(awsCredentials.name)).toBe(false);
    const unknown = registryContext({ real: json({ AccessKeyId: "MINIOVENDEDVENDED000" }) });
    expect((await unknown.run()).status).toBe("pass");
    expect(unknown.outputs.has(awsCredentials.name)).toBe(true);
  });

  it("withholds credentials that came with another status than 200", async () => {
    const context = registryContext({ real: testAnswer(203, credentials) });
    expect((await context.run()).status).toBe("fail");
    expect(context.outputs.has(awsCredentials.name)).toBe(false);
  });
});
