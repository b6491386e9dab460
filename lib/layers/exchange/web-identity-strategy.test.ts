import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsCredentials } from "../outputs";
import { testAnswer, testFailure } from "../shared/test-context";
import {
  credentials,
  formOf,
  later,
  ROLE,
  roleToken,
  rs256,
  stsError,
  vended,
  webClaims,
  webContext,
  webSettings,
} from "./test-exchange";

const hs256 = testToken(testJwt({ payload: webClaims }));
const local = { exchange: webSettings, aws: { stsEndpoint: "http://127.0.0.1:4566" } };
const web = (change: (body: string) => string) => vended("AssumeRoleWithWebIdentity", change);

describe("exchange by web identity", () => {
  it("passes on AWS's word, with the tampered token and the absent role refused", async () => {
    const context = webContext();
    expect(await context.run()).toEqual({ status: "pass", codes: [], summary: "ASIA…0000 until 01:00 UTC" });
    const [first, ...rest] = context.sent.map(({ purpose }) => purpose);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:tampered", "control:wrong-role"]);
    const wrong = context.sent.filter(({ mark }) => mark.wrongCredential === true);
    expect(wrong.map(({ purpose }) => purpose)).toEqual(["control:tampered"]);
    expect(context.sent.every(({ request }) => request.headers?.authorization === undefined)).toBe(true);
    expect(context.outputs.get(awsCredentials.name)).toMatchObject({ accessKeyId: credentials.AccessKeyId });
    expect(context.facts).toStrictEqual({
      strategy: "web-identity",
      role: ROLE,
      "session-name": expect.stringMatching(/^bonafide-[0-9a-f]{8}$/),
      session: "arn:aws:sts::204377154242:assumed-role/Reader/s",
      credentials: "ASIA…0000 · session token 20 B",
      expires: later,
    });
  });

  it("alters one thing in each control: the token or the role", async () => {
    const context = webContext({ target: { exchange: { ...webSettings, durationSeconds: 900 } } });
    await context.run();
    const raw = rs256.raw.reveal();
    const forms = Object.fromEntries(context.sent.map((sent) => [sent.purpose, Object.fromEntries(formOf(sent))]));
    const sent = { Action: "AssumeRoleWithWebIdentity", DurationSeconds: "900", RoleArn: ROLE, WebIdentityToken: raw };
    expect(forms.real).toMatchObject(sent);
    expect(forms.repeat).toEqual(forms.real);
    expect(forms["control:wrong-role"]).toEqual({ ...forms.real, RoleArn: forms["control:wrong-role"]?.RoleArn });
    expect(forms["control:wrong-role"]?.RoleArn).toContain("role/bonafide-no-such-role-");
    const tampered = forms["control:tampered"]?.WebIdentityToken;
    expect(forms["control:tampered"]).toEqual({ ...forms.real, WebIdentityToken: tampered });
    expect(tampered).not.toBe(raw);
    expect(tampered?.split(".").slice(0, 2)).toEqual(raw.split(".").slice(0, 2));
    expect(context.secrets).toEqual([tampered]);
  });

  it("goes to AWS in the region, or to the named endpoint, with the run's deadline", async () => {
    const origins = async (context: ReturnType<typeof webContext>) => {
      await context.run();
      expect(context.sent.map(({ request }) => request.timeoutMs)).toEqual([5000, 5000, 5000, 5000]);
      return [...new Set(context.sent.map(({ request }) => new URL(request.url).origin))];
    };
    expect(await origins(webContext())).toEqual(["https://sts.us-east-1.amazonaws.com"]);
    expect(await origins(webContext({ target: local }))).toEqual(["http://127.0.0.1:4566"]);
  });

  it("does not send AWS what AWS will not accept, and says why", async () => {
    const context = webContext({ input: { token: hs256 } });
    const { codes, summary } = await context.run();
    expect(codes).toEqual(["exchange/web-identity-denied"]);
    expect(summary).toMatch(/^not sent: it is signed with HS256/);
    expect(context.sent).toEqual([]);
    expect(context.findings[0]?.evidence).toEqual({
      awsWillNotAccept: ["it is signed with HS256; AWS accepts RS256, RS384, RS512, ES256, ES384, ES512"],
      sent: false,
    });
  });

  it("lets another server than AWS answer for itself, and adds what AWS would object to", async () => {
    expect((await webContext({ input: { token: hs256 }, target: local }).run()).status).toBe("pass");
    const refused = webContext({ input: { token: hs256 }, target: local, real: stsError(400, "InvalidIdentityToken") });
    await refused.run();
    expect(refused.findings[0]?.evidence.awsWillNotAccept).toHaveLength(1);
  });

  it("sends no API key to anybody", async () => {
    const context = webContext({ input: { token: testToken("qk_of_nobody_at_all") }, target: local });
    expect((await context.run()).codes).toEqual(["exchange/web-identity-denied"]);
    expect(context.sent).toEqual([]);
  });

  it("asks nobody without a role, and takes the token's own where the target names none", async () => {
    const nameless = webContext({ target: { exchange: { strategy: "web-identity" } } });
    expect(await nameless.run()).toMatchObject({ codes: ["exchange/no-role"], summary: "no role to assume" });
    expect(nameless.sent).toEqual([]);
    const target = { ...local, exchange: { strategy: "web-identity" } } as const;
    const own = webContext({ input: { token: roleToken }, target });
    await own.run();
    expect(own.facts.role).toBe(ROLE);
  });

  it("sends nothing but the call and its repeat with the controls off", async () => {
    const context = webContext({ input: { controls: "off" } });
    expect(await context.run()).toMatchObject({ status: "inconclusive", codes: ["exchange/controls-off"] });
    expect(context.sent.map(({ purpose }) => purpose)).not.toContain("control:tampered");
  });

  it("fails where a control is served", async () => {
    const context = webContext({ control: web((body) => body) });
    expect((await context.run()).codes).toEqual(["exchange/not-enforced"]);
  });
});

describe("an answer of STS to a web identity", () => {
  it.each([
    [stsError(400, "InvalidIdentityToken", "Incorrect token audience"), "exchange/web-identity-denied", "token"],
    [stsError(403, "IDPRejectedClaim"), "exchange/web-identity-denied", "token"],
    [stsError(403, "AccessDenied", "Not authorized"), "exchange/web-identity-denied", "trust policy"],
    [stsError(400, "ExpiredTokenException"), "exchange/expired", undefined],
    [
      stsError(400, "InvalidIdentityToken", "Couldn't retrieve verification key"),
      "exchange/keys-unreachable",
      undefined,
    ],
    [stsError(400, "IDPCommunicationError"), "exchange/keys-unreachable", undefined],
    [stsError(400, "ValidationError"), "exchange/invalid-parameters", undefined],
    [testAnswer(200, "{}"), "exchange/not-aws", undefined],
    [testFailure("timeout"), "exchange/timeout", undefined],
    [web((body) => body.replace(/<SessionToken>.*?<\/SessionToken>/, "")), "exchange/missing-fields", undefined],
    [web((body) => body.replace("ASIAV", "AKIAV")), "exchange/long-term-key", undefined],
  ])("is told apart from others (%#)", async (real, code, refused) => {
    const context = webContext({ real });
    expect((await context.run()).codes).toEqual([code]);
    expect(context.findings[0]?.evidence.refused).toBe(refused);
    expect(context.findings[0]?.evidence.role).toBe(refused === undefined ? undefined : ROLE);
  });

  it("names fields that are no use, and hands none of them on", async () => {
    const context = webContext({ real: web((body) => body.replace(/<SessionToken>.*?<\/SessionToken>/, "")) });
    expect((await context.run()).summary).toBe("200, but no usable credentials");
    expect(context.findings[0]?.evidence).toEqual({ wrong: ["SessionToken: absent"] });
    expect(context.outputs.has(awsCredentials.name)).toBe(false);
  });

  it("shows no session where AWS names none", async () => {
    const context = webContext({ real: web((body) => body.replace(/<AssumedRoleUser>.*<\/AssumedRoleUser>/, "")) });
    expect((await context.run()).status).toBe("pass");
    expect(context.facts).not.toHaveProperty("session");
  });

  it("is shown beside what the token says of itself", async () => {
    const context = webContext({ real: stsError(403, "AccessDenied", "Not authorized") });
    await context.run();
    const { trustPolicy, check, ...said } = context.findings[0]?.evidence ?? {};
    expect(trustPolicy).toContain("AssumeRoleWithWebIdentity");
    expect(check).toHaveLength(3);
    expect(said).toEqual({
      status: 403,
      awsCode: "AccessDenied",
      message: "Not authorized",
      role: ROLE,
      refused: "trust policy",
      issuer: "https://login.example.org/x",
      provider: "login.example.org/x",
      audience: "a",
      subject: "ada",
    });
  });

  it("is shown beside at most 200 characters of each claim, and none that is no text", async () => {
    const long = (start: string) => `${start}${"x".repeat(300)}`;
    const shown = async (claims: object) => {
      const token = testToken(testJwt({ header: { alg: "RS256" }, payload: { ...webClaims, ...claims } }));
      const context = webContext({ input: { token }, target: local, real: stsError(403, "AccessDenied", "no") });
      await context.run();
      return context.findings[0]?.evidence ?? {};
    };
    const cut = await shown({ iss: long("https://a.test/"), aud: long("a"), sub: long("s") });
    expect([cut.issuer, cut.audience, cut.subject].map((text) => String(text).length)).toEqual([200, 200, 200]);
    expect(cut.provider).toBe(String(cut.issuer).slice("https://".length));
    const none = await shown({ iss: 1, aud: ["a"], sub: null });
    for (const name of ["issuer", "provider", "audience", "subject", "trustPolicy"])
      expect(none).not.toHaveProperty(name);
  });

  it.each([
    [stsError(400, "ExpiredTokenException"), "pass", []],
    [stsError(401, "InvalidIdentityToken"), "pass", []],
    [stsError(403, "AccessDenied", "Not authorized"), "pass", []],
    [stsError(409, "IDPRejectedClaim"), "fail", ["exchange/web-identity-denied"]],
  ])("is the refusal that a subject is to get, or is none (%#)", async (real, status, codes) => {
    const target = { exchange: webSettings, access: { exchange: "refused" } } as const;
    expect(await webContext({ target, real }).run()).toMatchObject({ status, codes });
  });
});
