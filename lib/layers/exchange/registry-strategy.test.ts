import { describe, expect, it } from "vitest";
import { testToken } from "@/lib/token/test-jwt";
import { awsCredentials, registryUrl } from "../outputs";
import { type SentRequest, testAnswer, testFailure } from "../shared/test-context";
import { catalogToken, credentials, later, REGISTRY, registryContext } from "./test-exchange";

const html = { "content-type": "text/html" };
const json = (change: object) => testAnswer(200, { ...credentials, ...change });
const raw = catalogToken.raw.reveal();
const bearerOf = ({ request }: SentRequest) => request.headers.authorization ?? null;

describe("exchange by the registry", () => {
  it("passes with all four fields, the controls refused and the call accepted once more", async () => {
    const context = registryContext();
    expect(await context.run()).toEqual({ status: "pass", codes: [], summary: "ASIA…0000 until 01:00 UTC" });
    const [first, ...rest] = context.sent.map(({ purpose }) => purpose);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:alg-none", "control:forged", "control:no-token", "control:tampered"]);
    expect(context.controls.every(({ observed, counts }) => observed === "refused" && counts)).toBe(true);
    expect(context.outputs.get(awsCredentials.name)).toEqual({
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
    });
    expect(context.facts).toEqual({ credentials: "ASIA…0000 · session token 20 B", expires: later });
  });

  it("asks for JSON at the one address, with the token as bearer and the run's deadline", async () => {
    const context = registryContext();
    await context.run();
    for (const { request, mark } of context.sent) {
      expect(request).toMatchObject({ method: "GET", timeoutMs: 5000, headers: { accept: "application/json" } });
      expect(request.url).toBe(`${REGISTRY}/api/auth/get_credentials`);
      expect(request.maxBytes).toBe(65_536);
      expect(mark.answerHoldsSecrets).toBe(true);
    }
    const sent = Object.fromEntries(context.sent.map((one) => [one.purpose, bearerOf(one)]));
    expect(sent).toMatchObject({ real: `Bearer ${raw}`, repeat: `Bearer ${raw}`, "control:no-token": null });
    const altered = ["tampered", "forged", "alg-none"].map((name) => sent[`control:${name}`]);
    expect(new Set([...altered, sent.real]).size).toBe(4);
    expect(context.secrets.map((secret) => `Bearer ${secret}`).sort()).toEqual(altered.sort());
  });

  it("counts altered tokens alone as wrong credentials, and whole answers alone as sessions", async () => {
    const context = registryContext();
    await context.run();
    const wrong = context.sent.filter(({ mark }) => mark.wrongCredential).map(({ purpose }) => purpose);
    expect(wrong.sort()).toEqual(["control:alg-none", "control:forged", "control:tampered"]);
    const mints = context.sent[0]?.mark.mints;
    expect(mints?.(json({}))).toBe(true);
    expect(mints?.(json({ SessionToken: null }))).toBe(false);
    expect(mints?.(testAnswer(200, "<html>", html))).toBe(false);
    expect(mints?.(testFailure("timeout"))).toBe(false);
  });

  it.each([
    ["https://registry.example.org/", `${REGISTRY}/api/auth/get_credentials`],
    ["https://registry.example.org//", `${REGISTRY}/api/auth/get_credentials`],
    ["https://a.test/base/", "https://a.test/base/api/auth/get_credentials"],
  ])("asks at %s without a doubled slash", async (url, asked) => {
    const context = registryContext();
    context.outputs.set(registryUrl.name, url);
    await context.run();
    expect(context.sent[0]?.request.url).toBe(asked);
  });

  it("has no claims to forge of an API key", async () => {
    const context = registryContext({ input: { token: testToken("qk_of_nobody_at_all") } });
    await context.run();
    expect(context.controls.map(({ name }) => name)).toEqual(["no-token", "tampered"]);
  });

  it("fails where a control is served too, and is inconclusive where one is not answered", async () => {
    const open = registryContext({ control: json({}) });
    expect(await open.run()).toMatchObject({ status: "fail", codes: ["exchange/not-enforced"] });
    expect(open.findings[0]?.title).toBe(
      "the registry handed out AWS credentials for no token (no-token), a tampered token (tampered), 2 more",
    );
    const alone = ({ purpose }: SentRequest) =>
      purpose === "control:alg-none" ? json({}) : testAnswer(401, { message: "no" });
    const unsigned = registryContext({ control: alone });
    expect((await unsigned.run()).codes).toEqual(["exchange/not-enforced"]);
    expect(unsigned.findings[0]?.title).toBe(
      "the registry handed out AWS credentials for a token without a signature (alg-none)",
    );
    expect(unsigned.findings[0]?.evidence).toEqual({ acceptedControls: ["alg-none"] });
    const crashing = registryContext({ control: testAnswer(500, { message: "boom" }) });
    expect(await crashing.run()).toMatchObject({ status: "inconclusive", codes: ["exchange/control-unanswered"] });
  });

  it("is inconclusive where the repeat is refused", async () => {
    const real = ({ purpose }: SentRequest) => (purpose === "repeat" ? testAnswer(401, { message: "no" }) : json({}));
    const seen = await registryContext({ real }).run();
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["exchange/not-repeatable"] });
  });

  it("warns of a registry whose clock is off", async () => {
    const late = testAnswer(200, credentials, { date: "Mon, 01 Jun 2026 00:05:00 GMT" });
    expect(await registryContext({ real: late }).run()).toMatchObject({
      status: "pass",
      codes: ["exchange/clock-skew"],
    });
  });
});

describe("a subject that is to be refused", () => {
  const target = { registryUrl: REGISTRY, access: { exchange: "refused" } } as const;

  it.each([401, 403])("passes where it is refused with %i", async (status) => {
    const real = testAnswer(status, { message: "no" });
    expect(await registryContext({ target, real }).run()).toMatchObject({ status: "pass", codes: [] });
  });

  it("fails where it is served", async () => {
    const seen = await registryContext({ target }).run();
    expect(seen).toMatchObject({ status: "fail", codes: ["exchange/unexpected-access"] });
  });

  it.each([
    [testAnswer(500, { message: "boom" }), "exchange/server-error"],
    [testAnswer(400, { message: "bad token" }), "exchange/unexpected-status"],
    [testAnswer(200, { message: "no" }), "exchange/missing-fields"],
    [testFailure("unreachable"), "exchange/unreachable"],
  ])("does not pass where it is neither: %#", async (real, code) => {
    const seen = await registryContext({ target, real }).run();
    expect(seen.status).not.toBe("pass");
    expect(seen.codes).toEqual([code]);
  });

  it("is judged without controls where it has no token", async () => {
    const context = registryContext({ input: { token: null }, real: testAnswer(401, { message: "no" }) });
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
    expect(context.sent).toHaveLength(1);
    expect(context.sent[0]?.request.headers.authorization).toBeUndefined();
  });

  it("is inconclusive at best with the controls off", async () => {
    const input = { controls: "off" } as const;
    const seen = await registryContext({ target, input, real: testAnswer(401, { message: "no" }) }).run();
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["exchange/controls-off"] });
  });
});
