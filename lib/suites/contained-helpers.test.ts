import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkCommand } from "@/lib/cli/check-command";
import { openEngine } from "@/lib/cli/open-engine";
import { createTestTerminal, type TestTerminal } from "@/lib/cli/test-terminal";
import { rememberLabToken } from "@/lib/custody/lab-tokens";
import { TokenVault } from "@/lib/custody/token-vault";
import type { RunEvent } from "@/lib/diagnosis/events";
import { LabHost } from "@/lib/lab/run/lab-host";
import { labRequest } from "@/lib/lab/run/lab-request";
import { type Lab, type LabStack, startLab } from "@/lib/lab/start-lab";
import { writeLab } from "@/lib/lab/write-lab";
import { reportSchema } from "@/lib/report/formats/report-schema";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { prepareRun } from "@/lib/run/prepare-run";
import { RunRegistry } from "@/lib/run/run-registry";
import { describeTargets } from "@/lib/server/describe-targets";
import { eventStream } from "@/lib/server/event-stream-response";
import { resolveRun } from "@/lib/server/resolve-run";
import { toHttpResponse } from "@/lib/server/to-http-response";
import { targetsFolder } from "@/lib/targets/saved-targets";
import { encodeEvent } from "@/lib/wire/event-stream";
import { runRequestSchema } from "@/lib/wire/run-request";

let folder = "";
let lab: Lab;
let stack: LabStack;
let runtime: Runtime;
const unhandled: unknown[] = [];
const hear = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", hear);
  process.on("uncaughtException", hear);
  folder = await mkdtemp(join(tmpdir(), "bonafide-helpers-"));
  lab = await startLab();
  stack = await lab.baseline();
  runtime = await createRuntime({ dataFolder: join(folder, "data"), reportCrash: () => {} });
});
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(unhandled.splice(0)).toEqual([]);
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
  process.off("unhandledRejection", hear);
  process.off("uncaughtException", hear);
});

async function newFolder(): Promise<string> {
  return mkdtemp(join(folder, "case-"));
}

const noPaper = () => Promise.reject(Object.assign(new Error("write failed"), { code: "ENOSPC" }));

describe("the command line", () => {
  interface Case {
    readonly dataFolder?: string;
    readonly terminal?: (terminal: TestTerminal) => Partial<TestTerminal>;
    readonly output?: string;
    /** While the run goes on. */
    readonly during?: () => Promise<void>;
  }

  /** `bonafide check` on the healthy stack, in this process. */
  async function check({ dataFolder, terminal: change, output, during }: Case) {
    const data = dataFolder ?? (await newFolder());
    const files = await writeLab(stack, await newFolder());
    const plain = createTestTerminal({ variables: { BONAFIDE_DATA_DIR: data }, cwd: data });
    const terminal: TestTerminal = { ...plain, ...change?.(plain) };
    const options = { targetFile: files.targetFile, tokenFile: files.tokenFile ?? "", format: "json", controls: "on" };
    const given = output === undefined ? options : { ...options, output };
    const exitCode = await checkCommand(given, terminal, async (settings) => {
      const engine = await openEngine(settings);
      return {
        ...engine,
        async *diagnose(run, signal) {
          await during?.();
          yield* engine.diagnose(run, signal);
        },
      };
    }).catch((error: unknown) => error);
    return { exitCode, ...plain.text() };
  }

  it("runs on where its progress can no longer be printed, and says so once", async () => {
    let lines = 0;
    const err = (terminal: TestTerminal) => ({
      colour: false,
      write: (text: string) => {
        lines += 1;
        return lines === 5 ? noPaper() : terminal.err.write(text);
      },
    });
    const { exitCode, out, err: said } = await check({ terminal: (terminal) => ({ err: err(terminal) }) });
    expect(exitCode).toBe(0);
    expect(reportSchema.parse(JSON.parse(out)).run.verdict).toBe("pass");
    expect(said.match(/Progress can no longer be shown/g)).toHaveLength(1);
  });

  it("says that standard output does not take the report", async () => {
    const { exitCode } = await check({ terminal: () => ({ out: { colour: false, write: noPaper } }) });
    expect(exitCode).toMatchObject({ code: "FILE_UNREADABLE", message: expect.stringContaining("the disk is full") });
  });

  it("prints the report where its file does not take it any more", async () => {
    const data = await newFolder();
    const path = join(data, "report.json");
    const during = async () => {
      await rm(path);
      await mkdir(path);
    };
    const { exitCode, out, err } = await check({ dataFolder: data, output: "report.json", during });
    expect(exitCode).toBe(2);
    expect(reportSchema.parse(JSON.parse(out)).run.verdict).toBe("pass");
    expect(err.match(/--output: "report.json" could not be written: it is a folder/g)).toHaveLength(1);
  });

  it("warns once where the lab's tokens cannot be read", async () => {
    const data = await newFolder();
    await mkdir(join(data, "lab-tokens"));
    const { exitCode, out, err } = await check({ dataFolder: data });
    expect(exitCode).toBe(0);
    expect(reportSchema.parse(JSON.parse(out)).logs).toEqual([]);
    expect(err.match(/lab-tokens cannot be read \(it is a folder\)/g)).toHaveLength(1);
    await expect(rememberLabToken(data, "x")).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });

  it("says in the report that the data folder cannot be used", async () => {
    const file = join(await newFolder(), "file");
    await writeFile(file, "");
    const { exitCode, out, err } = await check({ dataFolder: join(file, "data"), terminal: () => ({ cwd: folder }) });
    expect(exitCode).toBe(0);
    const { logs } = reportSchema.parse(JSON.parse(out));
    expect(logs).toHaveLength(1);
    expect(logs[0]?.message).toContain("The fingerprint compares with no other run's");
    expect(err).not.toContain("fingerprint");
  });
});

describe("a reader of the events", () => {
  async function followed(encode: (event: RunEvent) => string, read: (body: ReadableStream) => Promise<unknown>) {
    const registry = new RunRegistry(runtime);
    const live = await registry.start(await prepareRun(await labRequest(stack)));
    await read(eventStream(live.follow(0), encode));
    for await (const _ of live.follow(0));
    return live.view;
  }

  it.each<[string, (event: RunEvent) => string, (body: ReadableStream) => Promise<unknown>]>([
    ["goes away at once", encodeEvent, (body) => body.cancel()],
    [
      "goes away in the middle",
      encodeEvent,
      async (body) => {
        const reader = body.getReader();
        await reader.read();
        await reader.cancel();
      },
    ],
    [
      "cannot be written to",
      () => {
        throw new Error("no paper");
      },
      (body) => expect(body.getReader().read()).rejects.toThrow("no paper"),
    ],
  ])("who %s stops no run", async (_, encode, read) => {
    const view = await followed(encode, read);
    expect(view.state).toBe("finished");
    expect(view.conclusion?.verdict).toBe("pass");
    expect(view.logs).toEqual([]);
  });
});

describe("the saved targets", () => {
  it("are listed beside one that is broken", async () => {
    const data = await newFolder();
    const saved = targetsFolder(data);
    await mkdir(join(saved, "folder.json"), { recursive: true });
    await writeFile(join(saved, "broken.json"), "{");
    await writeFile(join(saved, "good.json"), '{ "catalogUrl": "https://catalog.example.org" }');
    const listed = await describeTargets(data);
    expect(listed.map(({ name, problem }) => [name, problem === null])).toEqual([
      ["broken", false],
      ["folder", false],
      ["good", true],
    ]);
    expect(listed[1]?.problem?.message).toContain("it is a folder");
  });

  it("that cannot be listed are told as one that cannot be used", async () => {
    const data = await newFolder();
    await writeFile(targetsFolder(data), "");
    const [only, ...more] = await describeTargets(data);
    expect(more).toEqual([]);
    expect(only?.problem).toMatchObject({
      where: targetsFolder(data),
      message: expect.stringContaining("cannot be read: a part of its path is not a folder"),
    });
  });
});

describe("the lab of the page", () => {
  it("says that one scenario cannot start, with its own code and status, and opens the others", async () => {
    const open: Lab["open"] = (id, how) =>
      id === "no-port" ? Promise.reject(Object.assign(new Error("bind"), { code: "EADDRINUSE" })) : lab.open(id, how);
    const host = new LabHost(async () => ({ ...lab, open }));
    const fault: unknown = await host.open("no-port").catch((error: unknown) => error);
    const response = toHttpResponse(fault, () => {});
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { code: "SCENARIO_DOWN", message: "The scenario no-port could not start (EADDRINUSE)." },
    });
    const unknown: unknown = await host.open("no-such").catch((error: unknown) => error);
    expect(toHttpResponse(unknown, () => {}).status).toBe(404);
    expect((await host.open("baseline")).scenario).toBe("baseline");
  });
});

describe("a token that cannot be kept", () => {
  it("runs all the same, without a handle, and the fault is told without it", async () => {
    const crashes: string[] = [];
    const app = {
      settings: { dataFolder: folder, origin: null, launchToken: null },
      runtime: { ...runtime, reportCrash: (text: string) => void crashes.push(text) },
      runs: new RunRegistry(runtime),
      lab: new LabHost(),
      tokens: new TokenVault(runtime.now, () => {
        throw new Error("no chance for opaque-sesame-token-0123");
      }),
    };
    const body = { token: "opaque-sesame-token-0123", target: { catalogUrl: "https://catalog.example.org" } };
    const { run, tokenHandle } = await resolveRun(app, runRequestSchema.parse(body));
    expect(tokenHandle).toBeNull();
    expect(run.input.token?.raw.reveal()).toBe(body.token);
    expect(crashes).toHaveLength(1);
    expect(crashes[0]).toMatch(/^the token is not kept for further runs: Error: no chance for \[/);
    expect(crashes[0]).not.toContain("sesame");
  });
});

describe("a request that fails", () => {
  it("is our own fault, with its redacted stack for the server's log alone", async () => {
    const crashes: string[] = [];
    const error = new TypeError("cannot use opaque-sesame-token-0123");
    const response = toHttpResponse(error, (text) => void crashes.push(text), ["opaque-sesame-token-0123"]);
    expect(response.status).toBe(500);
    const body = await response.text();
    expect(body).toContain("INTERNAL");
    expect(body).not.toContain("cannot use");
    expect(crashes[0]).toMatch(/^a request failed: TypeError: cannot use \[[\s\S]*contained-helpers\.test\.ts/);
    expect(crashes[0]).not.toContain("sesame");
  });
});
