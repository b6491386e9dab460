import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { targetFileSchema } from "@/lib/wire/target-schema";
import { type Lab, startLab } from "./start-lab";
import { writeLab } from "./write-lab";

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

function logPathOf(target: { logs?: { [name: string]: unknown }[] | undefined }): string {
  return String(target.logs?.[0]?.path);
}

describe("a lab stack", () => {
  it("has a target that the schema takes", async () => {
    for (const { id } of lab.scenarios) {
      const stack = await lab.open(id);
      expect(targetFileSchema.safeParse(stack.target), id).toMatchObject({ success: true });
      await stack.close();
    }
  });

  it("mints a token with exactly the header and claims of a catalog token", async () => {
    const stack = await lab.baseline();
    const [header, payload] = stack.token.split(".").map((part) => Buffer.from(part, "base64url").toString());
    expect(header).toBe('{"alg":"HS256","typ":"JWT"}');
    expect(Object.keys(JSON.parse(payload ?? ""))).toEqual(["id", "uuid", "exp"]);
    await stack.close();
  });

  it("witnesses every request in order, also one that is never answered", async () => {
    const stack = await lab.open("discovery-timeout");
    await fetch(`${stack.target.catalogUrl}/healthcheck`, {
      headers: { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` },
    });
    await expect(
      fetch(`${stack.target.catalogUrl}/config.json`, { signal: AbortSignal.timeout(100) }),
    ).rejects.toThrow();
    expect(stack.requests()).toMatchObject([
      { server: "catalog", path: "/healthcheck", traceId: "a".repeat(32), status: 200 },
      { server: "catalog", path: "/config.json", traceId: null, status: null },
    ]);
    await stack.close();
  });

  it("delays every answer when told to", async () => {
    const stack = await lab.baseline();
    stack.setDelay(60_000);
    const late = fetch(`${stack.target.catalogUrl}/healthcheck`, { signal: AbortSignal.timeout(100) });
    await expect(late).rejects.toThrow();
    stack.setDelay(0);
    expect((await fetch(`${stack.target.catalogUrl}/healthcheck`)).status).toBe(200);
    await stack.close();
  });

  it("stops listening when closed", async () => {
    const stack = await lab.baseline();
    await stack.close();
    await expect(fetch(`${stack.target.catalogUrl}/healthcheck`)).rejects.toThrow();
  });

  it("logs before it answers, and neither the token nor a secret", async () => {
    const stack = await lab.baseline();
    const config: { registryUrl: string } = await (await fetch(`${stack.target.catalogUrl}/config.json`)).json();
    const exchange = (token: string) =>
      fetch(`${config.registryUrl}/api/auth/get_credentials`, { headers: { authorization: `Bearer ${token}` } });
    await exchange(stack.token);
    await exchange(`${stack.token.slice(0, -8)}AAAAAAAA`);
    const log = await readFile(logPathOf(stack.target), "utf8");
    const lines: { server: string; message: string }[] = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.message)).toContainEqual(expect.stringContaining("reason=bad_signature"));
    expect(stack.secrets().length).toBeGreaterThanOrEqual(5);
    for (const secret of stack.secrets()) expect(log).not.toContain(secret);
    await stack.close();
  });
});

describe("isLabToken", () => {
  it("knows the tokens of this process's stacks, and what they signed", async () => {
    const stack = await lab.baseline();
    const hybrid = await lab.open("exchange-hybrid-token");
    const key = await lab.open("healthy-api-key");
    expect([stack.token, hybrid.token, key.token].map(lab.isLabToken)).toEqual([true, true, true]);
    await Promise.all([stack.close(), hybrid.close(), key.close()]);
  });

  it("knows nothing else", async () => {
    const other = await startLab();
    const stack = await other.baseline();
    expect([stack.token, "", "abc", "a.b.c"].map(lab.isLabToken)).toEqual([false, false, false, false]);
    await other.close();
  });

  it("does not take what anyone can sign with a published secret", async () => {
    const stack = await lab.open("signature-known-secret-registry");
    const [header, payload] = stack.token.split(".");
    const { createHmac } = await import("node:crypto");
    const input = `${header}.${Buffer.from('{"id":"x"}').toString("base64url")}`;
    expect(payload).toBeDefined();
    expect(lab.isLabToken(`${input}.${createHmac("sha256", "test-secret").update(input).digest("base64url")}`)).toBe(
      false,
    );
    await stack.close();
  });
});

it("keeps its logs in a private folder and removes it at the end", async () => {
  const other = await startLab();
  const stack = await other.baseline();
  const folder = dirname(logPathOf(stack.target));
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await other.close();
  await expect(stat(folder)).rejects.toThrow();
});

it("refuses a scenario that does not exist", async () => {
  await expect(lab.open("no-such-scenario")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("writes a target and a private token file without any secret in the target", async () => {
  const dir = await mkdtemp(join(tmpdir(), "bonafide-write-lab-"));
  const stack = await lab.baseline();
  const written = await writeLab(stack, dir);
  expect((await stat(written.targetFile)).mode & 0o777).toBe(0o644);
  expect((await stat(written.tokenFile ?? "")).mode & 0o777).toBe(0o600);
  expect((await readFile(written.tokenFile ?? "", "utf8")).trim()).toBe(stack.token);
  const target = await readFile(written.targetFile, "utf8");
  expect(targetFileSchema.safeParse(JSON.parse(target)).success).toBe(true);
  for (const secret of stack.secrets()) expect(target).not.toContain(secret);
  await stack.close();
  await rm(dir, { recursive: true, force: true });
});
