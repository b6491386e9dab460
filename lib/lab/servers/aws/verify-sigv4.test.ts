import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baselineConfig } from "@/lib/lab/baseline-config";
import { openStack } from "@/lib/lab/open-stack";
import { withSts } from "@/lib/lab/stack/config-changes";
import { type Lab, type LabStack, startLab } from "@/lib/lab/start-lab";
import { verifySigV4 } from "./verify-sigv4";

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

let lab: Lab;
let stack: LabStack;
let keys: Keys;

beforeAll(async () => {
  lab = await startLab();
  stack = await lab.baseline();
  keys = await exchange(stack);
});
afterAll(() => lab.close());

async function exchange(from: LabStack): Promise<Keys> {
  const config: { registryUrl: string } = await (await fetch(`${from.target.catalogUrl}/config.json`)).json();
  const answer = await fetch(`${config.registryUrl}/api/auth/get_credentials`, {
    headers: { authorization: `Bearer ${from.token}` },
  });
  const body: Record<string, string> = await answer.json();
  return {
    accessKeyId: body.AccessKeyId ?? "",
    secretAccessKey: body.SecretAccessKey ?? "",
    sessionToken: body.SessionToken ?? "",
  };
}

const settings = { maxAttempts: 1, disableClockSkewCorrection: true };

function sts(credentials: Keys, region = "us-east-1", at: LabStack = stack): STSClient {
  const endpoint = at.target.aws?.stsEndpoint ?? "";
  return new STSClient({ ...settings, region, endpoint, credentials: { ...credentials } });
}

/** Asks an STS whose clock is off. */
async function whoAmIAtSkew(minutes: number) {
  const config = withSts(baselineConfig(), { clockOffsetS: minutes * 60 });
  const logPath = join(tmpdir(), `bonafide-skew-${process.pid}-${minutes}.jsonl`);
  const skewed = await openStack({ id: "skewed", config, logPath, onMinted: () => {} });
  try {
    return await whoAmI(sts(await exchange(skewed), "us-east-1", skewed));
  } finally {
    await skewed.close();
    await rm(logPath);
  }
}

function s3(credentials: Keys): S3Client {
  const endpoint = stack.target.aws?.s3Endpoint ?? "";
  return new S3Client({
    ...settings,
    region: "us-east-1",
    endpoint,
    forcePathStyle: true,
    credentials: { ...credentials },
  });
}

const whoAmI = (client: STSClient) => client.send(new GetCallerIdentityCommand({}));
const list = (client: S3Client, prefix = "raw/") =>
  client.send(new ListObjectsV2Command({ Bucket: stack.target.s3?.bucket, Prefix: prefix, MaxKeys: 2 }));

describe("the lab's STS against the AWS SDK", () => {
  it("names the role session of rightly signed credentials", async () => {
    const answer = await whoAmI(sts(keys));
    expect(answer.Arn).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/LabReadRole\/lab-session$/);
    expect(answer.UserId).toMatch(/^AROA[A-Z2-7]{16}:lab-session$/);
    expect(stack.target.expect?.roleArn).toBe(`arn:aws:iam::${answer.Account}:role/quilt/LabReadRole`);
  });

  it("refuses a wrong secret", async () => {
    await expect(whoAmI(sts({ ...keys, secretAccessKey: `${keys.secretAccessKey}x` }))).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("refuses a key it never issued", async () => {
    const unknown = { ...keys, accessKeyId: `ASIA${"A".repeat(16)}` };
    await expect(whoAmI(sts(unknown))).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  it("refuses the session token of another session", async () => {
    const other = await exchange(stack);
    const mixed = { ...keys, sessionToken: other.sessionToken };
    await expect(whoAmI(sts(mixed))).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  it.each([20, -20])("refuses a clock that is %i minutes off, in words of the signature", async (minutes) => {
    await expect(whoAmIAtSkew(minutes)).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      message: expect.stringMatching(/^Signature (expired|not yet current): /),
    });
  });

  it.each([14, -14])("takes a clock that is %i minutes off", async (minutes) => {
    await expect(whoAmIAtSkew(minutes)).resolves.toHaveProperty("Account");
  });

  it("refuses a signature for another region", async () => {
    await expect(whoAmI(sts(keys, "eu-west-1"))).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
  });

  it("refuses an unsigned request", async () => {
    const answer = await fetch(stack.target.aws?.stsEndpoint ?? "", {
      method: "POST",
      body: "Action=GetCallerIdentity",
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  });

  it("refuses a body that was changed after signing", async () => {
    const client = sts(keys);
    client.middlewareStack.add(
      (next) => (args) => {
        const request: unknown = args.request;
        const body: unknown = typeof request === "object" && request !== null ? Reflect.get(request, "body") : null;
        if (typeof request === "object" && request !== null && typeof body === "string") {
          Reflect.set(request, "body", body.replace("2011", "2012"));
        }
        return next(args);
      },
      { step: "finalizeRequest", priority: "low", name: "tamper" },
    );
    await expect(whoAmI(client)).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
  });
});

describe("the lab's S3 against the AWS SDK", () => {
  it("lists the bucket for rightly signed credentials", async () => {
    const answer = await list(s3(keys));
    expect(answer).toMatchObject({ Name: stack.target.s3?.bucket, KeyCount: 2, IsTruncated: true });
    expect(answer.Contents?.map((object) => object.Key)).toEqual(["raw/2026/plate-01.csv", "raw/2026/plate-02.csv"]);
  });

  it.each(["a b/", "ü*'()!~+&=", "100%/ä"])("verifies the signature over the prefix %j", async (prefix) => {
    await expect(list(s3(keys), prefix)).resolves.toMatchObject({ KeyCount: 0 });
  });

  it("refuses a wrong secret, an unknown key and a wrong session token, each by its own code", async () => {
    const named = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });
    const wrongSecret = s3({ ...keys, secretAccessKey: `${keys.secretAccessKey}x` });
    await expect(list(wrongSecret)).rejects.toMatchObject(named("SignatureDoesNotMatch", 403));
    const unknown = s3({ ...keys, accessKeyId: `ASIA${"A".repeat(16)}` });
    await expect(list(unknown)).rejects.toMatchObject(named("InvalidAccessKeyId", 403));
    const wrongToken = s3({ ...keys, sessionToken: "x".repeat(64) });
    await expect(list(wrongToken)).rejects.toMatchObject(named("InvalidToken", 400));
  });

  it("refuses an unsigned list", async () => {
    const answer = await fetch(`${stack.target.aws?.s3Endpoint}/${stack.target.s3?.bucket}?list-type=2`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>AccessDenied</Code>");
  });
});

describe("verifySigV4", () => {
  const find = () => ({
    accessKeyId: "K",
    secretAccessKey: "S",
    sessionToken: "",
    expiresAtMs: Number.MAX_SAFE_INTEGER,
  });
  const authorization = `AWS4-HMAC-SHA256 Credential=K/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

  it("wants every x-amz header signed", () => {
    const headers = { host: "h", authorization, "x-amz-date": "20260101T000000Z" };
    const request = { method: "GET", path: "/", query: "", headers, body: new Uint8Array() };
    const result = verifySigV4(request, { service: "s3", region: "us-east-1", nowMs: Date.UTC(2026, 0, 1), find });
    expect(result).toMatchObject({ ok: false, problem: "incomplete" });
  });

  it("calls a broken Authorization header incomplete", () => {
    const headers = { host: "h", authorization: "AWS4-HMAC-SHA256 Credential=K" };
    const request = { method: "GET", path: "/", query: "", headers, body: new Uint8Array() };
    const result = verifySigV4(request, { service: "s3", region: "us-east-1", nowMs: 0, find });
    expect(result).toMatchObject({ ok: false, problem: "incomplete" });
  });
});
