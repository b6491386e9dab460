import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import type { StartStdio, StdioHome, StdioServer } from "@/lib/processes/stdio-server";
import { testAnswer, testFailure, testInput, testNow } from "../shared/test-context";
import { mcp } from "./mcp";
import { ARN, type FakeServer, fakeServer, goodPayload, MCP_URL, mcpInput, remote, runMcp } from "./test-mcp";

const OWN_ARN = "arn:aws:sts::111122223333:assumed-role/Server/own";
const words = { words: ["/opt/tools/uvx", "quilt-mcp"], folder: "/somewhere" };
const silent = new AbortController().signal;
const noSession = { success: false, error: "No quilt3 session configured" };

/** Gives data. */
const serving: FakeServer = { call: ({ tool, values }) => goodPayload(tool, values) };
/** Speaks, and gives none. */
const idle: FakeServer = { call: () => noSession };

interface Homes {
  readonly operator?: FakeServer | DoorResult;
  readonly empty?: FakeServer | DoorResult;
  readonly strayLines?: number;
}

/** Starts a fake command, and keeps what was done with it. */
function fakeCommand({ operator = serving, empty = idle, strayLines = 0 }: Homes = {}) {
  const asked: { home: StdioHome; step: string; timeoutMs: number; bearer: string | undefined }[] = [];
  const stopped: StdioHome[] = [];
  const start: StartStdio = async (home): Promise<StdioServer> => {
    const server = home === "operator" ? operator : empty;
    const answer = "kind" in server ? () => server : fakeServer(server);
    return {
      variables: home === "operator" ? ["HOME", "PATH"] : ["LANG", "PATH"],
      send: async (step, request) => {
        asked.push({ home, step, timeoutMs: request.timeoutMs, bearer: request.headers.authorization });
        return answer({ purpose: "beside:stdio", request: { ...request, url: MCP_URL, signal: silent }, mark: {} });
      },
      strayLines: () => strayLines,
      stop: async () => void stopped.push(home),
    };
  };
  return { start, asked, stopped };
}

interface Alone extends Omit<NonNullable<Parameters<typeof runMcp>[1]>, "input"> {
  readonly input?: Parameters<typeof mcpInput>[1];
}

/** The layer with a command alone: no MCP URL. */
async function runAlone(homes: Homes = {}, { input: more = {}, ...rest }: Alone = {}) {
  const command = fakeCommand(homes);
  const input = mcpInput({ mcpUrl: undefined, mcpCommand: words }, { mayStartCommand: true, ...more });
  const run = await runMcp({}, { ...rest, input, startStdio: command.start });
  return { ...run, ...command, rows: run.tables.get("stdio")?.rows };
}

const evidence = (run: Awaited<ReturnType<typeof runAlone>>, code: string) =>
  run.findings.find((finding) => finding.code === code)?.evidence;

describe("a stdio server", () => {
  it("is asked for the layer's own tools with each home, and takes no token", async () => {
    const run = await runAlone();
    const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
    for (const home of ["operator", "empty"]) {
      expect(run.asked.filter((one) => one.home === home).map(({ step }) => step)).toEqual([
        "initialize",
        "notifications/initialized",
        "tools/list",
        ...tools.map((tool) => `tools/call ${tool}`),
      ]);
    }
    expect(new Set(run.asked.map(({ bearer }) => bearer))).toEqual(new Set([undefined]));
    expect(run.asked[0]?.timeoutMs).toBe(60_000);
    expect(run.sent).toEqual([]);
    expect(run.stopped.toSorted()).toEqual(["empty", "operator"]);
  });

  it("shows what each tool gave with the operator's home and with an empty one", async () => {
    const run = await runAlone();
    expect(run.tables.get("stdio")).toEqual({
      id: "stdio",
      title: "The stdio server, with your HOME and with an empty one",
      columns: ["what", "your-home", "empty-home"].map((id) => expect.objectContaining({ id })),
      rows: [
        {
          id: "start",
          mark: "note",
          cells: [
            "start",
            "quilt-mcp-server 0.5.6 (remote), after 0.0 s",
            "quilt-mcp-server 0.5.6 (remote), after 0.0 s",
          ],
        },
        { id: "tool-bucket-list", mark: "good", cells: ["bucket_list", "1 items", `no-answer: ${noSession.error}`] },
        {
          id: "tool-bucket-objects-list",
          mark: "good",
          cells: ["bucket_objects_list", "1 items", `no-answer: ${noSession.error}`],
        },
        {
          id: "tool-search-catalog",
          mark: "good",
          cells: ["search_catalog", "1 items", `no-answer: ${noSession.error}`],
        },
        {
          id: "tool-discover-permissions",
          mark: "good",
          cells: ["discover_permissions", ARN, `no-answer: ${noSession.error}`],
        },
        { id: "variables-passed", mark: "note", cells: ["variables passed", "HOME, PATH", "LANG, PATH"] },
      ],
    });
    expect([...run.signals]).toEqual(["stdio-gives-data"]);
    expect(run.facts).toEqual({
      "stdio-with-your-home": `4 of 4 tools give data as ${ARN}`,
      "stdio-with-empty-home": "no tool gives data",
      "stdio-identity": `${ARN}; this token is ${ARN}`,
    });
  });

  it("alone leaves the layer open: it says nothing of a token", async () => {
    const run = await runAlone();
    expect(run.status).toBe("inconclusive");
    expect(run.codes).toEqual(["mcp/stdio-takes-no-token"]);
    expect(evidence(run, "mcp/stdio-takes-no-token")).toEqual({ command: "/opt/tools/uvx" });
    expect(run.summary).toBe(`over stdio, with your HOME: 4 of 4 tools give data as ${ARN}`);
  });

  it("compares no identity where nothing says who this token is, or who the server is", async () => {
    expect((await runAlone({}, { given: [] })).facts).not.toHaveProperty("stdio-identity");
    expect((await runAlone({ operator: idle })).facts).not.toHaveProperty("stdio-identity");
  });

  it("with data for an empty home answers with credentials of its own, which are named", async () => {
    const call: FakeServer["call"] = ({ tool, values }) =>
      tool === "discover_permissions"
        ? { success: true, user_identity: { arn: OWN_ARN, account_id: "111122223333" } }
        : tool === "bucket_list"
          ? goodPayload(tool, values)
          : noSession;
    const run = await runAlone({ empty: { call } });
    expect(evidence(run, "mcp/stdio-own-credentials")).toEqual({
      tools: ["bucket_list", "discover_permissions"],
      answersAs: OWN_ARN,
    });
    expect(run.rows?.map(({ mark }) => mark)).toEqual(["note", "bad", "good", "good", "bad", "note"]);
    expect(run.facts["stdio-with-empty-home"]).toBe(`2 of 4 tools give data as ${OWN_ARN}`);
  });

  it("with data that names nobody is said to be nobody", async () => {
    const call: FakeServer["call"] = ({ tool, values }) =>
      tool === "bucket_list" ? goodPayload(tool, values) : noSession;
    const run = await runAlone({ empty: { call } });
    expect(evidence(run, "mcp/stdio-own-credentials")).toEqual({
      tools: ["bucket_list"],
      answersAs: "discover_permissions names nobody",
    });
    expect(run.facts["stdio-with-empty-home"]).toBe("1 of 4 tools give data");
  });

  it("with an empty list for an empty home has given no data", async () => {
    const none: FakeServer["call"] = ({ tool }) =>
      tool === "bucket_list" ? { success: true, buckets: [], count: 0 } : noSession;
    const run = await runAlone({ operator: { call: none }, empty: { call: none } });
    expect(run.codes).toEqual(["mcp/stdio-takes-no-token"]);
    expect(run.rows?.[1]).toEqual({
      id: "tool-bucket-list",
      mark: "note",
      cells: ["bucket_list", "0 items", "0 items"],
    });
    expect(run.facts["stdio-with-your-home"]).toBe("no tool gives data");
    expect(run.signals.size).toBe(0);
  });

  it("that gives no list of anything has given data", async () => {
    const call: FakeServer["call"] = ({ tool, values }) =>
      tool === "discover_permissions" ? { success: false, error: "denied" } : goodPayload(tool, values);
    const run = await runAlone({ operator: { ...serving, tools: ["discover_permissions"], call } });
    expect(run.rows?.map(({ cells }) => cells[1])).toEqual([
      "quilt-mcp-server 0.5.6 (remote), after 0.0 s",
      "no-answer: not offered",
      "no-answer: not offered",
      "no-answer: not offered",
      "no-answer: denied",
      "HOME, PATH",
    ]);
  });

  it("that cannot start is said with why, for either home", async () => {
    const failed = testFailure("unreachable", "spawn uvx ENOENT");
    const run = await runAlone({ operator: failed, empty: failed, strayLines: 2 });
    expect(run.codes).toEqual(["mcp/stdio-failed", "mcp/stdio-takes-no-token"]);
    const said = "spawn uvx ENOENT; 2 lines were not JSON-RPC";
    expect(evidence(run, "mcp/stdio-failed")).toEqual({ yourHome: said, emptyHome: said });
    expect(run.rows).toEqual([
      { id: "start", mark: "unknown", cells: ["start", said, said] },
      { id: "variables-passed", mark: "note", cells: ["variables passed", "HOME, PATH", "LANG, PATH"] },
    ]);
    expect(run.summary).toBe(`over stdio, with your HOME: no session: ${said}`);
    expect(run.signals.size).toBe(0);
    expect(run.facts).toMatchObject({
      "stdio-with-your-home": `no session: ${said}`,
      "stdio-with-empty-home": `no session: ${said}`,
    });
    expect(run.stopped.toSorted()).toEqual(["empty", "operator"]);
  });

  it("does not say twice that it printed what is no message", async () => {
    const detail = "it wrote 3 lines to its standard output that are no JSON-RPC";
    const run = await runAlone({ operator: testFailure("unreachable", detail), strayLines: 3 });
    expect(evidence(run, "mcp/stdio-failed")).toEqual({ yourHome: detail, emptyHome: "it answers" });
    expect(run.rows?.[1]).toEqual({
      id: "tool-bucket-list",
      mark: "note",
      cells: ["bucket_list", "not started", `no-answer: ${noSession.error}`],
    });
  });

  it("that starts with the operator's home alone has not failed", async () => {
    const run = await runAlone({ empty: testFailure("unreachable", "no home"), strayLines: 0 });
    expect(run.codes).toEqual(["mcp/stdio-takes-no-token"]);
    expect(run.rows?.slice(0, 2)).toEqual([
      { id: "start", mark: "note", cells: ["start", "quilt-mcp-server 0.5.6 (remote), after 0.0 s", "no home"] },
      { id: "tool-bucket-list", mark: "good", cells: ["bucket_list", "1 items", "not started"] },
    ]);
    expect(run.facts["stdio-with-empty-home"]).toBe("no session: no home");
  });

  it("whose list of tools cannot be read has failed, with what it answered", async () => {
    const unread: FakeServer = {
      ...serving,
      listed: () => testAnswer(200, { jsonrpc: "2.0", id: 2, error: { code: 1, message: "no tools" } }),
    };
    const run = await runAlone({ operator: unread });
    expect(evidence(run, "mcp/stdio-failed")).toMatchObject({ yourHome: "no tools" });
  });

  it("has what it says cut to a length that can be shown", async () => {
    const long = "x".repeat(500);
    const run = await runAlone({
      operator: testFailure("unreachable", long),
      empty: { call: () => ({ success: false, error: long }) },
    });
    expect(run.rows?.[0]?.cells[1]).toBe(long.slice(0, 300));
    expect(run.rows?.[1]?.cells[2]).toBe(`no-answer: ${long}`.slice(0, 200));
    expect(run.facts["stdio-with-your-home"]).toHaveLength(200);
    expect(run.summary).toHaveLength(200);
    const name = await runAlone({ operator: { ...serving, name: long } });
    expect(name.rows?.[0]?.cells[1]).toBe(`${long.slice(0, 80)}, after 0.0 s`);
  });

  it("is given a minute to start, or what was asked for", async () => {
    expect((await runAlone({}, { input: { timeoutMs: 1234 } })).asked[0]?.timeoutMs).toBe(60_000);
    expect((await runAlone({}, { input: { timeoutMs: 1234, timeoutGiven: true } })).asked[0]?.timeoutMs).toBe(1234);
  });

  it("is asked nothing that the target lists for the MCP server", async () => {
    const command = fakeCommand({ operator: { ...serving, tools: ["bucket_list", "catalog_info"] } });
    const calls = [{ tool: "catalog_info", arguments: {} }];
    const input = mcpInput({ mcpUrl: undefined, mcpCommand: words, mcp: { calls } }, { mayStartCommand: true });
    await runMcp({}, { input, startStdio: command.start });
    expect(command.asked.map(({ step }) => step)).not.toContain("tools/call catalog_info");
  });
});

describe("a stdio server beside an MCP URL", () => {
  it("changes neither status nor what is sent", async () => {
    const command = fakeCommand({ empty: serving });
    const run = await runMcp(remote, { input: mcpInput({ mcpCommand: words }), startStdio: command.start });
    expect(run.status).toBe("pass");
    expect(run.codes).toEqual(["mcp/stdio-own-credentials", "mcp/pass-through"]);
    expect(run.tables.has("stdio")).toBe(true);
    const without = await runMcp(remote);
    expect(run.sent.length).toBe(without.sent.length);
  });

  it("is not started where nothing may start commands, which is said", async () => {
    const run = await runMcp(remote, { input: mcpInput({ mcpCommand: words }) });
    expect(run.facts["mcp-command"]).toContain("not started");
    expect(run.tables.has("stdio")).toBe(false);
    expect((await runMcp(remote)).facts).not.toHaveProperty("mcp-command");
    const started = await runMcp(remote, { input: mcpInput({ mcpCommand: words }), startStdio: fakeCommand().start });
    expect(started.facts).not.toHaveProperty("mcp-command");
  });
});

describe("what is announced of a command", () => {
  const target = { mcpCommand: words };

  it("is that it is started, by its program's name alone", () => {
    const plan = mcp.plan(testInput({ target, mayStartCommand: true }));
    expect(plan).toEqual({
      requests: 0,
      wrongCredentials: 0,
      awsSessionsMinted: 0,
      destinations: ["a command on this machine, started twice (uvx)"],
    });
    const windows = { mcpCommand: { words: ["C:\\tools\\uvx.exe"], folder: "." } };
    expect(mcp.plan(testInput({ target: windows, mayStartCommand: true })).destinations[0]).toContain("(uvx.exe)");
  });

  it("is nothing where it may not be started, or there is none", () => {
    expect(mcp.plan(testInput({ target })).destinations).toEqual([]);
    expect(mcp.plan(testInput({ mayStartCommand: true })).destinations).toEqual([]);
    const empty = { mcpCommand: { words: [], folder: "." } };
    expect(mcp.plan(testInput({ target: empty, mayStartCommand: true })).destinations).toEqual([]);
  });

  it("stands beside the server's own address", () => {
    const input = mcpInput({ mcpCommand: words, catalogUrl: undefined }, { mayStartCommand: true });
    expect(mcp.plan(input).destinations).toEqual([
      "https://mcp.example.com",
      "a command on this machine, started twice (uvx)",
    ]);
  });

  it("decides whether the layer applies without an MCP URL", () => {
    expect(mcp.notApplicable(testInput({ target, mayStartCommand: true }))).toBeNull();
    expect(mcp.notApplicable(testInput({ target }))).toContain("mcp.command");
    expect(mcp.notApplicable(testInput({ mayStartCommand: true }))).toBe("no MCP URL in the target");
    expect(mcp.requiredByDefault(testInput({ target, mayStartCommand: true }))).toBe(false);
    expect(mcp.requiredByDefault(mcpInput())).toBe(true);
  });

  it("has no call to repeat by hand", () => {
    expect(mcp.byHand(testInput({ target, mayStartCommand: true }))).toBeNull();
  });
});

it("says after how long it answered", async () => {
  let at = testNow;
  const now = () => {
    at += 1250;
    return at;
  };
  const run = await runAlone({}, { now });
  expect(run.rows?.[0]?.cells.slice(1)).toEqual([
    "quilt-mcp-server 0.5.6 (remote), after 2.5 s",
    "quilt-mcp-server 0.5.6 (remote), after 2.5 s",
  ]);
});
