import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { type StdioSettings, startStdioServer } from "./start-stdio-server";
import type { StdioServer } from "./stdio-server";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-stdio-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const started: StdioServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

const logged: string[] = [];

async function start(script: string, more: Partial<StdioSettings> = {}): Promise<StdioServer> {
  logged.length = 0;
  const server = await startStdioServer({
    command: [process.execPath, "-e", script],
    cwd: folder,
    home: "empty",
    variables: { PATH: process.env.PATH },
    tokens: [],
    signal: new AbortController().signal,
    now: () => Date.now(),
    keepSecret: () => {},
    onLog: (line) => logged.push(line),
    ...more,
  });
  started.push(server);
  return server;
}

function ask(server: StdioServer, timeoutMs = 5_000, id = 1): Promise<DoorResult> {
  const body = JSON.stringify({ jsonrpc: "2.0", id, method: "initialize", params: {} });
  return server.send("initialize", { method: "POST", url: "", headers: {}, body, timeoutMs });
}

async function failureOf(server: StdioServer, timeoutMs?: number) {
  const result = await ask(server, timeoutMs);
  return result.kind === "failure" ? `${result.failure}: ${result.detail}` : "answered";
}

const text = (result: DoorResult) => (result.kind === "answer" ? new TextDecoder().decode(result.body) : "");

/** Answers every message with the value of an expression of `message`. */
const answering = (result: string) =>
  `require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const message = JSON.parse(line);
    process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: ${result} }) + "\\n");
  });`;

async function until(holds: () => boolean | Promise<boolean>, limitMs = 5_000): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** An orphan that has ended stays listed until the system's first process takes note: that is no running process. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, "utf8"));
}

describe("a command that speaks MCP", () => {
  it("gets each answer back to its question, past pings and strangers' lines", async () => {
    const server = await start(`${answering("{ echo: message.id }")}
      process.stdout.write('{"jsonrpc":"2.0","id":77,"method":"ping"}\\n{"jsonrpc":"2.0","method":"notifications/x"}\\nhello\\n');`);
    const answers = await Promise.all([1, 2, 3].map((id) => ask(server, 5_000, id)));
    expect(answers.map((answer) => JSON.parse(text(answer)))).toMatchObject(
      [1, 2, 3].map((id) => ({ id, result: { echo: id } })),
    );
    expect(server.strayLines()).toBe(1);
  });

  it("has an empty home of its own, which is gone afterwards", async () => {
    const server = await start(
      answering("{ home: process.env.HOME, entries: require('node:fs').readdirSync(process.env.HOME) }"),
    );
    const { result } = JSON.parse(text(await ask(server)));
    expect(result).toEqual({ home: expect.stringContaining("bonafide-home-"), entries: [] });
    expect(existsSync(result.home)).toBe(true);
    await server.stop();
    expect(existsSync(result.home)).toBe(false);
  });

  it("has the operator's home where it is to, and never a token of the run", async () => {
    const server = await start(answering("process.env"), {
      home: "operator",
      variables: { PATH: process.env.PATH, HOME: "/home/ada", QUILT_X: "a-run-token", AWS_PROFILE: "prod" },
      tokens: ["a-run-token"],
    });
    const { result } = JSON.parse(text(await ask(server)));
    expect(result).toEqual({ PATH: process.env.PATH, HOME: "/home/ada", AWS_PROFILE: "prod" });
    expect(server.variables).toEqual(["AWS_PROFILE", "HOME", "PATH"]);
  });

  it("is listened to on standard error, within bounds", async () => {
    const server = await start(
      `for (let i = 0; i < 500; i += 1) process.stderr.write("line " + i + " " + "x".repeat(900) + "\\n");${answering("{}")}`,
    );
    await ask(server);
    await until(() => logged.length >= 40);
    expect(logged).toHaveLength(40);
    expect(logged[0]).toHaveLength(300);
  });
});

describe("a command that does not", () => {
  it.each<[string, readonly string[], string]>([
    ["does not exist", ["there-is-no-such-program"], "unreachable: there is no command there-is-no-such-program"],
    [
      "ends at once",
      [process.execPath, "-e", "console.error('no catalog URL'); process.exit(3)"],
      "unreachable: the command ended with exit code 3: no catalog URL",
    ],
    [
      "prints what is no JSON",
      [process.execPath, "-e", "console.log('welcome'); setInterval(() => {}, 1000)"],
      "timeout: no answer within 700 ms; 1 lines on standard output were not JSON-RPC messages",
    ],
    ["says nothing", [process.execPath, "-e", "setInterval(() => {}, 1000)"], "timeout: no answer within 700 ms"],
    [
      "floods with lines",
      [process.execPath, "-e", "const w = () => process.stdout.write('{}\\n'.repeat(20000), w); w()"],
      "too-large: wrote too much to its standard output",
    ],
    [
      "floods with one line",
      [process.execPath, "-e", "const w = () => process.stdout.write('x'.repeat(65536), w); w()"],
      "too-large: wrote too much to its standard output",
    ],
  ])("%s is told so", async (how, command, said) => {
    const server = await start("", { command });
    const floods = how.startsWith("floods") || how === "ends at once";
    expect(await failureOf(server, floods ? 20_000 : 700)).toBe(said);
  });

  it("holds back no memory while it floods", async () => {
    const before = process.memoryUsage().rss;
    const server = await start("const w = () => process.stdout.write('{}\\n'.repeat(20000), w); w()");
    await ask(server, 20_000);
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(50);
  });
});

describe("the end of a command", () => {
  const pidFile = () => join(folder, `pids-${Math.random()}`);
  /** Ignores SIGTERM and the end of its input, and starts a grandchild that does so too. */
  const stubborn = (file: string) => `
    const { spawn } = require("node:child_process");
    const ignore = "process.on('SIGTERM', () => {}); process.on('SIGHUP', () => {}); setInterval(() => {}, 1000);";
    const grandchild = spawn(process.execPath, ["-e", ignore], { stdio: "ignore" });
    require("node:fs").writeFileSync(${JSON.stringify(file)}, process.pid + " " + grandchild.pid);
    eval(ignore);`;

  async function pidsIn(file: string): Promise<readonly number[]> {
    await until(() => existsSync(file));
    await until(async () => /^\d+ \d+$/.test(await readFile(file, "utf8")));
    return (await readFile(file, "utf8")).split(" ").map(Number);
  }

  it("reaches a child that ignores SIGTERM and its grandchild, within a second", async () => {
    const file = pidFile();
    const server = await start(stubborn(file));
    const pids = await pidsIn(file);
    expect(pids.map(runs)).toEqual([true, true]);
    const began = Date.now();
    await server.stop();
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(await until(() => pids.every((pid) => !runs(pid)), 1_000)).toBe(true);
  });

  it("comes with this process, should that end at once", async () => {
    const file = pidFile();
    const before = process.listeners("exit");
    const server = await start(stubborn(file));
    const pids = await pidsIn(file);
    const added = process.listeners("exit").filter((listener) => !before.includes(listener));
    for (const listener of added) listener(130);
    expect(await until(() => pids.every((pid) => !runs(pid)), 1_000)).toBe(true);
    await server.stop();
    expect(process.listeners("exit")).toEqual(before);
  });

  it("comes with the run's own end", async () => {
    const file = pidFile();
    const cancel = new AbortController();
    const server = await start(stubborn(file), { signal: cancel.signal });
    const pids = await pidsIn(file);
    const asked = failureOf(server);
    cancel.abort();
    expect(await asked).toBe("cancelled: stopped");
    expect(await until(() => pids.every((pid) => !runs(pid)), 2_000)).toBe(true);
  });

  it("reaches a grandchild whose parent has gone before", async () => {
    const file = pidFile();
    await writeFile(file, "");
    const server = await start(`
      const { spawn } = require("node:child_process");
      const grandchild = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
      require("node:fs").writeFileSync(${JSON.stringify(file)}, process.pid + " " + grandchild.pid);
      process.exit(0);`);
    const pids = await pidsIn(file);
    expect(await failureOf(server)).toContain("exit code 0");
    await server.stop();
    expect(await until(() => pids.every((pid) => !runs(pid)), 1_000)).toBe(true);
  });
});
