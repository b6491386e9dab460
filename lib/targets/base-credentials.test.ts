import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors";
import type { TargetFile } from "@/lib/wire/target-schema";
import { resolveBaseCredentials } from "./base-credentials";

const ambient = {
  AWS_ACCESS_KEY_ID: "AKIAAMBIENTAMBIENT00",
  AWS_SECRET_ACCESS_KEY: "ambient-secret",
  AWS_SESSION_TOKEN: "ambient-token",
  AWS_PROFILE: "other",
};
const base = { BASE_AWS_ACCESS_KEY_ID: "AKIABASEBASEBASEBASE", BASE_AWS_SECRET_ACCESS_KEY: "base-secret-base" };

let home = "";
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "bonafide-base-"));
  await mkdir(join(home, ".aws"));
  await writeFile(
    join(home, ".aws", "credentials"),
    [
      "[default]",
      "aws_access_key_id = AKIADEFAULTDEFAULT00",
      "aws_secret_access_key = default-secret",
      "[broker]",
      "aws_access_key_id = AKIABROKERBROKER0000",
      "aws_secret_access_key = broker-secret",
      "",
    ].join("\n"),
  );
  await writeFile(
    join(home, ".aws", "config"),
    [
      "[profile broker]",
      "aws_access_key_id = AKIACONFIGCONFIG0000",
      "aws_secret_access_key = config-secret",
      "aws_session_token = config-token",
      "[profile chained]",
      "role_arn = arn:aws:iam::111122223333:role/R",
      "source_profile = broker",
      "[profile other]",
      "aws_access_key_id = AKIAOTHEROTHEROTHER0",
      "aws_secret_access_key = other-secret",
      "",
    ].join("\n"),
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

const resolve = (exchange: NonNullable<TargetFile["exchange"]>, env: Readonly<Record<string, string>>) =>
  resolveBaseCredentials(exchange, { HOME: home, ...env });

async function faultOf(exchange: NonNullable<TargetFile["exchange"]>, env: Readonly<Record<string, string>>) {
  const result: unknown = await resolve(exchange, env).catch((error: unknown) => error);
  if (isAppError(result)) return result;
  throw new Error("the credentials were accepted");
}

describe("base credentials", () => {
  it("are none unless the target names some, whatever the environment holds", async () => {
    expect(await resolve({}, { ...ambient, ...base })).toBeUndefined();
  });

  it("come from the variables of the prefix, beside ambient ones", async () => {
    const found = await resolve({ baseEnvPrefix: "BASE_" }, { ...ambient, ...base });
    expect(found).toMatchObject({ accessKeyId: "AKIABASEBASEBASEBASE", sessionToken: null });
    expect(found?.secretAccessKey.reveal()).toBe("base-secret-base");
    expect(JSON.stringify(found)).not.toContain("base-secret-base");
  });

  it("take the session token of the prefix", async () => {
    const session = {
      S_AWS_ACCESS_KEY_ID: "ASIABASEBASEBASEBASE",
      S_AWS_SECRET_ACCESS_KEY: "s",
      S_AWS_SESSION_TOKEN: "t",
    };
    expect((await resolve({ baseEnvPrefix: "S_" }, session))?.sessionToken?.reveal()).toBe("t");
  });

  it.each([
    ["neither variable", {}, "BASE_AWS_ACCESS_KEY_ID, which is not set"],
    ["no secret", { BASE_AWS_ACCESS_KEY_ID: "AKIABASEBASEBASEBASE" }, "BASE_AWS_SECRET_ACCESS_KEY, which is not set"],
    ["an empty key id", { ...base, BASE_AWS_ACCESS_KEY_ID: "" }, "BASE_AWS_ACCESS_KEY_ID, which is empty"],
  ])("are asked for by name when there is %s, though plain AWS variables are set", async (_, env, message) => {
    const fault = await faultOf({ baseEnvPrefix: "BASE_" }, { ...ambient, ...env });
    expect(fault.code).toBe("MISSING_VARIABLE");
    expect(fault.message).toContain(message);
  });

  it("come from the named profile's own static keys, of one file", async () => {
    const found = await resolve({ baseProfile: "broker" }, ambient);
    expect(found?.accessKeyId).toBe("AKIABROKERBROKER0000");
    expect(found?.secretAccessKey.reveal()).toBe("broker-secret");
    expect(found?.sessionToken).toBeNull();
  });

  it("come from the config file where the credentials file does not have the profile", async () => {
    expect((await resolve({ baseProfile: "other" }, {}))?.accessKeyId).toBe("AKIAOTHEROTHEROTHER0");
  });

  it("ignore files that the environment points at", async () => {
    const elsewhere = { AWS_SHARED_CREDENTIALS_FILE: "/dev/null", AWS_CONFIG_FILE: "/dev/null" };
    expect((await resolve({ baseProfile: "broker" }, elsewhere))?.accessKeyId).toBe("AKIABROKERBROKER0000");
  });

  it.each([
    [{ baseProfile: "absent" }, "there is no such profile"],
    [{ baseProfile: "__proto__" }, "there is no such profile"],
    [{ baseProfile: "chained" }, "holds no static keys (it has role_arn, source_profile)"],
    [{ baseProfile: "broker", baseEnvPrefix: "BASE_" }, "both given"],
  ])("refuse %j", async (exchange, message) => {
    const fault = await faultOf(exchange, base);
    expect(fault.code).toBe("BAD_TARGET");
    expect(fault.message).toContain(message);
  });

  it.each([
    ["a session key without its token", { BASE_AWS_ACCESS_KEY_ID: "ASIABASEBASEBASEBASE" }],
    ["a line break", { BASE_AWS_SECRET_ACCESS_KEY: "base-secret\nbase" }],
    ["a role's id", { BASE_AWS_ACCESS_KEY_ID: "AROABASEBASEBASEBASE" }],
  ])("refuse %s without showing a value", async (_, wrong) => {
    const fault = await faultOf({ baseEnvPrefix: "BASE_" }, { ...base, ...wrong });
    expect(fault.code).toBe("BAD_TARGET");
    expect(`${fault.message} ${fault.suggestion}`).not.toMatch(/base-secret|BASEBASE/);
  });
});
