import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsCredentials } from "../outputs";
import { assumeRoleContext, base, credentials, denied, formOf, later, ROLE, vended } from "./test-exchange";

const claiming = (role: unknown) => testToken(testJwt({ payload: { sub: "ada", role_arn: role, exp: 4e9 } }));

describe("exchange by assume-role", () => {
  it("passes with a verified token, hands the session on, and asks again after the controls", async () => {
    const context = assumeRoleContext();
    expect(await context.run()).toEqual({ status: "pass", codes: [], summary: "ASIA…0000 until 01:00 UTC" });
    const [first, ...rest] = context.sent.map(({ purpose }) => purpose);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:wrong-role", "control:wrong-secret"]);
    expect(context.outputs.get(awsCredentials.name)).toEqual({
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
    });
    expect(context.controls.map(({ observed, counts }) => [observed, counts])).toEqual([
      ["refused", true],
      ["refused", true],
    ]);
  });

  it("names every session of a run alike, and the absent role in the same account", async () => {
    const context = assumeRoleContext();
    await context.run();
    const names = new Set(context.sent.map((sent) => formOf(sent).get("RoleSessionName")));
    expect([...names][0]).toMatch(/^bonafide-[0-9a-f]{8}$/);
    expect(names.size).toBe(1);
    const absent = context.sent.filter((sent) => formOf(sent).get("RoleArn") !== ROLE);
    expect(absent.map(({ purpose }) => purpose)).toEqual(["control:wrong-role"]);
    expect(absent.map((sent) => formOf(sent).get("RoleArn"))[0]).toMatch(
      /^arn:aws:iam::204377154242:role\/bonafide-no-such-role-[0-9a-f]{8}$/,
    );
  });

  it("looks for the absent role in the partition of the real one", async () => {
    const token = claiming("arn:aws-us-gov:iam::204377154242:role/Reader");
    const context = assumeRoleContext({ input: { token } });
    await context.run();
    const roles = context.sent.map((sent) => formOf(sent).get("RoleArn"));
    expect(roles.filter((role) => role?.startsWith("arn:aws-us-gov:iam::204377154242:role/bonafide-no-"))).toHaveLength(
      1,
    );
  });

  it("marks the altered secret alone as a wrong credential", async () => {
    const context = assumeRoleContext();
    await context.run();
    const wrong = context.sent.filter(({ mark }) => mark.wrongCredential === true);
    expect(wrong.map(({ purpose }) => purpose)).toEqual(["control:wrong-secret"]);
    expect(context.sent.every(({ mark }) => mark.answerHoldsSecrets)).toBe(true);
    expect(JSON.stringify(context.sent.map(({ request }) => request))).not.toContain("base-secret-of-nobody");
  });

  it("sends all that the target sets, with the session of base credentials that are themselves temporary", async () => {
    const temporary = { ...base, accessKeyId: "ASIABASEBASEBASEBASE", sessionToken: new Secret("base-session-token") };
    const settings = { externalId: "ext-1", sourceIdentity: "ada", durationSeconds: 900, sessionTags: { team: "x" } };
    const context = assumeRoleContext({
      target: { exchange: { base: temporary, ...settings }, aws: { stsEndpoint: "http://127.0.0.1:4566" } },
    });
    expect((await context.run()).status).toBe("pass");
    const [real] = context.sent;
    if (real === undefined) throw new Error("nothing was sent");
    expect(new URL(real.request.url).origin).toBe("http://127.0.0.1:4566");
    expect(real.request.timeoutMs).toBe(5000);
    expect(real.request.headers["x-amz-security-token"]).toBe("base-session-token");
    expect(Object.fromEntries(formOf(real))).toMatchObject({
      Action: "AssumeRole",
      ExternalId: "ext-1",
      SourceIdentity: "ada",
      DurationSeconds: "900",
      "Tags.member.1.Key": "team",
      "Tags.member.1.Value": "x",
    });
  });

  it("sends nothing that the target does not set, to AWS's own endpoint of the region", async () => {
    const context = assumeRoleContext();
    await context.run();
    const [real] = context.sent;
    if (real === undefined) throw new Error("nothing was sent");
    expect(new URL(real.request.url).origin).toBe("https://sts.us-east-1.amazonaws.com");
    expect([...formOf(real).keys()].sort()).toEqual(["Action", "RoleArn", "RoleSessionName", "Version"]);
    expect(real.request.headers["x-amz-security-token"]).toBeUndefined();
  });

  it("shows what it assumed, as whom, and which key it used", async () => {
    const context = assumeRoleContext();
    await context.run();
    expect(context.facts).toStrictEqual({
      strategy: "assume-role",
      role: ROLE,
      "session-name": expect.stringMatching(/^bonafide-/),
      "base-credentials": "AKIA…BASE, from BASE_AWS_…",
      "external-id": "none sent",
      "external-id-in-token": false,
      credentials: "ASIA…0000 · session token 20 B",
      expires: later,
      session: "arn:aws:sts::204377154242:assumed-role/Reader/s",
    });
  });

  it("shows what else goes with the call, by name, and an external id that only the token names", async () => {
    const token = testToken(testJwt({ payload: { sub: "ada", role_arn: ROLE, external_id: "x", exp: 4e9 } }));
    const settings = { externalId: "ext-1", sourceIdentity: "ada", sessionTags: { team: "secret-team" } };
    const context = assumeRoleContext({
      input: { token },
      target: { exchange: { base: { ...base, from: { profile: "ops" } }, ...settings } },
    });
    await context.run();
    expect(context.facts).toMatchObject({
      "base-credentials": "AKIA…BASE, from profile ops",
      "external-id": "sent",
      "external-id-in-token": true,
      "session-tags": ["team"],
      "source-identity": "ada",
    });
  });

  it("shows no session where AWS names none", async () => {
    const real = vended("AssumeRole", (body) => body.replace(/<AssumedRoleUser>.*<\/AssumedRoleUser>/, ""));
    const context = assumeRoleContext({ real });
    expect((await context.run()).status).toBe("pass");
    expect(context.facts).not.toHaveProperty("session");
  });

  it("assumes the role that the target names for a token of any kind", async () => {
    const settings = { strategy: "assume-role", base, roleArn: ROLE } as const;
    const context = assumeRoleContext({ input: { token: testToken("qk_of_nobody") }, target: { exchange: settings } });
    expect((await context.run()).status).toBe("pass");
    expect(context.facts["external-id-in-token"]).toBe(false);
  });

  it("is never green for a token that nobody checked, though AWS assumes the role", async () => {
    const context = assumeRoleContext({ verified: false });
    expect(await context.run()).toMatchObject({ status: "inconclusive", codes: ["exchange/token-unchecked"] });
    expect(context.findings[0]?.evidence).toEqual({ role: ROLE });
    expect(context.outputs.has(awsCredentials.name)).toBe(true);
  });

  it("asks nobody without base credentials, and names the role they would be for", async () => {
    const context = assumeRoleContext({ target: { exchange: {} } });
    expect(await context.run()).toMatchObject({ status: "inconclusive", codes: ["exchange/no-base-credentials"] });
    expect(context.findings[0]?.evidence).toEqual({ role: ROLE });
    expect(context.sent).toEqual([]);
    const long = assumeRoleContext({ input: { token: claiming("r".repeat(300)) }, target: { exchange: {} } });
    await long.run();
    expect(long.findings[0]?.evidence).toEqual({ role: "r".repeat(200) });
    const nameless = assumeRoleContext({ input: { token: claiming(7) }, target: { exchange: {} } });
    expect((await nameless.run()).codes).toEqual(["exchange/no-base-credentials"]);
    expect(nameless.findings[0]?.evidence).toEqual({});
  });

  it.each([
    ["a claim that is no role", "arn:aws:iam::204377154242:user/ada"],
    ["a claim that is no ARN", "Reader"],
    ["a claim of any length", "r".repeat(300)],
  ])("asks nobody for %s", async (_, role) => {
    const context = assumeRoleContext({ input: { token: claiming(role) } });
    expect((await context.run()).codes).toEqual(["exchange/no-role"]);
    expect(context.findings[0]?.evidence).toEqual({ named: role.slice(0, 200) });
    expect(context.sent).toEqual([]);
  });

  it("asks nobody where neither target nor token names a role", async () => {
    const token = testToken(testJwt({ payload: { sub: "ada", exp: 4e9 } }));
    const context = assumeRoleContext({ input: { token }, target: { exchange: { strategy: "assume-role", base } } });
    expect(await context.run()).toMatchObject({ status: "inconclusive", codes: ["exchange/no-role"] });
    expect(context.findings[0]?.evidence).toEqual({});
  });

  it("assumes the target's role before the token's", async () => {
    const roleArn = "arn:aws:iam::204377154242:role/Other";
    const context = assumeRoleContext({ target: { exchange: { base, roleArn } } });
    await context.run();
    expect(context.facts.role).toBe(roleArn);
    expect(context.sent.map((sent) => formOf(sent).get("RoleArn")).filter((role) => role === roleArn)).toHaveLength(3);
  });
});

describe("a subject that is to be refused the role", () => {
  const target = { exchange: { base }, access: { exchange: "refused" } } as const;

  it("passes where AWS refuses, and fails where it serves", async () => {
    expect(await assumeRoleContext({ target, real: denied }).run()).toMatchObject({ status: "pass", codes: [] });
    const served = await assumeRoleContext({ target }).run();
    expect(served).toMatchObject({ status: "fail", codes: ["exchange/unexpected-access"] });
  });
});
