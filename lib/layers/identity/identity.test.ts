import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsCredentials, awsRegion, callerArn } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import {
  createTestContext,
  type SentRequest,
  testAnswer,
  testFailure,
  testInput,
  testNow,
} from "../shared/test-context";
import { identity } from "./identity";

const ACCOUNT = "204377154242";
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/ada`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Reader`;
const token = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4_000_000_000 } }));
const credentials = {
  accessKeyId: "ASIAEXCHANGEDEXCHANG",
  secretAccessKey: "exchanged-secret-of-nobody-0000000000000",
  sessionToken: "exchanged-session-token-of-nobody",
};

const xml = (status: number, body: string, headers: Record<string, string> = {}) =>
  testAnswer(status, body, { "content-type": "text/xml", ...headers });

interface Caller {
  readonly arn?: string;
  readonly account?: string;
  readonly userId?: string;
}

function named({ arn = SESSION, account = ACCOUNT, userId = "AROAREADER:ada" }: Caller = {}, headers = {}) {
  return xml(
    200,
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>${arn}</Arn><UserId>${userId}</UserId><Account>${account}</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>`,
    headers,
  );
}

function refusal(status: number, code: string, message = "no") {
  return xml(
    status,
    `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  );
}
const badSecret = refusal(403, "SignatureDoesNotMatch", "The request signature we calculated does not match");

interface Given {
  readonly real?: DoorResult;
  readonly repeat?: DoorResult;
  readonly control?: DoorResult;
  readonly target?: Partial<LayerInput["target"]>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
}

async function run({ real = named(), repeat = real, control = badSecret, target = {}, input = {} }: Given = {}) {
  const answer = ({ purpose }: SentRequest) => (purpose === "real" ? real : purpose === "repeat" ? repeat : control);
  const context = createTestContext({
    layer: identity,
    input: testInput({ token, ...input, target: { expect: { roleArn: ROLE }, ...target } }),
    given: [
      [awsCredentials, credentials],
      [awsRegion, "eu-central-1"],
    ],
    send: answer,
  });
  const seen = await context.run();
  return { ...context, ...seen, codes: seen.codes.map((code) => code.replace("identity/", "")) };
}

const evidenceOf = async (given: Given) => (await run(given)).findings[0]?.evidence;

describe("credentials that AWS knows", () => {
  it("pass as the expected role, and are shown as who they are", async () => {
    const seen = await run();
    expect(seen).toMatchObject({ status: "pass", codes: [] });
    expect(seen.summary).toBe(`assumed-role/Reader/ada · ${ACCOUNT}`);
    expect(seen.facts).toEqual({ arn: SESSION, account: ACCOUNT, "user-id": "AROAREADER:ada" });
    expect(seen.outputs.get(callerArn.name)).toBe(SESSION);
  });

  it("are asked about first, then with a wrong secret, then again, at the regional STS", async () => {
    const { sent, controls } = await run();
    expect(sent.map(({ purpose }) => purpose)).toEqual(["real", "control:wrong-secret", "repeat"]);
    for (const { request } of sent) {
      expect(request).toMatchObject({
        method: "POST",
        url: "https://sts.eu-central-1.amazonaws.com/",
        timeoutMs: 5000,
      });
      expect(String(request.body)).toContain("Action=GetCallerIdentity");
      expect(request.headers.authorization).toContain(`Credential=${credentials.accessKeyId}/`);
      expect(request.headers.authorization).toContain("/eu-central-1/sts/aws4_request");
      expect(request.headers["x-amz-security-token"]).toBe(credentials.sessionToken);
    }
    expect(controls).toEqual([
      {
        name: "wrong-secret",
        tool: null,
        expected: "refused",
        observed: "refused",
        counts: true,
        status: 403,
        note: "SignatureDoesNotMatch",
      },
    ]);
  });

  it("are never sent, and only the altered request counts as a wrong credential", async () => {
    const { sent, secrets } = await run();
    expect(sent.map(({ mark }) => mark.wrongCredential)).toEqual([false, true, false]);
    expect(secrets).toHaveLength(1);
    expect(secrets[0]).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(secrets[0]).toHaveLength(credentials.secretAccessKey.length);
    const wire = JSON.stringify(sent.map(({ request }) => request));
    expect(wire).not.toContain(credentials.secretAccessKey);
    expect(wire).not.toContain(secrets[0]);
  });

  it("are asked about at the endpoint that the target names", async () => {
    const { sent } = await run({ target: { aws: { stsEndpoint: "http://127.0.0.1:9911/sts" } } });
    expect(new Set(sent.map(({ request }) => request.url))).toEqual(new Set(["http://127.0.0.1:9911/sts/"]));
  });

  it("name the caller before the control is sent", async () => {
    const context = createTestContext({
      layer: identity,
      input: testInput({ token, target: { expect: { roleArn: ROLE } } }),
      given: [
        [awsCredentials, credentials],
        [awsRegion, "eu-central-1"],
      ],
      send: ({ purpose }) => {
        expect(context.outputs.has(callerArn.name)).toBe(purpose !== "real");
        return purpose.startsWith("control:") ? badSecret : named();
      },
    });
    expect((await context.run()).status).toBe("pass");
  });
});

describe("an identity that is compared with the target", () => {
  it.each([
    [{ roleArn: ROLE }, []],
    [{ roleArn: SESSION }, []],
    [{ accountId: ACCOUNT }, []],
    [{ roleArn: ROLE, accountId: ACCOUNT }, []],
    [{}, ["not-compared"]],
    [{ accountId: "999999999999" }, ["wrong-account"]],
    [{ roleArn: ROLE, accountId: "999999999999" }, ["wrong-account"]],
    [{ roleArn: "arn:aws:iam::999999999999:role/Reader" }, ["wrong-account"]],
    [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/Writer` }, ["wrong-role"]],
    [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/reader` }, ["wrong-role"]],
    [{ roleArn: "Reader" }, ["wrong-role"]],
    [{ roleArn: `arn:aws-cn:iam::${ACCOUNT}:role/Reader` }, ["wrong-partition"]],
    [{ accountId: "999999999999", roleArn: `arn:aws:iam::${ACCOUNT}:role/Writer` }, ["wrong-account", "wrong-role"]],
  ])("of %j finds %j", async (expected, codes) => {
    const seen = await run({ target: { expect: expected } });
    expect(seen.codes).toEqual(codes);
    expect(seen.status).toBe(codes.length === 0 || codes[0] === "not-compared" ? "pass" : "fail");
  });

  it.each([
    [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/Writer` }, {}],
    [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/reader` }, { difference: expect.stringContaining("case") }],
    [{ roleArn: "Reader" }, { difference: expect.stringContaining("not an ARN") }],
  ])("says what differs from %j", async (expected, difference) => {
    const evidence = await evidenceOf({ target: { expect: expected } });
    expect(evidence).toEqual({ expected: expected.roleArn, actual: SESSION, ...difference });
  });

  it("shows the two accounts", async () => {
    const evidence = await evidenceOf({ target: { expect: { accountId: "999999999999" } } });
    expect(evidence).toEqual({ expected: "999999999999", actual: ACCOUNT });
  });

  it("says that a session does not show the role's path", async () => {
    const { facts, codes } = await run({
      target: { expect: { roleArn: `arn:aws:iam::${ACCOUNT}:role/quilt/Reader` } },
    });
    expect(codes).toEqual([]);
    expect(facts.note).toContain("path");
  });

  it.each([
    [`arn:aws:iam::${ACCOUNT}:user/ada`, "user"],
    [`arn:aws:iam::${ACCOUNT}:root`, "root"],
    [`arn:aws:sts::${ACCOUNT}:federated-user/ada`, "federated-user"],
  ])("is no role session: %s", async (arn, kind) => {
    const seen = await run({ real: named({ arn }) });
    expect(seen).toMatchObject({ status: "fail", codes: ["not-a-role"] });
    expect(seen.findings[0]?.evidence).toEqual({ expected: ROLE, actual: arn, kind });
  });

  it.each([
    ["not-compared", {}, "info", "operator"],
    ["wrong-account", { accountId: "999999999999" }, "fail", "registry-admin"],
    ["wrong-role", { roleArn: `arn:aws:iam::${ACCOUNT}:role/Writer` }, "fail", "registry-admin"],
    ["wrong-partition", { roleArn: `arn:aws-cn:iam::${ACCOUNT}:role/Reader` }, "fail", "operator"],
  ])("gives %s to who can mend it", async (_, expected, severity, actor) => {
    expect((await run({ target: { expect: expected } })).findings).toMatchObject([{ severity, actor }]);
  });
});

describe("a place that is not AWS itself", () => {
  it.each(["000000000000", "123456789012"])("is told by the account %s", async (account) => {
    const arn = `arn:aws:sts::${account}:assumed-role/Reader/ada`;
    const seen = await run({ real: named({ arn, account }), target: { expect: { accountId: account } } });
    expect(seen).toMatchObject({ status: "pass", codes: ["emulator"] });
    expect(seen.findings[0]).toMatchObject({
      severity: "info",
      actor: "operator",
      evidence: { endpoint: "https://sts.eu-central-1.amazonaws.com", account },
    });
  });

  it("is told by the endpoint", async () => {
    const evidence = await evidenceOf({ target: { aws: { stsEndpoint: "http://localhost:4566" } } });
    expect(evidence).toEqual({ endpoint: "http://localhost:4566", account: ACCOUNT });
  });

  it("is not another endpoint of AWS", async () => {
    const target = { aws: { stsEndpoint: "https://sts.us-gov-west-1.amazonaws.com" }, expect: { roleArn: ROLE } };
    expect((await run({ target })).codes).toEqual([]);
  });
});

describe("an answer that names nobody", () => {
  it.each([
    [named({ account: "20437715424" })],
    [named({ account: "204377154243" })],
    [named({ account: `x${ACCOUNT}` })],
    [named({ arn: "Reader" })],
    [named({ arn: "" })],
    [named({ userId: "" })],
    [named({ userId: "a b" })],
    [xml(200, "<GetCallerIdentityResponse/>")],
    [testAnswer(200, "")],
    [testAnswer(200, { Account: ACCOUNT, Arn: SESSION, UserId: "u" })],
    [testAnswer(200, "<html>sign in</html>", { "content-type": "text/html" })],
    [testAnswer(403, "<html>sign in</html>", { "content-type": "text/html" })],
    [refusal(400, "InvalidAction")],
    [refusal(501, "NotImplemented"), "server-error", "inconclusive"],
  ])("is not one of STS, though it be a 200: %#", async (real, code = "not-aws", status = "fail") => {
    const seen = await run({ real });
    expect(seen).toMatchObject({ status, codes: [code] });
    expect(seen.outputs.has(callerArn.name)).toBe(false);
    expect(seen.facts).toEqual({});
  });
});

describe("an answer of STS that is no acceptance", () => {
  it.each([
    [refusal(403, "InvalidClientTokenId"), "fail", "invalid-key", "registry-admin"],
    [refusal(403, "UnrecognizedClientException"), "fail", "invalid-key", "registry-admin"],
    [refusal(400, "InvalidToken"), "fail", "invalid-key", "registry-admin"],
    [refusal(403, "ExpiredToken"), "fail", "expired", "registry-admin"],
    [badSecret, "fail", "bad-signature", "registry-admin"],
    [
      refusal(403, "SignatureDoesNotMatch", "Signature expired: 1 is now earlier"),
      "fail",
      "request-time-skewed",
      "operator",
    ],
    [
      refusal(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region, not 'eu-west-1'. "),
      "fail",
      "wrong-region",
      "operator",
    ],
    [refusal(403, "AccessDenied", ""), "fail", "access-denied", "aws-admin"],
    [
      refusal(403, "AccessDenied", "is not authorized to perform: sts:X with an explicit deny in a session policy"),
      "fail",
      "access-denied",
      "registry-admin",
    ],
    [
      refusal(403, "MissingAuthenticationToken", "Missing Authentication Token"),
      "fail",
      "unexpected-status",
      "deployer",
    ],
    [refusal(403, "RegionDisabledException"), "fail", "region-disabled", "aws-admin"],
    [refusal(400, "Throttling"), "inconclusive", "throttled", "operator"],
    [refusal(503, "SlowDown"), "inconclusive", "throttled", "operator"],
    [refusal(500, "InternalFailure"), "inconclusive", "server-error", "deployer"],
    [refusal(418, "Teapot"), "fail", "unexpected-status", "unclear"],
    [testAnswer(418, "x"), "fail", "unexpected-status", "unclear"],
    [testAnswer(302, "", { location: "https://x" }), "fail", "redirected", "operator"],
    [testAnswer(502, "bad gateway"), "inconclusive", "server-error", "deployer"],
    [testAnswer(429), "inconclusive", "rate-limited", "operator"],
    [testFailure("timeout"), "inconclusive", "timeout", "operator"],
    [testFailure("unreachable"), "inconclusive", "unreachable", "operator"],
    [testFailure("tls-failed"), "fail", "tls-failed", "deployer"],
    [testFailure("refused-by-policy"), "tool-error", "refused-by-policy", "operator"],
  ])("is told apart: %#", async (real, status, code, actor) => {
    const seen = await run({ real });
    expect(seen).toMatchObject({ status, codes: [code] });
    expect(seen.findings[0]?.actor).toBe(actor);
  });

  it("is shown with AWS's own code, words and request id", async () => {
    const real = { ...refusal(403, "ExpiredToken", "it has expired"), headers: { "x-amzn-requestid": "r-1" } };
    expect(await evidenceOf({ real })).toEqual({
      status: 403,
      awsCode: "ExpiredToken",
      message: "it has expired",
      requestId: "r-1",
    });
  });

  it("shows of another region what was asked, and of a denial its fields", async () => {
    const message = "Credential should be scoped to a valid region, not 'eu-central-1'. ";
    const elsewhere = await run({ real: refusal(403, "SignatureDoesNotMatch", message) });
    expect(elsewhere.findings[0]).toMatchObject({
      title: "the STS endpoint takes no request that is signed for eu-central-1",
      evidence: { askedRegion: "eu-central-1", askedEndpoint: "https://sts.eu-central-1.amazonaws.com" },
    });
    expect([...elsewhere.signals]).toEqual(["scoped-to-other-region"]);
    const action = "sts:GetCallerIdentity";
    const because = `is not authorized to perform: ${action} because no VPC endpoint policy allows the ${action} action`;
    const denied = await run({ real: refusal(403, "AccessDenied", `User: ${SESSION} ${because}`) });
    expect(denied.findings[0]).toMatchObject({
      title: `no VPC endpoint policy allows ${action}`,
      evidence: { action, policyType: "VPC endpoint policy", principal: SESSION, requestId: "r-1" },
    });
  });

  it("is cancelled without a finding", async () => {
    expect((await run({ real: testFailure("cancelled") })).codes).toEqual([]);
  });
});

describe("the control with a wrong secret", () => {
  it.each([
    [named(), "accepted", ["not-enforced"], "fail"],
    [refusal(403, "InvalidClientTokenId"), "refused", [], "pass"],
    [refusal(500, "InternalFailure"), "no-answer", ["control-unanswered"], "inconclusive"],
    [refusal(400, "Throttling"), "no-answer", ["control-unanswered"], "inconclusive"],
    [testFailure("unreachable"), "no-answer", ["control-unanswered"], "inconclusive"],
    [testAnswer(403, "<html>no</html>"), "no-answer", ["control-unanswered"], "inconclusive"],
    [xml(200, "<x/>"), "no-answer", ["control-unanswered"], "inconclusive"],
  ])("has to be refused: %#", async (control, observed, codes, status) => {
    const seen = await run({ control });
    expect(seen.controls).toMatchObject([{ observed, counts: true }]);
    expect(seen).toMatchObject({ status, codes });
  });

  it("proves nothing beside a real call that is refused too, and is not repeated after", async () => {
    const { sent, controls } = await run({ real: refusal(403, "ExpiredToken") });
    expect(sent.map(({ purpose }) => purpose)).toEqual(["real", "control:wrong-secret"]);
    expect(controls).toMatchObject([{ observed: "refused", counts: false }]);
  });

  it.each([[testFailure("timeout")], [testAnswer(302)], [testAnswer(200, "<html>")], [testAnswer(502)]])(
    "is not sent after no answer: %#",
    async (real) => {
      const { sent, controls } = await run({ real });
      expect(sent).toHaveLength(1);
      expect(controls).toMatchObject([{ observed: "no-answer", note: "not sent", counts: false }]);
    },
  );

  it("is followed by the call itself, which has to be accepted again", async () => {
    const seen = await run({ repeat: refusal(403, "ExpiredToken") });
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["not-repeatable"] });
  });

  it("is missed where it is switched off", async () => {
    const seen = await run({ input: { controls: "off" } });
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["controls-off"], controls: [] });
  });
});

describe("the clock of STS", () => {
  it("is looked at in every answer, also those to controls", async () => {
    const date = new Date(testNow + 3_600_000).toUTCString();
    const control = { ...badSecret, headers: { ...badSecret.headers, date } };
    expect(await run({ control })).toMatchObject({ status: "pass", codes: ["clock-skew"] });
  });
});

describe("a subject that is to be refused by STS", () => {
  const target = { access: { identity: "refused" } } as const;

  it("passes where it is, and fails where it is named", async () => {
    expect(await run({ target, real: refusal(403, "ExpiredToken") })).toMatchObject({ status: "pass", codes: [] });
    expect(await run({ target })).toMatchObject({ status: "fail", codes: ["unexpected-access"] });
  });
});

describe("what is said before the run", () => {
  const input = (parts: Partial<LayerInput["target"]> = {}, rest: Partial<Omit<LayerInput, "target">> = {}) =>
    testInput({ token, ...rest, target: { registryUrl: "https://r.example.org", ...parts } });

  it("is the most that is sent", async () => {
    const target = { region: "eu-central-1" };
    const { sent } = await run();
    expect(identity.plan(input(target))).toEqual({
      requests: sent.length,
      wrongCredentials: sent.filter(({ mark }) => mark.wrongCredential === true).length,
      awsSessionsMinted: 0,
      destinations: ["https://sts.eu-central-1.amazonaws.com"],
    });
    expect(identity.plan(input(target, { controls: "off" }))).toMatchObject({ requests: 2, wrongCredentials: 0 });
    expect(identity.controls(input())).toEqual([{ name: "wrong-secret", wrongCredential: true }]);
    expect(identity.controls(input({}, { token: null }))).toEqual([]);
  });

  it("is where it goes: the endpoint of the target, else a region that is not known yet", () => {
    expect(identity.plan(input({ aws: { stsEndpoint: "http://127.0.0.1:1/x" } })).destinations).toEqual([
      "http://127.0.0.1:1",
    ]);
    expect(identity.plan(input()).destinations[0]).toContain("config.json");
  });

  it("is that it lives on the exchange's credentials and a region, and is required", async () => {
    expect(identity.needs(input()).map(({ name }) => name)).toEqual([awsCredentials.name, awsRegion.name]);
    expect(identity.uses(input())).toEqual([]);
    expect(identity.requiredByDefault(input())).toBe(true);
    for (const given of [[[awsCredentials, credentials] as const], [[awsRegion, "eu-central-1"] as const]]) {
      const context = createTestContext({ layer: identity, input: input(), given });
      expect((await context.run()).status).toBe("not-applicable");
      expect(context.sent).toEqual([]);
    }
  });

  it("is a command that does the same by hand, where the registry gives the credentials", () => {
    const bare = identity.byHand(input());
    expect(bare).toContain("https://r.example.org/api/auth/get_credentials");
    expect(bare?.split("\n")).toContain("  aws sts get-caller-identity");
    const full = identity.byHand(input({ region: "eu-central-1", aws: { stsEndpoint: "http://127.0.0.1:1/$(id)" } }));
    expect(full?.split("\n")).toContain(
      "  aws sts get-caller-identity --region eu-central-1 --endpoint-url 'http://127.0.0.1:1/$(id)'",
    );
    expect(identity.byHand(input({ exchange: { strategy: "web-identity" } }))).toBeNull();
    expect(identity.byHand(testInput({ token }))).toBeNull();
  });

  it("is sold to a subject that is to be refused as what it then is", () => {
    expect(identity.variant?.(input({ access: { identity: "refused" } })).proves).toContain("refuses this subject");
    expect(identity.variant?.(input())).toEqual({});
  });
});
