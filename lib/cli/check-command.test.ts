import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent, RunEventBody } from "@/lib/diagnosis/events";
import type { Conclusion, Verdict } from "@/lib/diagnosis/model";
import { reportSchema } from "@/lib/report/formats/report-schema";
import { sampleEvents } from "@/lib/report/test-run";
import { type PreparedRun, prepareRun } from "@/lib/run/prepare-run";
import { checkCommand } from "./check-command";
import type { Engine } from "./engine-port";
import { createTestTerminal, type TestTerminal } from "./test-terminal";

const token = "opaque-sentinel-token";
const conclusion: Conclusion = {
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  headline: "Broken at exchange.",
  heading: "Broken at exchange",
  proven: [],
  notProven: [],
  nextSteps: [],
  actor: "registry-admin",
  causes: [],
  firstVerifier: null,
};

function ending(verdict: Verdict, state: "finished" | "cancelled" = "finished"): RunEventBody {
  const target = { name: "t", origins: [], region: null, stackVersion: null, mcpVersion: null };
  return { type: "run-finished", state, durationMs: 5, conclusion: { ...conclusion, verdict }, target };
}

/** An engine that plays events; the ending depends on whether it was interrupted. */
function playing(last: (signal: AbortSignal) => RunEventBody, runs: PreparedRun[] = []): Engine {
  return {
    prepare: async (request) => ({
      ...(await prepareRun(request)),
      outline: {
        requests: 9,
        wrongCredentials: 4,
        awsSessionsMinted: 2,
        sound: null,
        destinations: ["https://catalog.example.org"],
        adds: [],
        layers: [],
      },
    }),
    async *diagnose(run, signal) {
      runs.push(run);
      const frame = (body: RunEventBody, index: number): RunEvent => ({
        seq: index + 1,
        at: "2026-11-23T06:40:00.000Z",
        runId: "r",
        ...body,
      });
      for (const [index, body] of sampleEvents.entries()) yield frame(body, index);
      yield frame(last(signal), sampleEvents.length);
    },
  };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-check-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function terminalWithToken(): TestTerminal {
  return createTestTerminal({ variables: { BONAFIDE_DATA_DIR: folder, TOKEN: token }, cwd: folder });
}

function check(engine: Engine, terminal: TestTerminal, more: Readonly<Record<string, unknown>> = {}): Promise<number> {
  const options = {
    tokenEnv: "TOKEN",
    catalogUrl: "https://catalog.example.org",
    format: "json",
    controls: "on",
    ...more,
  };
  return checkCommand(options, terminal, async () => engine);
}

describe("bonafide check", () => {
  it.each([
    ["pass", 0],
    ["fail", 1],
    ["inconclusive", 3],
  ] satisfies [Verdict, number][])("ends with the code of its verdict: %s is %i", async (verdict, code) => {
    expect(
      await check(
        playing(() => ending(verdict)),
        terminalWithToken(),
      ),
    ).toBe(code);
  });

  it("puts the report and nothing else on stdout", async () => {
    const terminal = terminalWithToken();
    await check(
      playing(() => ending("fail")),
      terminal,
    );
    expect(reportSchema.parse(JSON.parse(terminal.text().out)).run.code).toBe("exchange/rejected");
  });

  it("says on stderr where it goes before it goes, then each layer as it ends, then the verdict", async () => {
    const terminal = terminalWithToken();
    await check(
      playing(() => ending("fail")),
      terminal,
    );
    const lines = terminal.text().err.split("\n");
    expect(lines[0]).toBe("Goes to https://catalog.example.org.");
    expect(lines[1]).toContain(
      "At most 9 requests, 4 of them with wrong credentials; none writes; 2 AWS sessions minted.",
    );
    expect(lines[2]).toBe("Subject reader: served everywhere.");
    expect(lines[3]).toContain("✗ fail");
    expect(lines[4]).toBe("FAIL: Broken at exchange.");
  });

  it("leaves stdout empty when the report goes to a file", async () => {
    const terminal = terminalWithToken();
    await check(
      playing(() => ending("pass")),
      terminal,
      { output: "report.json" },
    );
    expect(terminal.text().out).toBe("");
    expect(JSON.parse(await readFile(join(folder, "report.json"), "utf8")).schemaVersion).toBe(1);
  });

  it("ends with 130 and still reports when it is interrupted", async () => {
    const terminal = terminalWithToken();
    const engine = playing((signal) => {
      terminal.interrupt();
      return ending("inconclusive", signal.aborted ? "cancelled" : "finished");
    });
    expect(await check(engine, terminal)).toBe(130);
    expect(JSON.parse(terminal.text().out).run.state).toBe("cancelled");
  });

  it("ends with the verdict when the run's own deadline ends it", async () => {
    expect(
      await check(
        playing(() => ending("inconclusive", "cancelled")),
        terminalWithToken(),
      ),
    ).toBe(3);
  });

  it("hands the engine what was asked for", async () => {
    const runs: PreparedRun[] = [];
    await check(
      playing(() => ending("pass"), runs),
      terminalWithToken(),
      {
        only: "identity, s3",
        strict: true,
        controls: "off",
        timeoutMs: "900",
        bucket: "data",
        minKeys: "0",
        logFile: "server.log",
      },
    );
    expect(runs[0]).toMatchObject({
      options: { only: ["identity", "s3"], strict: true, controls: "off", timeoutMs: 900 },
      input: {
        target: { s3: { bucket: "data", minKeys: 0 }, logs: [{ type: "file", path: join(folder, "server.log") }] },
      },
    });
    expect(runs[0]?.input.token?.raw.reveal()).toBe(token);
  });

  it("hands the engine the server's environment, and refuses one that nothing would read", async () => {
    await writeFile(join(folder, "server.env"), "QUILT_DEPLOYMENT=remote\n");
    const runs: PreparedRun[] = [];
    const run = (more: Readonly<Record<string, unknown>>) =>
      check(
        playing(() => ending("pass"), runs),
        terminalWithToken(),
        { serverEnv: "server.env", ...more },
      );
    await run({ mcpUrl: "https://mcp.example.org/mcp" });
    expect(runs[0]?.input.serverEnv?.variables.map(({ name }) => name)).toEqual(["QUILT_DEPLOYMENT"]);
    await expect(run({})).rejects.toThrow(/the target names no MCP server/);
    await expect(run({ mcpUrl: "https://mcp.example.org/mcp", only: "s3" })).rejects.toThrow(
      /the mcp layer.*not among/,
    );
    expect(runs).toHaveLength(1);
  });

  it("lets no name in a warning act on the terminal", async () => {
    const terminal = terminalWithToken();
    const engine = playing(() => ending("pass"));
    const warned: Engine = {
      ...engine,
      prepare: async (request) => ({ ...(await engine.prepare(request)), warnings: ["of \u001b[31m\nEvil"] }),
    };
    await check(warned, terminal);
    expect(terminal.text().err).toContain("Warning: of \ufffd[31m Evil\n");
  });

  it("takes quotes and Bearer off the token and says so", async () => {
    const terminal = createTestTerminal({ variables: { BONAFIDE_DATA_DIR: folder }, input: `"Bearer ${token}"\n` });
    const runs: PreparedRun[] = [];
    await check(
      playing(() => ending("pass"), runs),
      terminal,
      { tokenEnv: undefined, tokenStdin: true },
    );
    expect(runs[0]?.input.token?.raw.reveal()).toBe(token);
    expect(terminal.text().err).toMatch(/^Taken off the token: /);
  });

  it("is a crash when a run ends without a conclusion", async () => {
    const engine: Engine = { ...playing(() => ending("pass")), async *diagnose() {} };
    await expect(check(engine, terminalWithToken())).rejects.toThrow("without a conclusion");
  });
});
