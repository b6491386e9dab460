import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import { labRequest } from "@/lib/lab/run/lab-request";
import { type Lab, type LabStack, startLab } from "@/lib/lab/start-lab";
import { reportSchema } from "@/lib/report/formats/report-schema";
import { toJsonText } from "@/lib/report/formats/to-json";
import { toPretty } from "@/lib/report/formats/to-pretty";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { type Diagnosis, diagnose } from "@/lib/run/diagnose";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { prepareRun } from "@/lib/run/prepare-run";
import { brokenLine, brokenSource, never } from "./broken-log-source";

let folder = "";
let lab: Lab;
let stack: LabStack;
let runtime: Runtime;
let unharmed: RunView;
const crashes: string[] = [];
const unhandled: unknown[] = [];
const hear = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", hear);
  process.on("uncaughtException", hear);
  folder = await mkdtemp(join(tmpdir(), "bonafide-faults-"));
  lab = await startLab();
  stack = await lab.baseline();
  runtime = await createRuntime({ dataFolder: join(folder, "data"), reportCrash: (text) => crashes.push(text) });
  unharmed = await run({});
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
  process.off("unhandledRejection", hear);
  process.off("uncaughtException", hear);
});

interface Injected {
  readonly runtime?: Partial<Runtime>;
  readonly target?: Partial<DiagnosisRequest["target"]>;
  readonly request?: Partial<DiagnosisRequest>;
  readonly rules?: Diagnosis["rules"];
  /** Called once, when the first request has been answered. */
  during?(): Promise<void>;
}

/** A whole run against the real lab with one fault in it. */
async function run(fault: Injected, at: LabStack = stack): Promise<RunView> {
  const request = await labRequest(at);
  const target = { ...request.target, ...fault.target };
  const prepared = await prepareRun({ ...request, ...fault.request, target });
  let during = fault.during;
  let view: RunView | null = null;
  const events = diagnose({
    runtime: { ...runtime, ...fault.runtime },
    run: prepared,
    signal: new AbortController().signal,
    ...(fault.rules === undefined ? {} : { rules: fault.rules }),
  });
  for await (const event of events) {
    view = applyEvent(view, event);
    if (event.type !== "exchange") continue;
    await during?.();
    during = undefined;
  }
  if (view === null) throw new Error("the run emitted no event");
  return view;
}

const brief = { colour: false, verbose: false };

/** The report in JSON, checked by its own schema. */
function reportOf(view: RunView) {
  return reportSchema.parse(JSON.parse(toJsonText(view)));
}

async function quiet(): Promise<readonly unknown[]> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return unhandled.splice(0);
}

let files = 0;
async function logFile(): Promise<string> {
  files += 1;
  const path = join(folder, `server-${files}.log`);
  await writeFile(path, "before\n");
  return path;
}

async function fileThat(during: (path: string) => Promise<void>): Promise<Injected> {
  const path = await logFile();
  return { target: { logs: [{ type: "file", path, settleMs: 300 }] }, during: () => during(path) };
}

const throws = (words: string) => async () => {
  throw new Error(words);
};

const faults: readonly [string, () => Promise<Injected> | Injected, string][] = [
  [
    "a log that is a folder from the start",
    () => ({ target: { logs: [{ type: "file", path: folder }] } }),
    "it is not a regular file",
  ],
  [
    "a log that becomes a folder in the middle",
    () =>
      fileThat(async (path) => {
        await rm(path);
        await mkdir(path);
      }),
    "it is not a regular file",
  ],
  ["a log that is deleted in the middle", () => fileThat((path) => rm(path)), "the file was deleted"],
  [
    "a log that never was there",
    () => ({ target: { logs: [{ type: "file", path: join(folder, "none.log"), settleMs: 100 }] } }),
    "there is no such file",
  ],
  [
    "a log whose path leads through a file",
    async () => ({ target: { logs: [{ type: "file", path: join(await logFile(), "x.log") }] } }),
    "a part of its path is not a folder",
  ],
  ["a log source of no known type", () => ({ target: { logs: [{ type: "syslog" }] } }), "no such type of log source"],
  ["a log source that does not open", () => brokenSource({ open: throws("no door") }), "no door"],
  ["a log source that hangs as it opens", () => brokenSource({ open: never }), "it did not open within 300 ms"],
  ["a log source that fails to read", () => brokenSource({ read: throws("torn tape") }), "torn tape"],
  ["a log source that hangs as it reads", () => brokenSource({ read: never }), "it gave no answer within 300 ms"],
  [
    "a log source that gives nonsense",
    () => brokenSource({ read: async () => [brokenLine] }),
    "broken by design failed",
  ],
  ["a log source that fails to close", () => brokenSource({ close: throws("stuck lid") }), "stuck lid"],
  ["a log source that hangs as it closes", () => brokenSource({ close: never }), "it did not close within 300 ms"],
  [
    "a data folder that cannot be used",
    async () => {
      const within = join(await logFile(), "data");
      return { runtime: await createRuntime({ dataFolder: within, reportCrash: () => {} }) };
    },
    "cannot be created (a part of its path is not a folder)",
  ],
];

describe("a fault beside the chain", () => {
  it("leaves the unharmed run without a line beside it", async () => {
    expect(unharmed.conclusion?.verdict).toBe("pass");
    expect(unharmed.logs).toEqual([]);
    expect(await quiet()).toEqual([]);
  });

  it.each(faults)("%s is said once, and changes no conclusion", async (_, arrange, words) => {
    const view = await run(await arrange());
    const report = reportOf(view);
    expect(view.state).toBe("finished");
    expect(view.conclusion).toEqual(unharmed.conclusion);
    expect(report.logs.map(({ level }) => level)).toEqual(["error"]);
    expect(report.logs[0]?.message).toContain(words);
    expect(toPretty(view, brief)).toContain("Beside the run\n");
    expect(await quiet()).toEqual([]);
  });

  it("delays a run by a hanging source no longer than that may take", async () => {
    const { durationMs } = await run(brokenSource({ open: never, read: never, close: never }));
    expect(durationMs ?? 0).toBeLessThan((unharmed.durationMs ?? 0) * 3 + 2_000);
  });

  it("costs the causes alone where the search for them fails", async () => {
    const info = lab.scenarios.find(({ verdict, brokenLayer }) => verdict === "fail" && brokenLayer === "exchange");
    const broken = await lab.open(info?.id ?? "");
    const when = () => {
      throw new Error("no idea");
    };
    const view = await run({ rules: [{ id: "x", explains: [info?.code ?? ""], when }] }, broken);
    await broken.close();
    expect(view.conclusion).toMatchObject({ verdict: "fail", code: info?.code, causes: [] });
    expect(reportOf(view).logs.map(({ source, message }) => [source, message.split("\n")[0]])).toEqual([
      ["bonafide", "Error: no idea"],
    ]);
    expect(await quiet()).toEqual([]);
  });
});

describe("a command of the target", () => {
  const withCommand = (words: readonly string[]): Injected => ({
    target: { mcpCommand: { words, folder } },
    request: { command: { variables: { PATH: process.env.PATH } } },
  });

  it.each([
    ["does not exist", ["there-is-no-such-program"]],
    ["has a name that no system takes", ["a\u0000b"]],
    ["floods its standard error", [process.execPath, "-e", "for (;;) process.stderr.write('x'.repeat(900) + '\\n')"]],
  ])("that %s takes nothing from the verdict", async (_, words) => {
    const temporary = await mkdtemp(join(folder, "tmp-"));
    vi.stubEnv("TMPDIR", temporary);
    const fault = { ...withCommand(words), request: { ...withCommand(words).request, options: { timeoutMs: 2_000 } } };
    const view = await run(fault).finally(() => vi.unstubAllEnvs());
    expect(await readdir(temporary)).toEqual([]);
    expect(reportOf(view).run.verdict).toBe(unharmed.conclusion?.verdict);
    const said = view.layers.flatMap(({ logs }) => logs.filter(({ source }) => source.startsWith("mcp.command")));
    expect(said.length).toBeLessThanOrEqual(80);
    expect(await quiet()).toEqual([]);
  });

  it("for which there is no empty home is a fault of our own beside mcp", async () => {
    vi.stubEnv("TMPDIR", join(folder, "nowhere"));
    const scenario = await lab.open("healthy-mcp-stdio");
    const view = await run(withCommand([process.execPath, "-e", ""]), scenario).finally(() => vi.unstubAllEnvs());
    await scenario.close();
    const own = view.layers.flatMap(({ id, logs }) =>
      logs.flatMap(({ source }) => (source === "bonafide" ? [id] : [])),
    );
    expect(own).toEqual(["mcp"]);
    expect(reportOf(view).run.verdict).toBe(unharmed.conclusion?.verdict);
    expect(await quiet()).toEqual([]);
  });
});

describe("a crash of our own", () => {
  /** Chance that fails at the first request of a layer, with the token in its words. */
  function crashing(more: Partial<Runtime> = {}): Injected {
    let calls = 0;
    const random = (bytes: number) => {
      calls += 1;
      if (calls > 12) throw new Error(`cannot draw for ${stack.token}`);
      return runtime.random(bytes);
    };
    return { runtime: { random, ...more } };
  }

  it.each<[string, Partial<Runtime>]>([
    ["a reporter that listens", {}],
    [
      "a reporter that fails",
      {
        reportCrash: () => {
          throw new Error("no terminal");
        },
      },
    ],
  ])("has its redacted stack in the report, with %s", async (_, more) => {
    crashes.length = 0;
    const view = await run(crashing(more));
    const report = reportOf(view);
    const crashed = report.layers.filter(({ status }) => status === "tool-error");
    expect(crashed.length).toBeGreaterThan(0);
    for (const { logs } of crashed) {
      const own = logs.filter(({ source }) => source === "bonafide");
      expect(own.map(({ level }) => level)).toEqual(["error"]);
      expect(own[0]?.message).toMatch(/^Error: cannot draw for \[[\s\S]*contained-faults\.test\.ts/);
    }
    if (more.reportCrash === undefined) expect(crashes).toHaveLength(crashed.length);
    const pretty = toPretty(view, brief);
    expect(pretty).toContain("Log bonafide");
    expect(`${JSON.stringify(report)}${pretty}${crashes.join("")}`).not.toContain(stack.token.slice(-20));
    expect(await quiet()).toEqual([]);
  });

  it("before the first event is told without the token to whoever reads the events", async () => {
    const fingerprint = (token: string) => {
      throw new Error(`no print of ${token}`);
    };
    const fault = await run({ runtime: { fingerprint } }).catch((error: unknown) => error);
    const told = fault instanceof Error ? `${fault.message}\n${fault.stack}` : "";
    expect(told).toContain("no print of [");
    expect(told).toContain("contained-faults.test.ts");
    expect(told).not.toContain(stack.token.slice(-20));
    expect(await quiet()).toEqual([]);
  });

  it.each(["layer-finished", "run-finished"])("at the event %s loses no run", async (type) => {
    let thrown = false;
    const redactor = () => {
      const real = runtime.redactor();
      return {
        ...real,
        text: (text: string) => {
          if (text === type && !thrown) {
            thrown = true;
            throw new Error("no eyes");
          }
          return real.text(text);
        },
      };
    };
    const view = await run({ runtime: { redactor } });
    expect(thrown).toBe(true);
    const report = reportOf(view);
    const own = [...report.logs, ...report.layers.flatMap(({ logs }) => logs)].filter(
      (one) => one.source === "bonafide",
    );
    expect(own.map(({ message }) => message.split("\n")[0])).toEqual(["Error: no eyes"]);
    expect(report.run.state).toBe(type === "run-finished" ? "interrupted" : "finished");
    expect(view.conclusion).not.toBeNull();
    expect(await quiet()).toEqual([]);
  });
});
