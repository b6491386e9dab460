import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { exchange } from "./exchange";
import type { LayerInput } from "./layer-input";
import { awsCredentials, awsRegion, registryUrl } from "./outputs";
import { signatureVerified } from "./signature";
import { createTestContext, type SentRequest, testAnswer, testFailure, testInput, testNow } from "./test-context";

const ROLE = "arn:aws:iam::204377154242:role/quilt/Reader";
const roleToken = testToken(testJwt({ payload: { sub: "ada", role_arn: ROLE, exp: 4_000_000_000 } }));
const base = {
  accessKeyId: "AKIABASEBASEBASEBASE",
  secretAccessKey: new Secret("base-secret-of-nobody-at-all-000000000000"),
  sessionToken: null,
  from: { prefix: "BASE_" },
};
const later = new Date(testNow + 3_600_000).toISOString();

function vended(action: string, change: (body: string) => string = (body) => body) {
  const body = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
    <AssumedRoleUser><Arn>arn:aws:sts::204377154242:assumed-role/Reader/s</Arn></AssumedRoleUser><Credentials>
    <AccessKeyId>ASIAVENDEDVENDED0000</AccessKeyId><SecretAccessKey>vended-secret-of-nobody</SecretAccessKey>
    <SessionToken>vended-session-token</SessionToken><Expiration>${later}</Expiration></Credentials></${action}Result></${action}Response>`;
  return testAnswer(200, change(body), { "content-type": "text/xml" });
}

function stsError(status: number, code: string, message = "no") {
  const body = `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return testAnswer(status, body, { "content-type": "text/xml" });
}

const denied = stsError(
  403,
  "AccessDenied",
  "User: arn:aws:iam::204377154242:user/broker is not authorized to perform: sts:AssumeRole",
);

interface Given {
  readonly target?: Partial<LayerInput["target"]>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
  readonly verified?: boolean;
  readonly real?: DoorResult;
  readonly control?: (sent: SentRequest) => DoorResult;
}

function assumeRoleContext({ target = {}, input = {}, verified = true, real, control }: Given = {}) {
  return createTestContext({
    layer: exchange,
    input: testInput({ token: roleToken, ...input, target: { region: "us-east-1", exchange: { base }, ...target } }),
    given: [[awsRegion, "us-east-1"] as const, ...(verified ? [[signatureVerified, true] as const] : [])],
    send: (sent) =>
      sent.purpose.startsWith("control:") ? (control?.(sent) ?? denied) : (real ?? vended("AssumeRole")),
  });
}

const formOf = ({ request }: SentRequest) => new URLSearchParams(String(request.body));

describe("the strategy", () => {
  it.each([
    ["a role token", { token: roleToken }, {}, "base credentials assume"],
    ["a catalog token", { token: testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 } })) }, {}, "registry"],
    [
      "web identity, where the target says so",
      { token: roleToken },
      { strategy: "web-identity" as const },
      "AWS turns",
    ],
  ])("of %s follows kind and target", (_, input, settings, words) => {
    const words_ = exchange.variant?.(testInput({ ...input, target: { exchange: settings } }));
    expect(words_?.title).toContain(words);
  });

  it("needs a registry for the registry, a region for STS, and nothing where nothing can be asked", () => {
    const needs = (input: LayerInput) => exchange.needs(input).map((output) => output.name);
    expect(needs(testInput({}))).toEqual([registryUrl.name]);
    expect(needs(testInput({ token: roleToken, target: { exchange: { base } } }))).toEqual([awsRegion.name]);
    expect(needs(testInput({ token: roleToken }))).toEqual([]);
  });
});

describe("exchange by assume-role", () => {
  it("passes with a verified token, hands the session on, and asks again after the controls", async () => {
    const context = assumeRoleContext();
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
    const [first, ...rest] = context.sent.map(({ purpose }) => purpose);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:wrong-role", "control:wrong-secret"]);
    expect(context.outputs.get(awsCredentials.name)).toMatchObject({ accessKeyId: "ASIAVENDEDVENDED0000" });
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
    const roles = context.sent.map((sent) => formOf(sent).get("RoleArn"));
    expect(roles.filter((role) => role === ROLE)).toHaveLength(3);
    expect(roles.find((role) => role !== ROLE)).toMatch(
      /^arn:aws:iam::204377154242:role\/bonafide-no-such-role-[0-9a-f]{8}$/,
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

  it("is never green for a token that nobody checked, though AWS assumes the role", async () => {
    expect(await assumeRoleContext({ verified: false }).run()).toMatchObject({
      status: "inconclusive",
      codes: ["exchange/token-unchecked"],
    });
  });

  it("asks nobody without base credentials", async () => {
    const context = assumeRoleContext({ target: { exchange: {} } });
    expect(await context.run()).toMatchObject({ status: "inconclusive", codes: ["exchange/no-base-credentials"] });
    expect(context.sent).toEqual([]);
  });

  it.each([
    ["a claim that is no role", "arn:aws:iam::204377154242:user/ada"],
    ["a claim that is no ARN", "Reader"],
  ])("asks nobody for %s", async (_, role) => {
    const token = testToken(testJwt({ payload: { sub: "ada", role_arn: role, exp: 4e9 } }));
    const context = assumeRoleContext({ input: { token } });
    expect((await context.run()).codes).toEqual(["exchange/no-role"]);
    expect(context.sent).toEqual([]);
  });

  it.each([
    [denied, "fail", "exchange/assume-role-denied"],
    [stsError(403, "InvalidClientTokenId"), "fail", "exchange/invalid-key"],
    [stsError(403, "SignatureDoesNotMatch"), "fail", "exchange/bad-signature"],
    [stsError(403, "SignatureDoesNotMatch", "Signature expired: now"), "fail", "exchange/request-time-skewed"],
    [stsError(403, "ExpiredToken"), "fail", "exchange/expired"],
    [stsError(403, "RegionDisabledException"), "fail", "exchange/region-disabled"],
    [stsError(400, "ValidationError", "DurationSeconds exceeds"), "fail", "exchange/invalid-parameters"],
    [stsError(400, "Throttling"), "inconclusive", "exchange/throttled"],
    [stsError(503, "ServiceUnavailable"), "inconclusive", "exchange/server-error"],
    [stsError(400, "InvalidAction"), "fail", "exchange/not-aws"],
    [testAnswer(200, "<html>sign in</html>", { "content-type": "text/html" }), "fail", "exchange/not-aws"],
    [testAnswer(200, "{}"), "fail", "exchange/not-aws"],
    [testFailure("timeout"), "inconclusive", "exchange/timeout"],
    [vended("AssumeRole", (body) => body.replace("ASIAV", "AKIAV")), "fail", "exchange/long-term-key"],
    [
      vended("AssumeRole", (body) => body.replace(later, "2020-01-01T00:00:00Z")),
      "fail",
      "exchange/expired-on-arrival",
    ],
    [
      vended("AssumeRole", (body) => body.replace(/<SessionToken>.*?<\/SessionToken>/, "")),
      "fail",
      "exchange/missing-fields",
    ],
  ])("tells answer %# apart", async (real, status, code) => {
    const seen = await assumeRoleContext({ real }).run();
    expect(seen).toMatchObject({ status });
    expect(seen.codes).toContain(code);
  });

  it.each([
    [vended("AssumeRole", (body) => body.replace("ASIAV", "AKIAV"))],
    [vended("AssumeRole", (body) => body.replace(later, "2020-01-01T00:00:00Z"))],
  ])("withholds credentials that must not be used", async (real) => {
    const context = assumeRoleContext({ real });
    await context.run();
    expect(context.outputs.has(awsCredentials.name)).toBe(false);
  });

  it("fails where a wrong secret assumes the role too", async () => {
    const context = assumeRoleContext({ control: () => vended("AssumeRole") });
    expect((await context.run()).codes).toContain("exchange/not-enforced");
  });

  it("writes the policy for what the call sends, and for the caller that AWS names", async () => {
    const settings = { base, externalId: "ext-1", sessionTags: { team: "x" }, sourceIdentity: "ada" };
    const context = assumeRoleContext({ target: { exchange: settings }, real: denied });
    await context.run();
    const { trustPolicy, callerPolicy, caller } = context.findings[0]?.evidence ?? {};
    expect(caller).toBe("arn:aws:iam::204377154242:user/broker");
    expect(JSON.parse(String(trustPolicy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::204377154242:user/broker" },
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        Condition: { StringEquals: { "sts:ExternalId": "ext-1" } },
      },
    ]);
    expect(JSON.parse(String(callerPolicy)).Statement[0].Resource).toBe(ROLE);
  });

  it("offers a command that holds no secret", () => {
    const command = exchange.byHand(testInput({ token: roleToken, target: { exchange: { base } } })) ?? "";
    expect(command).toContain('AWS_SECRET_ACCESS_KEY="$BASE_AWS_SECRET_ACCESS_KEY"');
    expect(command).not.toContain("base-secret");
  });
});

describe("exchange by web identity", () => {
  const claims = { iss: "https://login.example.org/x", aud: "a", sub: "ada", iat: 1, exp: 4_000_000_000 };
  const hs256 = testToken(testJwt({ payload: claims }));
  const rs256 = testToken(testJwt({ header: { alg: "RS256" }, payload: claims }));
  const settings = { strategy: "web-identity", roleArn: ROLE } as const;

  function webContext(given: Given & { readonly token?: LayerInput["token"]; readonly endpoint?: string }) {
    return createTestContext({
      layer: exchange,
      input: testInput({
        token: given.token ?? rs256,
        ...given.input,
        target: {
          exchange: settings,
          aws: given.endpoint === undefined ? {} : { stsEndpoint: given.endpoint },
          ...given.target,
        },
      }),
      given: [[awsRegion, "us-east-1"]],
      send: (sent) =>
        sent.purpose.startsWith("control:")
          ? sent.purpose === "control:wrong-role"
            ? stsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
            : stsError(400, "InvalidIdentityToken")
          : (given.real ?? vended("AssumeRoleWithWebIdentity")),
    });
  }

  it("passes on AWS's word, with the tampered token and the absent role refused", async () => {
    const context = webContext({});
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
    const [first, ...rest] = context.sent.map(({ purpose }) => purpose);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:tampered", "control:wrong-role"]);
    const wrong = context.sent.filter(({ mark }) => mark.wrongCredential === true);
    expect(wrong.map(({ purpose }) => purpose)).toEqual(["control:tampered"]);
    expect(context.sent.every(({ request }) => request.headers?.authorization === undefined)).toBe(true);
  });

  it("does not send AWS what AWS will not accept, and says why", async () => {
    const context = webContext({ token: hs256 });
    expect((await context.run()).codes).toEqual(["exchange/web-identity-denied"]);
    expect(context.sent).toEqual([]);
    expect(String(context.findings[0]?.evidence.awsWillNotAccept)).toContain("signed with HS256");
  });

  it("lets another server than AWS answer for itself", async () => {
    const context = webContext({ token: hs256, endpoint: "http://127.0.0.1:1" });
    expect((await context.run()).status).toBe("pass");
  });

  it("sends no API key to anybody", async () => {
    const context = webContext({ token: testToken("qk_of_nobody_at_all"), endpoint: "http://127.0.0.1:1" });
    expect((await context.run()).codes).toEqual(["exchange/web-identity-denied"]);
    expect(context.sent).toEqual([]);
  });

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
  ])("tells refusal %# apart", async (real, code, refused) => {
    const context = webContext({ real });
    expect((await context.run()).codes).toEqual([code]);
    expect(context.findings[0]?.evidence.refused).toBe(refused);
  });

  it("writes the policy with the token's own issuer, audience and subject", async () => {
    const context = webContext({ real: stsError(403, "AccessDenied", "Not authorized") });
    await context.run();
    expect(JSON.parse(String(context.findings[0]?.evidence.trustPolicy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::204377154242:oidc-provider/login.example.org/x" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { "login.example.org/x:aud": "a", "login.example.org/x:sub": "ada" },
        },
      },
    ]);
  });

  it("takes a 400 for the refusal that a subject is to get", async () => {
    const target = { exchange: settings, access: { exchange: "refused" } } as const;
    const context = webContext({ target, real: stsError(400, "ExpiredTokenException") });
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
  });
});

describe("a subject that is to be refused", () => {
  const target = { registryUrl: "https://registry.example.org", access: { exchange: "refused" } } as const;
  const token = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 } }));
  const json = {
    AccessKeyId: "ASIAVENDEDVENDED0000",
    SecretAccessKey: "vended-secret-of-nobody",
    SessionToken: "vended-session-token",
    Expiration: later,
  };
  const run = (answer: DoorResult, input: Partial<Omit<LayerInput, "target">> = {}) => {
    const context = createTestContext({
      layer: exchange,
      input: testInput({ token, ...input, target }),
      given: [[registryUrl, target.registryUrl]],
      send: ({ purpose }) => (purpose.startsWith("control:") ? testAnswer(401, { message: "no" }) : answer),
    });
    return context.run();
  };

  it.each([401, 403])("passes where it is refused with %i", async (status) => {
    expect(await run(testAnswer(status, { message: "no" }))).toMatchObject({ status: "pass", codes: [] });
  });

  it("fails where it is served", async () => {
    const seen = await run(testAnswer(200, json));
    expect(seen).toMatchObject({ status: "fail", codes: ["exchange/unexpected-access"] });
  });

  it.each([
    [testAnswer(500, { message: "boom" }), "exchange/server-error"],
    [testAnswer(400, { message: "bad token" }), "exchange/unexpected-status"],
    [testAnswer(200, { message: "no" }), "exchange/missing-fields"],
    [testFailure("unreachable"), "exchange/unreachable"],
  ])("does not pass where it is neither: %#", async (answer, code) => {
    const seen = await run(answer);
    expect(seen.status).not.toBe("pass");
    expect(seen.codes).toEqual([code]);
  });

  it("is judged without controls where it has no token", async () => {
    const context = createTestContext({
      layer: exchange,
      input: testInput({ target: { registryUrl: target.registryUrl } }),
      given: [[registryUrl, target.registryUrl]],
      send: () => testAnswer(401, { message: "no" }),
    });
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
    expect(context.sent).toHaveLength(1);
    expect(context.sent[0]?.request.headers?.authorization).toBeUndefined();
  });

  it("is inconclusive at best with the controls off", async () => {
    const seen = await run(testAnswer(401, { message: "no" }), { controls: "off" });
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["exchange/controls-off"] });
  });
});

describe("deep controls", () => {
  const token = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 } }));
  const names = (input: Partial<Omit<LayerInput, "target">>) =>
    exchange.controls(testInput({ token, ...input })).map((control) => control.name);

  it("forge with every published secret, unsigned, and with a lapsed token where there is one", () => {
    expect(names({ controls: "on" })).toEqual(["no-token", "tampered", "forged"]);
    const deep = names({ controls: "deep" });
    expect(deep).toEqual(expect.arrayContaining(["forged", "forged:dev-secret", "alg:none"]));
    expect(deep).not.toContain("lapsed");
    expect(names({ controls: "deep", lapsed: token })).toContain("lapsed");
  });

  it("leave out the secret that signs the token itself", () => {
    const own = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 }, secret: "dev-secret" }));
    expect(names({ controls: "deep", token: own })).not.toContain("forged:dev-secret");
  });

  it("add nothing for a token that is no JWT", () => {
    expect(names({ controls: "deep", token: testToken("qk_of_nobody_at_all"), lapsed: token })).toEqual([
      "no-token",
      "tampered",
    ]);
  });
});
