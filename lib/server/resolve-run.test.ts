import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TokenVault } from "@/lib/custody/token-vault";
import { type AppError, isAppError } from "@/lib/errors";
import { LabHost } from "@/lib/lab/run/lab-host";
import { createRuntime } from "@/lib/run/create-runtime";
import { RunRegistry } from "@/lib/run/run-registry";
import { parseBody, runRequestSchema } from "@/lib/wire/run-request";
import type { AppRuntime } from "./app-runtime";
import { resolveRun } from "./resolve-run";

const target = {
  catalogUrl: "https://catalog.example.org",
  exchange: { baseEnvPrefix: "SERVER_TEST_BASE_" },
  subjects: [
    { name: "reader", tokenEnv: "SERVER_TEST_READER", access: { search: "refused" } },
    { name: "nobody", token: "none", access: { search: "open" } },
    { name: "guest" },
  ],
};

const mcpOnly = { catalogUrl: "https://catalog.example.org", mcpUrl: "https://mcp.example.org/mcp" };

let app: AppRuntime;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-resolve-run-"));
  await mkdir(join(folder, "targets"));
  await writeFile(join(folder, "targets", "staging.json"), JSON.stringify(target));
  const runtime = await createRuntime({ dataFolder: folder, reportCrash: () => {} });
  app = {
    settings: { dataFolder: folder, origin: null, launchToken: null },
    runtime,
    runs: new RunRegistry(runtime),
    tokens: new TokenVault(runtime.now, () => crypto.randomUUID()),
    lab: new LabHost(),
  };
  vi.stubEnv("SERVER_TEST_READER", "opaque-reader-token");
  vi.stubEnv("SERVER_TEST_BASE_AWS_ACCESS_KEY_ID", "AKIASERVERSERVER0000");
  vi.stubEnv("SERVER_TEST_BASE_AWS_SECRET_ACCESS_KEY", "server-secret");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAAMBIENTAMBIENT00");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const resolve = (body: unknown) => resolveRun(app, parseBody(runRequestSchema, body));

async function faultOf(body: unknown): Promise<AppError> {
  const result: unknown = await (async () => resolve(body))().catch((error: unknown) => error);
  if (isAppError(result)) return result;
  throw new Error("the request was accepted");
}

describe("a run over HTTP", () => {
  it("reads a subject's token on this machine, and keeps no copy of it", async () => {
    const { run, tokenHandle } = await resolve({ target: "staging", subject: "reader" });
    expect(run.input.token?.raw.reveal()).toBe("opaque-reader-token");
    expect(run).toMatchObject({ subject: "reader", input: { target: { access: { search: "refused" } } } });
    expect(tokenHandle).toBeNull();
  });

  it("runs for somebody without a token", async () => {
    const { run, tokenHandle } = await resolve({ target: "staging", subject: "nobody" });
    expect(run).toMatchObject({ subject: "nobody", input: { token: null, target: { access: { search: "open" } } } });
    expect(tokenHandle).toBeNull();
  });

  it("takes a pasted token for a subject that names none", async () => {
    const { run, tokenHandle } = await resolve({
      target: "staging",
      subject: "guest",
      token: "opaque-guest-token",
    });
    expect(run.input.token?.raw.reveal()).toBe("opaque-guest-token");
    expect(tokenHandle).not.toBeNull();
  });

  it("takes base credentials from the saved target's own prefix alone", async () => {
    const { run } = await resolve({ target: "staging", token: "opaque-guest-token" });
    expect(run.input.target.exchange.base?.accessKeyId).toBe("AKIASERVERSERVER0000");
  });

  it("reads the server's environment, and keeps it with the token for the next run", async () => {
    const first = await resolve({ target: mcpOnly, token: "opaque-t", options: { serverEnv: "A=1\n" } });
    expect(first.run.input.serverEnv?.variables.map(({ name }) => name)).toEqual(["A"]);
    const again = await resolve({ target: mcpOnly, tokenHandle: first.tokenHandle });
    expect(again.run.input.serverEnv?.variables.map(({ name }) => name)).toEqual(["A"]);
    const compose = "services: {web: {environment: [A=1]}, api: {environment: [B=1]}}";
    const options = { serverEnv: compose, serverEnvService: "api" };
    const { run } = await resolve({ target: mcpOnly, token: "opaque-t", options });
    expect(run.input.serverEnv?.service).toBe("api");
  });

  it.each([
    [
      { target: "staging", token: "opaque-t", options: { serverEnv: "A=hunter2\n" } },
      "BAD_REQUEST",
      "names no MCP server",
    ],
    [{ target: mcpOnly, token: "opaque-t", options: { serverEnv: "hunter2" } }, "BAD_SERVER_ENV", "not known"],
    [{ target: mcpOnly, token: "opaque-t", options: { serverEnv: "" } }, "BAD_REQUEST", "options.serverEnv"],
    [
      { target: mcpOnly, token: "opaque-t", options: { serverEnv: "hunter2".repeat(40_000) } },
      "BAD_REQUEST",
      "options.serverEnv",
    ],
    [{ target: mcpOnly, token: "opaque-t", options: { serverEnv: ["hunter2"] } }, "BAD_REQUEST", "options.serverEnv"],
    [
      { target: mcpOnly, token: "opaque-t", options: { serverEnv: "A=hunter2\n", only: ["s3"] } },
      "BAD_REQUEST",
      "mcp layer",
    ],
  ])("refuses a server environment that it cannot use, and repeats nothing of it: %#", async (body, code, message) => {
    const fault = await faultOf(body);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(message);
    expect(fault.message + fault.suggestion).not.toContain("hunter2");
  });

  it("takes deep controls", async () => {
    const { run } = await resolve({ target: "staging", token: "opaque-t", options: { controls: "deep" } });
    expect(run.input.controls).toBe("deep");
  });

  it.each([
    [{ target: "staging" }, "There is no token."],
    [{ target: "staging", subject: "guest" }, "There is no token."],
    [{ target: "staging", subject: "nobody", token: "opaque-t" }, "This subject has no token"],
    [{ target: "staging", subject: "raeder", token: "opaque-t" }, "did you mean reader?"],
    [{ target: "staging", token: "opaque-t", tokenHandle: "h" }, "not both"],
    [{ target: { catalogUrl: "https://catalog.example.org" } }, "give token or tokenHandle"],
    [
      { target: { catalogUrl: "https://c.example.org", exchange: { baseEnvPrefix: "SERVER_TEST_BASE_" } }, token: "t" },
      "unknown key baseEnvPrefix",
    ],
    [{ target: { catalogUrl: "https://c.example.org", exchange: { baseProfile: "x" } }, token: "t" }, "unknown key"],
    [{ target: { catalogUrl: "https://c.example.org", subjects: [] }, token: "t" }, "unknown key"],
  ])("refuses %j", async (body, message) => {
    expect((await faultOf(body)).message).toContain(message);
  });
});
