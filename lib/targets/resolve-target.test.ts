import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppError, isAppError } from "@/lib/errors";
import type { TargetFile } from "@/lib/wire/target-schema";
import { allowedOrigins } from "./allowed-origins";
import { type ResolveOptions, resolveTarget } from "./resolve-target";

const catalog: TargetFile = { catalogUrl: "https://catalog.example.org" };
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const privatePem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-resolve-"));
  await writeFile(join(folder, "k.pem"), publicPem);
  await writeFile(join(folder, "private.pem"), privatePem);
  await writeFile(join(folder, "words.txt"), "one\r\ntwo\n\nthree");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function resolveWith(raw: TargetFile, options: Partial<ResolveOptions> = {}) {
  return resolveTarget(raw, { baseDir: folder, env: {}, ...options });
}

async function faultOf(raw: TargetFile, options: Partial<ResolveOptions> = {}): Promise<AppError> {
  const result: unknown = await resolveWith(raw, options).catch((error: unknown) => error);
  if (isAppError(result)) return result;
  throw new Error("the target was accepted");
}

describe("resolveTarget", () => {
  it("names a target without a name by its host", async () => {
    expect((await resolveWith(catalog)).target.name).toBe("catalog.example.org");
  });

  it("lays the subject over the target field by field, and single fields over both", async () => {
    const raw: TargetFile = {
      ...catalog,
      s3: { bucket: "data", prefix: "raw/" },
      subjects: [
        { name: "reader", tokenEnv: "READER_TOKEN", s3: { prefix: "public/" }, expect: { accountId: "111122223333" } },
      ],
    };
    const resolved = await resolveWith(raw, { subject: "reader", overrides: { s3: { minKeys: 0 } } });
    expect(resolved.target.s3).toEqual({ bucket: "data", prefix: "public/", minKeys: 0 });
    expect(resolved.target.expect).toEqual({ accountId: "111122223333" });
    expect(resolved).toMatchObject({ subject: "reader", tokenEnv: "READER_TOKEN" });
  });

  it("reads the key from its variable and keeps it out of print", async () => {
    const { keys } = await resolveWith({ ...catalog, signature: { secretEnv: "K" } }, { env: { K: "sesame-open" } });
    expect(keys.secret?.reveal()).toBe("sesame-open");
    expect(JSON.stringify(keys)).not.toContain("sesame");
  });

  it("reads a key as people hold it, from a variable too", async () => {
    const env = { K: publicPem.replaceAll("\n", "\\n") };
    const { keys } = await resolveWith({ ...catalog, signature: { secretEnv: "K" } }, { env });
    expect(keys).toEqual({ publicKeyPem: publicPem, readAs: ["line breaks written as \\n"] });
    const fault = await faultOf({ ...catalog, signature: { secretEnv: "K" } }, { env: { K: privatePem } });
    expect(fault).toMatchObject({
      code: "BAD_TARGET",
      message: "signature.secretEnv: the variable K holds a private key (PKCS #8).",
    });
    expect(fault.suggestion).toContain("openssl pkey");
  });

  it("reads files relative to the target file", async () => {
    const { keys, target } = await resolveWith({
      ...catalog,
      signature: { publicKeyFile: "k.pem", wordListFile: "words.txt" },
      logs: [{ type: "file", path: "server.log" }],
    });
    expect(keys.publicKeyPem).toBe(publicPem);
    expect(keys.wordList).toEqual(["one", "two", "three"]);
    expect(target.logs).toEqual([{ type: "file", path: join(folder, "server.log") }]);
  });

  it.each([
    [
      { ...catalog, signature: { secretEnv: "NOT_SET" } },
      "MISSING_VARIABLE",
      "signature.secretEnv names the environment variable NOT_SET, which is not set.",
    ],
    [{ ...catalog, signature: { publicKeyFile: "none.pem" } }, "FILE_UNREADABLE", "there is no such file"],
    [{ ...catalog, signature: { publicKeyFile: "private.pem" } }, "BAD_TARGET", "holds a private key"],
    [{ ...catalog, tls: { caFile: "words.txt" } }, "BAD_TARGET", "holds no PEM certificate"],
    [{ ...catalog, signature: { secretEnv: "K", publicKeyFile: "k.pem" } }, "BAD_TARGET", "both given"],
    [{ region: "us-east-1" }, "BAD_TARGET", "catalogUrl or registryUrl is required"],
    [{ registryUrl: "https://registry.example.org" }, "BAD_TARGET", "region is required"],
    [{ ...catalog, exchange: { baseEnvPrefix: "BASE_" } }, "MISSING_VARIABLE", "BASE_AWS_ACCESS_KEY_ID"],
  ] satisfies [TargetFile, string, string][])("refuses %j", async (raw, code, message) => {
    const fault = await faultOf(raw);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(message);
  });

  it("hands on a command with the folder it starts in, and never one of a target that came over HTTP", async () => {
    const raw: TargetFile = { ...catalog, mcp: { command: ["uvx", "quilt-mcp"] } };
    const { target } = await resolveTarget(raw, { baseDir: folder, env: {} });
    expect(target.mcpCommand).toEqual({ words: ["uvx", "quilt-mcp"], folder });
    await expect(resolveTarget(raw, { baseDir: null, env: {} })).rejects.toMatchObject({ code: "BAD_TARGET" });
  });

  it("hands on the MCP server and the calls to make there", async () => {
    const mcp = {
      calls: [
        { tool: "search_catalog", arguments: { query: "csv" }, minItems: 1, contains: "README" },
        { resource: "auth://status" },
      ],
      toolPrefix: "quilt__",
    };
    const raw: TargetFile = { ...catalog, mcpUrl: "https://mcp.example.org/mcp", mcp };
    const { target } = await resolveTarget(raw, { baseDir: null, env: {} });
    expect(target).toMatchObject({ mcpUrl: "https://mcp.example.org/mcp", mcp });
    expect(allowedOrigins(target)).toContainEqual({ origin: "https://mcp.example.org", trust: "named" });
  });

  it("refuses an empty variable as an unset one", async () => {
    const fault = await faultOf({ ...catalog, signature: { secretEnv: "K" } }, { env: { K: "" } });
    expect(fault).toMatchObject({ code: "MISSING_VARIABLE" });
  });

  it("takes what the chosen subject should get, and nothing of another", async () => {
    const raw: TargetFile = {
      ...catalog,
      subjects: [
        { name: "outsider", access: { s3: "refused" } },
        { name: "nobody", token: "none", access: { search: "open" } },
      ],
    };
    expect((await resolveWith(raw)).target.access).toBeUndefined();
    expect(await resolveWith(raw, { subject: "outsider" })).toMatchObject({
      target: { access: { s3: "refused" } },
      withoutToken: false,
    });
    expect(await resolveWith(raw, { subject: "nobody" })).toMatchObject({
      target: { access: { search: "open" } },
      withoutToken: true,
    });
  });

  it("refuses a subject that both has a token and has none", async () => {
    const raw: TargetFile = { ...catalog, subjects: [{ name: "odd", token: "none", tokenEnv: "T" }] };
    expect((await faultOf(raw, { subject: "odd" })).message).toContain("both token");
  });

  it.each(["assume-role", "web-identity"] as const)("needs neither URL for %s, but a region", async (strategy) => {
    const raw: TargetFile = { region: "us-east-1", exchange: { strategy } };
    expect((await resolveWith(raw)).target.exchange).toEqual({ strategy });
    expect((await faultOf({ exchange: { strategy } })).message).toContain("region is required");
  });

  it("names the subjects there are when one is mistyped", async () => {
    const raw: TargetFile = { ...catalog, subjects: [{ name: "reader" }] };
    expect((await faultOf(raw, { subject: "raeder" })).message).toContain("did you mean reader?");
  });

  it("reads no file for a target that came over HTTP", async () => {
    const fault = await faultOf({ ...catalog, signature: { publicKeyFile: "k.pem" } }, { baseDir: null });
    expect(fault.code).toBe("BAD_TARGET");
  });
});
