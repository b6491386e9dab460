import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsCredentials, awsRegion } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import {
  createTestContext,
  type SentRequest,
  testAnswer,
  testFailure,
  testInput,
  testNow,
} from "../shared/test-context";
import { s3 } from "./s3";

const BUCKET = "quilt-data";
const token = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4_000_000_000 } }));
const credentials = {
  accessKeyId: "ASIAEXCHANGEDEXCHANG",
  secretAccessKey: "exchanged-secret-of-nobody-0000000000000",
  sessionToken: "exchanged-session-token-of-nobody",
};

const xml = (status: number, body: string, headers: Record<string, string> = {}) =>
  testAnswer(status, body, { "content-type": "application/xml", ...headers });

interface List {
  readonly name?: string;
  readonly keys?: readonly string[];
  readonly count?: number | "";
  readonly truncated?: boolean;
}

function listed({ name = BUCKET, keys = ["raw/a.csv"], count = keys.length, truncated = false }: List = {}) {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join("");
  const keyCount = count === "" ? "" : `<KeyCount>${count}</KeyCount>`;
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${name}</Name>${keyCount}` +
      `<IsTruncated>${truncated}</IsTruncated>${contents}</ListBucketResult>`,
  );
}

function refusal(status: number, code: string, message = "no", more = "", headers: Record<string, string> = {}) {
  return xml(status, `<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`, headers);
}
const badSecret = refusal(403, "SignatureDoesNotMatch");
const denied = refusal(403, "AccessDenied", "Access Denied");

interface Given {
  readonly real?: DoorResult;
  readonly repeat?: DoorResult;
  readonly wrongSecret?: DoorResult;
  readonly unsigned?: DoorResult;
  readonly wanted?: LayerInput["target"]["s3"];
  readonly target?: Partial<LayerInput["target"]>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
}

async function run(given: Given = {}) {
  const { real = listed(), repeat = real, wrongSecret = badSecret, unsigned = denied } = given;
  const answers: Record<string, DoorResult> = {
    real,
    repeat,
    "control:wrong-secret": wrongSecret,
    "control:unsigned": unsigned,
  };
  const context = createTestContext({
    layer: s3,
    input: testInput({ token, ...given.input, target: { s3: { bucket: BUCKET, ...given.wanted }, ...given.target } }),
    given: [
      [awsCredentials, credentials],
      [awsRegion, "eu-central-1"],
    ],
    send: ({ purpose }) => answers[purpose] ?? testFailure("unreachable", "unscripted"),
  });
  const seen = await context.run();
  return { ...context, ...seen, codes: seen.codes.map((code) => code.replace("s3/", "")) };
}

const evidenceOf = async (given: Given) => (await run(given)).findings[0]?.evidence;
const queryOf = ({ request }: SentRequest) => Object.fromEntries(new URL(request.url).searchParams);

describe("a bucket that is listed", () => {
  it("passes, and shows what is there", async () => {
    const keys = ["a", "b", "c", "d", "e", "f"].map((name) => `raw/${name}`);
    const seen = await run({ real: listed({ keys }), wanted: { prefix: "raw/" } });
    expect(seen).toMatchObject({ status: "pass", codes: [], summary: `6 keys under s3://${BUCKET}/raw/` });
    expect(seen.facts).toMatchObject({ bucket: BUCKET, prefix: "raw/", keys: 6, "first-keys": keys.slice(0, 5) });
  });

  it("is counted in words", async () => {
    expect((await run()).summary).toBe(`1 key under s3://${BUCKET}/`);
    expect((await run({ real: listed({ truncated: true }) })).summary).toBe(`1 or more keys under s3://${BUCKET}/`);
    expect((await run()).facts).toMatchObject({ prefix: "" });
  });

  it("is listed first, then with a wrong secret and unsigned, then again", async () => {
    const { sent, controls } = await run();
    const [first, ...rest] = sent.map(({ purpose }) => purpose);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:unsigned", "control:wrong-secret"]);
    expect(controls.map(({ name, observed, counts, status }) => [name, observed, counts, status]).sort()).toEqual([
      ["unsigned", "refused", true, 403],
      ["wrong-secret", "refused", true, 403],
    ]);
  });

  it("is asked of the regional endpoint, with as many keys as are wanted, and at least a handful", async () => {
    const { sent } = await run({ wanted: { prefix: "raw/ü" } });
    for (const one of sent) {
      expect(one.request).toMatchObject({ method: "GET", timeoutMs: 5000 });
      expect(new URL(one.request.url).origin).toBe(`https://${BUCKET}.s3.eu-central-1.amazonaws.com`);
      expect(queryOf(one)).toMatchObject({ "list-type": "2", prefix: "raw/ü", "max-keys": "5" });
    }
    const many = await run({ wanted: { minKeys: 7 } });
    expect(queryOf(many.sent[0] as SentRequest)).toMatchObject({ "max-keys": "7" });
    expect(queryOf(many.sent[0] as SentRequest)).not.toHaveProperty("prefix");
  });

  it("is asked of the endpoint that the target names, in the path where it says so", async () => {
    const aws = { s3Endpoint: "http://localhost:9000", forcePathStyle: true };
    const { sent } = await run({ target: { aws } });
    expect(sent[0]?.request.url).toContain(`http://localhost:9000/${BUCKET}`);
  });

  it("is signed with the exchanged credentials, altered or not at all, and none of the secrets is sent", async () => {
    const { sent, secrets } = await run();
    const wire = JSON.stringify(sent.map(({ request }) => request));
    for (const secret of [credentials.secretAccessKey, secrets[0] ?? ""]) expect(wire).not.toContain(secret);
    for (const { purpose, request, mark } of sent) {
      const { authorization } = request.headers;
      if (purpose === "control:unsigned") expect(authorization).toBeUndefined();
      else expect(authorization).toContain(`Credential=${credentials.accessKeyId}/`);
      expect(mark.wrongCredential === true).toBe(purpose === "control:wrong-secret");
      expect(request.headers["x-amz-security-token"]).toBe(
        purpose === "control:unsigned" ? undefined : credentials.sessionToken,
      );
    }
  });
});

describe("how many keys are wanted", () => {
  it.each([
    [0, undefined, ["empty"]],
    [0, 0, []],
    [1, undefined, []],
    [2, 3, ["empty"]],
    [3, 3, []],
  ])("%i of %s", async (count, minKeys, codes) => {
    const keys = Array.from({ length: count }, (_, at) => `k${at}`);
    const seen = await run({ real: listed({ keys }), wanted: minKeys === undefined ? {} : { minKeys } });
    expect(seen.codes).toEqual(codes);
    expect(seen.status).toBe(codes.length === 0 ? "pass" : "fail");
  });

  it("is said where there are fewer", async () => {
    const evidence = await evidenceOf({ real: listed({ keys: [] }), wanted: { prefix: "raw/" } });
    expect(evidence).toEqual({ keys: 0, wanted: 1, place: `s3://${BUCKET}/raw/` });
  });
});

describe("an answer that is no list of this bucket", () => {
  it.each([
    [listed({ name: "another-bucket" }), "not-s3"],
    [listed({ name: "" }), "not-s3"],
    [listed({ count: "" }), "not-s3"],
    [listed({ count: 2 }), "not-s3"],
    [listed({ keys: [""], count: 1 }), "not-s3"],
    [xml(200, "<ListBucketResult/>"), "not-s3"],
    [testAnswer(200, ""), "not-s3"],
    [testAnswer(200, { Name: BUCKET, KeyCount: 1 }), "not-s3"],
    [testAnswer(200, "<html>sign in</html>", { "content-type": "text/html" }), "not-s3"],
    [testAnswer(403, "<html>sign in</html>", { "content-type": "text/html" }), "not-s3"],
    [testAnswer(204, ""), "unexpected-status"],
    [testAnswer(403, ""), "unexpected-status"],
  ])("is never a pass: %#", async (real, code) => {
    const seen = await run({ real });
    expect(seen).toMatchObject({ status: "fail", codes: [code], facts: {} });
  });

  it("is shown by its type, and by the bucket that it names", async () => {
    expect(await evidenceOf({ real: listed({ name: "x".repeat(90) }) })).toEqual({
      status: 200,
      contentType: "application/xml",
      bucketInAnswer: "x".repeat(80),
    });
    expect(await evidenceOf({ real: testAnswer(200, "") })).toEqual({ status: 200, contentType: "none" });
    expect(await evidenceOf({ real: testAnswer(418, "") })).toEqual({ status: 418 });
  });
});

describe("an answer of S3 that is no acceptance", () => {
  it.each([
    [denied, "fail", "access-denied", "aws-admin"],
    [refusal(403, "AllAccessDisabled"), "fail", "account-blocked", "aws-admin"],
    [
      refusal(403, "AccessDenied", "x with an explicit deny in a resource-based policy"),
      "fail",
      "explicit-deny",
      "aws-admin",
    ],
    [refusal(404, "NoSuchBucket"), "fail", "no-such-bucket", "operator"],
    [refusal(301, "PermanentRedirect"), "fail", "wrong-region", "operator"],
    [refusal(400, "AuthorizationHeaderMalformed"), "fail", "wrong-region", "operator"],
    [refusal(400, "ExpiredToken"), "fail", "expired", "registry-admin"],
    [refusal(403, "InvalidAccessKeyId"), "fail", "invalid-key", "registry-admin"],
    [refusal(400, "InvalidToken"), "fail", "invalid-token", "registry-admin"],
    [refusal(400, "InvalidTokenId"), "fail", "invalid-token", "registry-admin"],
    [badSecret, "fail", "bad-signature", "registry-admin"],
    [refusal(403, "RequestTimeTooSkewed"), "fail", "request-time-skewed", "operator"],
    [refusal(503, "SlowDown"), "inconclusive", "throttled", "operator"],
    [refusal(500, "InternalError"), "inconclusive", "server-error", "deployer"],
    [refusal(503, "SomethingNew"), "inconclusive", "server-error", "deployer"],
    [refusal(400, "SomethingNew"), "fail", "unexpected-status", "unclear"],
    [refusal(400, "ValidationError"), "fail", "unexpected-status", "unclear"],
    [testAnswer(307, "", { location: "https://x" }), "fail", "redirected", "operator"],
    [testAnswer(502, "bad gateway"), "inconclusive", "server-error", "deployer"],
    [testFailure("timeout"), "inconclusive", "timeout", "operator"],
    [testFailure("dns-failed"), "inconclusive", "dns-failed", "operator"],
    [testFailure("refused-by-policy"), "tool-error", "refused-by-policy", "operator"],
  ])("is told apart: %#", async (real, status, code, actor) => {
    const seen = await run({ real });
    expect(seen).toMatchObject({ status, codes: [code] });
    expect(seen.findings[0]?.actor).toBe(actor);
  });

  it("is explained with what AWS says of the denial", async () => {
    const words =
      "User: arn:aws:sts::204377154242:assumed-role/Reader/ada is not authorized to perform: s3:ListBucket on resource: " +
      `&quot;arn:aws:s3:::${BUCKET}&quot; with an explicit deny in an identity-based policy`;
    const seen = await run({ real: refusal(403, "AccessDenied", words) });
    expect(seen.codes).toEqual(["explicit-deny"]);
    expect(seen.findings[0]).toMatchObject({
      actor: "aws-admin",
      evidence: {
        status: 403,
        awsCode: "AccessDenied",
        principal: "arn:aws:sts::204377154242:assumed-role/Reader/ada",
        action: "s3:ListBucket",
        resource: `arn:aws:s3:::${BUCKET}`,
        policyType: expect.stringContaining("identity-based"),
      },
    });
    expect(await evidenceOf({ real: denied })).toEqual({
      status: 403,
      awsCode: "AccessDenied",
      message: "Access Denied",
    });
  });

  it("names the right region, wherever the answer does", async () => {
    const region = "<Region>us-west-2</Region><Endpoint>b.s3.us-west-2.amazonaws.com</Endpoint>";
    expect(await evidenceOf({ real: refusal(301, "PermanentRedirect", "no", region) })).toMatchObject({
      rightRegion: "us-west-2",
      rightEndpoint: "b.s3.us-west-2.amazonaws.com",
    });
    const header = { "x-amz-bucket-region": "us-west-2" };
    expect(await evidenceOf({ real: refusal(301, "PermanentRedirect", "no", "", header) })).toMatchObject({
      rightRegion: "us-west-2",
      rightEndpoint: null,
    });
    expect(await evidenceOf({ real: refusal(301, "PermanentRedirect") })).toMatchObject({ rightRegion: null });
  });

  it("is named in the layer's line", async () => {
    expect((await run({ real: refusal(404, "NoSuchBucket") })).summary).toBe("404: NoSuchBucket");
    expect((await run({ real: testAnswer(200, "") })).summary).toMatch(/^200: /);
  });
});

describe("the controls of a bucket", () => {
  it.each([
    [{ wrongSecret: listed() }, "fail", ["not-enforced"]],
    [{ wrongSecret: listed(), unsigned: listed() }, "fail", ["not-enforced"]],
    [{ unsigned: listed() }, "inconclusive", ["anonymous-access"]],
    [{ unsigned: listed(), wrongSecret: refusal(503, "SlowDown") }, "fail", ["not-enforced", "control-unanswered"]],
    [{ unsigned: testFailure("unreachable") }, "inconclusive", ["control-unanswered"]],
    [{ wrongSecret: refusal(500, "InternalError") }, "inconclusive", ["control-unanswered"]],
    [{ wrongSecret: refusal(404, "NoSuchBucket") }, "inconclusive", ["control-unanswered"]],
    [{ wrongSecret: listed({ keys: [] }) }, "fail", ["not-enforced"]],
    [{ wrongSecret: listed({ name: "another-bucket" }) }, "inconclusive", ["control-unanswered"]],
  ])("have to be refused: %#", async (given, status, codes) => {
    expect(await run(given)).toMatchObject({ status, codes });
  });

  it("are open to a subject that expects so", async () => {
    const target = { access: { s3: "open" } } as const;
    expect(await run({ target, unsigned: listed() })).toMatchObject({ status: "pass", codes: [] });
    expect(await run({ target, wrongSecret: listed() })).toMatchObject({ status: "fail", codes: ["not-enforced"] });
  });

  it("are sent after any answer of S3, and then prove nothing", async () => {
    const seen = await run({ real: refusal(404, "NoSuchBucket") });
    expect(seen.sent).toHaveLength(3);
    expect(seen.controls.map(({ observed, counts }) => [observed, counts])).toEqual([
      ["refused", false],
      ["refused", false],
    ]);
  });

  it("are not sent after none", async () => {
    const seen = await run({ real: testAnswer(200, "<html>") });
    expect(seen.sent).toHaveLength(1);
    expect(seen.controls.map(({ observed, note }) => [observed, note])).toEqual([
      ["no-answer", "not sent"],
      ["no-answer", "not sent"],
    ]);
  });

  it("are missed where they are switched off", async () => {
    const seen = await run({ input: { controls: "off" } });
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["controls-off"], controls: [] });
  });

  it("are followed by the list itself, which has to be given again", async () => {
    expect(await run({ repeat: denied })).toMatchObject({ status: "inconclusive", codes: ["not-repeatable"] });
  });
});

describe("the clock of S3", () => {
  it("is looked at in every answer", async () => {
    const date = new Date(testNow - 3_600_000).toUTCString();
    const wrongSecret = { ...badSecret, headers: { ...badSecret.headers, date } };
    expect(await run({ wrongSecret })).toMatchObject({ status: "pass", codes: ["clock-skew"] });
  });
});

describe("a subject that is to be refused by S3", () => {
  const target = { access: { s3: "refused" } } as const;

  it("passes where it is, and fails where it may list", async () => {
    expect(await run({ target, real: denied })).toMatchObject({ status: "pass", codes: [] });
    expect(await run({ target })).toMatchObject({ status: "fail", codes: ["unexpected-access"] });
    expect(s3.variant?.(testInput({ token, target })).proves).toContain("refuses this subject");
  });

  it("is not refused by a bucket that is not there", async () => {
    const seen = await run({ target, real: refusal(404, "NoSuchBucket") });
    expect(seen).toMatchObject({ status: "fail", codes: ["no-such-bucket"] });
  });
});

describe("what is said before the run", () => {
  const input = (parts: Partial<LayerInput["target"]> = {}, rest: Partial<Omit<LayerInput, "target">> = {}) =>
    testInput({ token, ...rest, target: { region: "eu-central-1", s3: { bucket: BUCKET }, ...parts } });

  it("is the most that is sent", async () => {
    const { sent } = await run();
    expect(s3.plan(input())).toEqual({
      requests: sent.length,
      wrongCredentials: sent.filter(({ mark }) => mark.wrongCredential === true).length,
      awsSessionsMinted: 0,
      destinations: [`https://${BUCKET}.s3.eu-central-1.amazonaws.com`],
    });
    expect(s3.plan(input({}, { controls: "off" }))).toMatchObject({ requests: 2, wrongCredentials: 0 });
    expect(s3.controls(input()).map(({ name }) => name)).toEqual(["wrong-secret", "unsigned"]);
    expect(s3.controls(input({}, { token: null }))).toEqual([]);
    expect(s3.controls(input({ s3: {} }))).toEqual([]);
    expect(s3.doing(input({ s3: { bucket: BUCKET, prefix: "raw/" } }))).toBe(`listing s3://${BUCKET}/raw/`);
  });

  it("is that it concerns a target with a bucket, and is required there", () => {
    expect(s3.notApplicable(input())).toBeNull();
    expect(s3.requiredByDefault(input())).toBe(true);
    expect(s3.notApplicable(input({ s3: {} }))).toContain("no bucket");
    expect(s3.requiredByDefault(input({ s3: {} }))).toBe(false);
    expect(s3.needs(input()).map(({ name }) => name)).toEqual([awsCredentials.name, awsRegion.name]);
  });

  it.each([[[[awsCredentials, credentials] as const]], [[[awsRegion, "eu-central-1"] as const]]])(
    "is that nothing is asked without credentials and region: %#",
    async (given) => {
      const context = createTestContext({ layer: s3, input: input(), given });
      expect((await context.run()).status).toBe("not-applicable");
      expect(context.sent).toEqual([]);
    },
  );

  it("is a command that does the same by hand, where the registry gives the credentials", () => {
    const registryUrl = "https://r.example.org";
    const lines = (parts: Partial<LayerInput["target"]>) => s3.byHand(testInput({ token, target: parts }))?.split("\n");
    expect(lines({ registryUrl, s3: { bucket: BUCKET } })).toContain(
      `  aws s3api list-objects-v2 --bucket ${BUCKET} --max-items 5`,
    );
    const full = {
      registryUrl,
      region: "eu-central-1",
      aws: { s3Endpoint: "http://127.0.0.1:1/$(id)" },
      s3: { bucket: "b;id", prefix: "it's" },
    };
    expect(lines(full)).toContain(
      "  aws s3api list-objects-v2 --bucket 'b;id' --max-items 5 --prefix 'it'\\''s' --region eu-central-1" +
        " --endpoint-url 'http://127.0.0.1:1/$(id)'",
    );
    expect(lines({ registryUrl, s3: {} })).toBeUndefined();
    expect(lines({ s3: { bucket: BUCKET } })).toBeUndefined();
    expect(lines({ registryUrl, s3: { bucket: BUCKET }, exchange: { strategy: "assume-role" } })).toBeUndefined();
  });
});
