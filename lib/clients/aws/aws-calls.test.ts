import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DoorRequest } from "@/lib/http/door-types";
import type { AwsCall } from "./aws-call";
import { assumeRole } from "./call-assume-role";
import { assumeRoleWithWebIdentity } from "./call-assume-role-with-web-identity";
import { getCallerIdentity } from "./get-caller-identity";
import { getRole } from "./get-role";
import { listObjects } from "./list-objects";
import { readFirstByte } from "./read-first-byte";
import { answer, fakeCall, noAnswer, testCredentials } from "./test-aws";

const identity = (
  account = "111122223333",
) => `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult><Arn>arn:aws:sts::111122223333:assumed-role/R/s</Arn><UserId>AROAX:s</UserId>
  <Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

const list = `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <Name>data</Name><Prefix>raw/</Prefix><KeyCount>2</KeyCount><MaxKeys>5</MaxKeys><IsTruncated>true</IsTruncated>
  <Contents><Key>raw/a</Key><Size>1</Size></Contents><Contents><Key>raw/b &amp; c</Key><Size>1</Size></Contents>
  <CommonPrefixes><Prefix>raw/x/</Prefix></CommonPrefixes></ListBucketResult>`;

const assumed = (
  expiration = "2026-06-01T01:00:00Z",
) => `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult><AssumedRoleUser><AssumedRoleId>AROAX:s</AssumedRoleId>
  <Arn>arn:aws:sts::111122223333:assumed-role/R/s</Arn></AssumedRoleUser><Credentials>
  <AccessKeyId>ASIAASSUMEDASSUMED00</AccessKeyId><SecretAccessKey>assumed-secret</SecretAccessKey>
  <SessionToken>assumed-token</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult>
  </AssumeRoleResponse>`;
const assumedByWebIdentity = assumed().replaceAll("AssumeRoleRes", "AssumeRoleWithWebIdentityRes");
const assumedRole = {
  accessKeyId: "ASIAASSUMEDASSUMED00",
  secretAccessKey: "assumed-secret",
  sessionToken: "assumed-token",
  expiration: "2026-06-01T01:00:00.000Z",
  arn: "arn:aws:sts::111122223333:assumed-role/R/s",
};
const role = { roleArn: "arn:aws:iam::111122223333:role/x/R", sessionName: "bonafide-0a1b2c3d" };

const bucket = { bucket: "data", prefix: "raw/", maxKeys: 5 };
const bothCalls = [
  ["STS", (input: ReturnType<typeof fakeCall>["input"]): Promise<AwsCall<unknown>> => getCallerIdentity(input)],
  [
    "S3",
    (input: ReturnType<typeof fakeCall>["input"]): Promise<AwsCall<unknown>> => listObjects({ ...input, ...bucket }),
  ],
  ["AssumeRole", (input: ReturnType<typeof fakeCall>["input"]) => assumeRole({ ...input, ...role })],
  [
    "GetObject",
    (input: ReturnType<typeof fakeCall>["input"]): Promise<AwsCall<unknown>> =>
      readFirstByte({ ...input, bucket: "data", key: "raw/a" }),
  ],
  ["IAM", (input: ReturnType<typeof fakeCall>["input"]) => getRole({ ...input, roleName: "R" })],
] as const;
const formOf = (request: DoorRequest | undefined) => Object.fromEntries(new URLSearchParams(String(request?.body)));

describe("a byte order mark before the XML", () => {
  it("is passed over in an answer and in an error", async () => {
    const mark = "\uFEFF";
    const named = await getCallerIdentity(fakeCall(answer(200, `${mark}${identity()}`)).input);
    expect(named.value?.account).toBe("111122223333");
    const listed = await listObjects({ ...fakeCall(answer(200, `${mark}${list}`)).input, ...bucket });
    expect(listed.value?.name).toBe("data");
    const denied = `${mark}<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>no</Message></Error>`;
    const refused = await listObjects({ ...fakeCall(answer(403, denied)).input, ...bucket });
    expect(refused.error).toMatchObject({ code: "AccessDenied", message: "no" });
  });
});

describe("good answers", () => {
  it("name the caller", async () => {
    const { requests, input } = fakeCall(answer(200, identity(), { "x-amzn-requestid": "req-1" }));
    const call = await getCallerIdentity(input);
    expect(call).toMatchObject({
      value: { account: "111122223333", arn: "arn:aws:sts::111122223333:assumed-role/R/s", userId: "AROAX:s" },
      error: null,
      requestId: "req-1",
    });
    expect(requests).toMatchObject([
      { method: "POST", url: "https://sts.eu-central-1.amazonaws.com/", timeoutMs: 5_000, signal: input.signal },
    ]);
  });

  it("list the bucket", async () => {
    const { requests, input } = fakeCall(answer(200, list, { "x-amz-request-id": "req-2" }));
    const call = await listObjects({ ...input, ...bucket });
    expect(call).toMatchObject({
      value: { name: "data", keyCount: 2, keys: ["raw/a", "raw/b & c"], prefixes: 1, prefix: "raw/", truncated: true },
      error: null,
      requestId: "req-2",
    });
    expect(requests.map((request) => request.url)).toEqual([
      "https://data.s3.eu-central-1.amazonaws.com/?list-type=2&max-keys=5&prefix=raw%2F",
    ]);
  });
});

describe("a byte order mark before the XML", () => {
  const mark = "\uFEFF";
  it("keeps no answer from being read", async () => {
    expect((await getCallerIdentity(fakeCall(answer(200, mark + identity())).input)).value?.account).toBe(
      "111122223333",
    );
    const listed = await listObjects({ ...fakeCall(answer(200, mark + list)).input, ...bucket });
    expect(listed.value).toMatchObject({ name: "data", keyCount: 2 });
    const taken = await assumeRole({ ...fakeCall(answer(200, mark + assumed())).input, ...role });
    expect(taken.value).toMatchObject(assumedRole);
    const denied = `${mark}<Error><Code>AccessDenied</Code><Message>no</Message></Error>`;
    expect((await listObjects({ ...fakeCall(answer(403, denied)).input, ...bucket })).error).toMatchObject({
      code: "AccessDenied",
      message: "no",
    });
  });

  it("is taken away once, and half of one not at all", async () => {
    const twice = await getCallerIdentity(fakeCall(answer(200, mark + mark + identity())).input);
    expect(twice.value?.account).toBeUndefined();
    for (const bytes of [[0xef], [0xef, 0xbb], [0xef, 0xbb, 0x20], [0x20, 0xbb, 0xbf], [0xef, 0x20, 0xbf]]) {
      const half = { ...answer(200, ""), body: new Uint8Array([...bytes, ...new TextEncoder().encode(identity())]) };
      expect((await getCallerIdentity(fakeCall(half).input)).value?.account).toBeUndefined();
    }
  });
});

describe("assuming a role", () => {
  it("gives the credentials and the session", async () => {
    const { requests, input } = fakeCall(answer(200, assumed()));
    const call = await assumeRole({ ...input, ...role });
    expect(call).toMatchObject({ value: assumedRole, error: null });
    expect(requests.map((request) => request.url)).toEqual(["https://sts.eu-central-1.amazonaws.com/"]);
    expect(formOf(requests[0])).toEqual({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
    });
  });

  it("sends external id, duration, tags and source identity where they are given", async () => {
    const { requests, input } = fakeCall(answer(200, assumed()));
    const sessionTags = { team: "data", stage: "x" };
    await assumeRole({
      ...input,
      ...role,
      externalId: "ext",
      durationSeconds: 900,
      sourceIdentity: "ada",
      sessionTags,
    });
    expect(formOf(requests[0])).toMatchObject({
      ExternalId: "ext",
      DurationSeconds: "900",
      SourceIdentity: "ada",
      "Tags.member.1.Key": "team",
      "Tags.member.2.Value": "x",
    });
  });

  it("with an ID token signs nothing and sends no key of anybody", async () => {
    const { requests, input } = fakeCall(answer(200, assumedByWebIdentity));
    const { credentials: _, ...unsigned } = input;
    const call = await assumeRoleWithWebIdentity({ ...unsigned, ...role, token: "a.b.c" });
    expect(call).toMatchObject({ value: assumedRole, error: null });
    expect(Object.keys(requests[0]?.headers ?? {}).filter((name) => /authorization|amz-security/.test(name))).toEqual(
      [],
    );
    expect(formOf(requests[0])).toMatchObject({ Action: "AssumeRoleWithWebIdentity", WebIdentityToken: "a.b.c" });
  });

  it.each(["", "soon", "<b/>"])("has no date for the expiration %j", async (text) => {
    const call = await assumeRole({ ...fakeCall(answer(200, assumed(text))).input, ...role });
    expect(call.value?.expiration).toBeUndefined();
  });
});

describe("reading a role", () => {
  const policy = '{"Statement":[{"Effect":"Allow"}]}';
  const body = `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role>
    <Path>/x/</Path><RoleName>R</RoleName><RoleId>AROAX</RoleId><Arn>${role.roleArn}</Arn>
    <CreateDate>2026-01-01T00:00:00Z</CreateDate><MaxSessionDuration>3600</MaxSessionDuration>
    <AssumeRolePolicyDocument>${encodeURIComponent(policy)}</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>`;

  it.each([
    ["eu-central-1", "https://iam.amazonaws.com/", "/us-east-1/iam/"],
    ["us-gov-east-1", "https://iam.us-gov.amazonaws.com/", "/us-gov-west-1/iam/"],
    ["cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn/", "/cn-north-1/iam/"],
  ])("asks the partition's IAM from %s", async (region, url, scope) => {
    const { requests, input } = fakeCall(answer(200, body));
    const call = await getRole({ ...input, region, roleName: "R" });
    expect(call.value).toEqual({ arn: role.roleArn, trustPolicy: policy, maxSessionSeconds: 3600 });
    expect(requests[0]?.url).toBe(url);
    expect(requests[0]?.headers.authorization).toContain(scope);
  });
});

describe("what is sent", () => {
  it.each(bothCalls)("%s signs each header it sends, none of them about us", async (_, send) => {
    const { requests, input } = fakeCall(answer(200, ""));
    await send(input);
    const headers = requests[0]?.headers ?? {};
    const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
    const sent = Object.keys(headers).filter((name) => name !== "authorization");
    expect(signed.toSorted()).toEqual(sent.toSorted());
    expect(sent.filter((name) => /user-agent|trace/.test(name))).toEqual([]);
    expect(headers.authorization).toContain(`Credential=${testCredentials.accessKeyId}/`);
    expect(headers["x-amz-security-token"]).toBe(testCredentials.sessionToken);
  });

  it("is unsigned on demand, with no key and no token", async () => {
    const { requests, input } = fakeCall(answer(200, list));
    await listObjects({ ...input, ...bucket, unsigned: true });
    const names = Object.keys(requests[0]?.headers ?? {});
    expect(names).not.toContain("authorization");
    expect(names).not.toContain("x-amz-security-token");
  });

  it("leaves the credentials object alone, frozen or not", async () => {
    const { input } = fakeCall(answer(200, identity()));
    const credentials = Object.freeze({ ...testCredentials });
    expect((await getCallerIdentity({ ...input, credentials })).error).toBeNull();
    expect(Object.keys(credentials)).toEqual(Object.keys(testCredentials));
  });

  it("stays one request when the server fails, throttles, redirects or claims another time", async () => {
    const hour = new Date(Date.now() + 3_600_000).toUTCString();
    for (const [status, code] of [
      [503, "SlowDown"],
      [500, "InternalError"],
      [400, "Throttling"],
      [301, "PermanentRedirect"],
      [403, "RequestTimeTooSkewed"],
    ] as const) {
      for (const [, send] of bothCalls) {
        const body = `<Error><Code>${code}</Code><Message>m</Message></Error>`;
        const { requests, input } = fakeCall(answer(status, body, { date: hour, "x-amz-bucket-region": "eu-west-1" }));
        await send(input);
        expect(requests).toHaveLength(1);
      }
    }
  });
});

describe("answers that are no success", () => {
  const garbage: readonly (readonly [number, string])[] = [
    [200, ""],
    [200, "<html><body>Log in</body></html>"],
    [200, "{}"],
    [200, '{"Account":"111122223333"}'],
    [200, "<a><b>"],
    [200, "not xml"],
    [403, ""],
    [403, '{"message":"Forbidden"}'],
    [404, "<html>nothing here</html>"],
    [502, "<html><h1>Bad gateway"],
    [500, "\u0000\u0001"],
  ];
  it.each(bothCalls)("%s: garbage gives neither evidence nor an error code", async (_, send) => {
    for (const [status, body] of garbage) {
      const call = await send(fakeCall(answer(status, body)).input);
      expect([body, call.error]).toEqual([body, null]);
      expect(JSON.stringify(call.value ?? {})).not.toMatch(/1111|Log in|name"/);
    }
  });

  it("carry an allow-list of error fields and never what S3 echoes", async () => {
    const body = `<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message>
      <Token-0>${testCredentials.sessionToken}</Token-0><CanonicalRequest>x-amz-security-token:${testCredentials.sessionToken}</CanonicalRequest>
      <Region>eu-west-1</Region><Endpoint>data.s3.eu-west-1.amazonaws.com</Endpoint><RequestId>r</RequestId></Error>`;
    const { error } = await listObjects({ ...fakeCall(answer(400, body)).input, ...bucket });
    expect(error).toEqual({
      code: "ExpiredToken",
      message: "The provided token has expired.",
      status: 400,
      region: "eu-west-1",
      endpoint: "data.s3.eu-west-1.amazonaws.com",
    });
  });

  it("keep the wire code of STS and leave out the canonical request it repeats", async () => {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match. Check your key.

The Canonical String for this request should have been
'POST / x-amz-security-token:${testCredentials.sessionToken}'</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
    const { error } = await getCallerIdentity(fakeCall(answer(403, body)).input);
    expect(error).toMatchObject({
      code: "SignatureDoesNotMatch",
      message: "The request signature we calculated does not match. Check your key.",
      status: 403,
    });
  });

  it("name the right region from the header when the body does not", async () => {
    const body = "<Error><Code>PermanentRedirect</Code><Message>m</Message></Error>";
    const { input } = fakeCall(answer(301, body, { "x-amz-bucket-region": "ap-south-1" }));
    expect((await listObjects({ ...input, ...bucket })).error?.region).toBe("ap-south-1");
  });

  it.each(bothCalls)("%s: no answer is handed on as it is", async (_, send) => {
    for (const failure of ["timeout", "tls-failed", "unreachable", "cancelled"] as const) {
      const call = await send(fakeCall(noAnswer(failure)).input);
      expect(call).toMatchObject({ raw: { kind: "failure", failure }, value: null, error: null, requestId: null });
    }
  });

  it("settings from which no request can be made are refused, not thrown", async () => {
    const { requests, input } = fakeCall(answer(200, list));
    const call = await listObjects({ ...input, ...bucket, bucket: "evil.example/x?" });
    expect(call).toMatchObject({ raw: { kind: "failure", failure: "refused-by-policy" }, value: null });
    const cancelled = await getCallerIdentity({ ...input, region: "us-east-1.evil.example/#", endpoint: "no url" });
    expect(cancelled).toMatchObject({ raw: { kind: "failure" }, value: null });
    expect(requests).toEqual([]);
  });
});

describe("a poisoned environment", () => {
  const before = { ...process.env };
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "aws-poison-"));
    const profile = [
      "region = us-west-2",
      "endpoint_url = http://127.0.0.1:1/profile",
      "services = poison",
      "max_attempts = 7",
      "retry_mode = adaptive",
      "use_fips_endpoint = true",
      "use_dualstack_endpoint = true",
      "defaults_mode = legacy",
      "s3_use_arn_region = true",
      "s3_disable_express_session_auth = false",
      "request_checksum_calculation = when_supported",
      "auth_scheme_preference = sigv4a, bearer",
      "sigv4a_signing_region_set = *",
      "disable_clock_skew_correction = false",
      "aws_access_key_id = AKIAPROFILEPROFILE00",
      "aws_secret_access_key = profile",
      "credential_process = /bin/false",
    ];
    const services =
      "[services poison]\nsts =\n  endpoint_url = http://127.0.0.1:1/sts\ns3 =\n  endpoint_url = http://127.0.0.1:1/s3\n";
    writeFileSync(
      join(folder, "config"),
      `[default]\n${profile.join("\n")}\n[profile poison]\n${profile.join("\n")}\n${services}`,
    );
    Object.assign(process.env, {
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "config"),
      AWS_PROFILE: "poison",
      AWS_REGION: "us-west-2",
      AWS_DEFAULT_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "AKIAENVENVENVENVENV0",
      AWS_SECRET_ACCESS_KEY: "environment",
      AWS_SESSION_TOKEN: "environment-token",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1/env",
      AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1/env-sts",
      AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1/env-s3",
      AWS_USE_FIPS_ENDPOINT: "true",
      AWS_USE_DUALSTACK_ENDPOINT: "true",
      AWS_STS_REGIONAL_ENDPOINTS: "legacy",
      AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: "legacy",
      AWS_S3_USE_ARN_REGION: "true",
      AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: "false",
      AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: "false",
      AWS_REQUEST_CHECKSUM_CALCULATION: "WHEN_SUPPORTED",
      AWS_RESPONSE_CHECKSUM_VALIDATION: "WHEN_SUPPORTED",
      AWS_MAX_ATTEMPTS: "7",
      AWS_RETRY_MODE: "adaptive",
      AWS_DEFAULTS_MODE: "in-region",
      AWS_AUTH_SCHEME_PREFERENCE: "sigv4a,bearer",
      AWS_SIGV4A_SIGNING_REGION_SET: "*",
      AWS_SDK_UA_APP_ID: "poison",
      AWS_EXECUTION_ENV: "AWS_Lambda_poison",
      AWS_LAMBDA_FUNCTION_NAME: "poison",
      _X_AMZN_TRACE_ID: "Root=1-poison",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/container",
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "config"),
      AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/poison",
      HTTP_PROXY: "http://127.0.0.1:1",
      HTTPS_PROXY: "http://127.0.0.1:1",
    });
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(folder, { recursive: true });
    vi.restoreAllMocks();
  });

  const shape = (request: DoorRequest | undefined) => ({
    url: request?.url,
    headers: Object.entries(request?.headers ?? {})
      .filter(([name]) => !["authorization", "amz-sdk-invocation-id", "x-amz-date"].includes(name))
      .toSorted(),
    signed: request?.headers.authorization?.replace(/Signature=.*/, "").replace(/\/\d{8}\//, "/DATE/"),
  });

  it.each(bothCalls)(
    "%s sends the same single request with the given key, and opens no connection itself",
    async (_, send) => {
      const poisoned = fakeCall(answer(503, "<Error><Code>SlowDown</Code><Message>m</Message></Error>"));
      const connect = vi.spyOn(Socket.prototype, "connect");
      await send(poisoned.input);
      expect(connect).not.toHaveBeenCalled();
      expect(poisoned.requests).toHaveLength(1);
      for (const name of Object.keys(process.env)) if (/^AWS_|^_X_AMZN/.test(name)) delete process.env[name];
      const clean = fakeCall(answer(503, "<Error><Code>SlowDown</Code><Message>m</Message></Error>"));
      await send(clean.input);
      expect(shape(poisoned.requests[0])).toEqual(shape(clean.requests[0]));
      const scope = /Credential=(\S+)\/DATE\/(\S+?)\//.exec(shape(clean.requests[0]).signed ?? "");
      expect(scope?.slice(1)).toEqual([
        testCredentials.accessKeyId,
        clean.requests[0]?.url.includes("//iam.") === true ? "us-east-1" : "eu-central-1",
      ]);
    },
  );

  it("gives an unsigned call neither a key nor a signature", async () => {
    const { requests, input } = fakeCall(answer(200, assumedByWebIdentity));
    const connect = vi.spyOn(Socket.prototype, "connect");
    await assumeRoleWithWebIdentity({ ...input, ...role, token: "a.b.c" });
    expect(connect).not.toHaveBeenCalled();
    expect(requests.map((request) => request.url)).toEqual(["https://sts.eu-central-1.amazonaws.com/"]);
    expect(JSON.stringify(requests)).not.toMatch(/AKIA|authorization|environment|poison/i);
  });

  it("is not even looked at", async () => {
    const real = process.env;
    const read = new Set<string>();
    process.env = new Proxy(real, {
      get: (target, name) => {
        read.add(String(name));
        return Reflect.get(target, name);
      },
      set: (target, name, value: string) => {
        target[String(name)] = value;
        return true;
      },
    });
    try {
      for (const [, send] of bothCalls) await send(fakeCall(answer(200, "")).input);
    } finally {
      process.env = real;
    }
    // Whether a warning is due, and whether this is Lambda; neither touches the request.
    const harmless = /NODE_VERSION_SUPPORT|^AWS_LAMBDA_(NODEJS|BENCHMARK)|DEFAULT_SOCKET_TIMEOUT/;
    expect([...read].filter((name) => /^_?(AWS|X_AMZN)|HOME|PROXY/i.test(name) && !harmless.test(name))).toEqual([]);
  });
});
