import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import { labRequest } from "@/lib/lab/run/lab-request";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { prepareRun } from "@/lib/run/prepare-run";
import { factValues } from "./fact-values";

let folder = "";
let lab: Lab;
let runtime: Runtime;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-stdio-"));
  const store = join(folder, ".local/share/Quilt");
  await mkdir(store, { recursive: true });
  await writeFile(join(store, "auth.json"), "{}");
  lab = await startLab();
  runtime = await createRuntime({ dataFolder: join(folder, "data"), reportCrash: () => {} });
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

interface Choice {
  readonly command?: DiagnosisRequest["command"];
  /** In place of the lab's own command. */
  readonly words?: readonly string[];
  readonly strict?: boolean;
}

/** Runs a scenario with a home that holds a quilt3 session, unless the command may not be started. */
async function run(scenario: string, { words, command, strict = false }: Choice = {}) {
  const stack = await lab.open(scenario);
  try {
    const request = await labRequest(stack);
    const mcpCommand = words === undefined ? request.target.mcpCommand : { words, folder };
    const changed: DiagnosisRequest = {
      ...request,
      options: { ...request.options, strict },
      target: { ...request.target, mcpCommand },
      command: command === undefined ? { variables: { PATH: process.env.PATH, HOME: folder } } : command,
    };
    const prepared = await prepareRun(changed);
    const { outline: announced } = prepared;
    let view: RunView | null = null;
    for await (const event of diagnose({ runtime, run: prepared, signal: new AbortController().signal })) {
      view = applyEvent(view, event);
    }
    const layer = view?.layers.find(({ id }) => id === "mcp");
    if (view == null || layer?.result == null) throw new Error("mcp has not ended");
    return { view, announced, token: stack.token, layer, result: layer.result };
  } finally {
    await stack.close();
  }
}

const cellsOf = ({ result }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(
    (result.tables?.find(({ id }) => id === "stdio")?.rows ?? []).map(({ mark, cells }) => [
      cells[0] ?? "",
      [mark, cells[1], cells[2]],
    ]),
  );
const codes = ({ result }: Awaited<ReturnType<typeof run>>) => result.findings.map(({ code }) => code);

describe("a stdio server", () => {
  it("is shown with the operator's home and with an empty one, and proves nothing", async () => {
    const ran = await run("mcp-stdio-alone");
    expect(cellsOf(ran)).toMatchObject({
      bucket_list: ["good", "1 items", expect.stringContaining("no catalog configured")],
      bucket_objects_list: ["good", "1 items", expect.stringContaining("Unable to locate credentials")],
      search_catalog: ["good", "1 items", expect.stringContaining("No quilt3 session configured")],
      discover_permissions: ["good", expect.stringMatching(/LabReadRole/), expect.stringContaining("no-answer")],
      "variables passed": ["note", "HOME, PATH", "HOME, PATH"],
    });
    expect(codes(ran)).toEqual(["mcp/stdio-takes-no-token"]);
    expect({ status: ran.result.status, required: ran.layer.required }).toEqual({
      status: "inconclusive",
      required: false,
    });
    expect(ran.layer.exchanges).toEqual([]);
    expect(ran.announced.destinations).toContain("a command on this machine, started twice (node)");
  });

  it("never lets a run pass that requires every layer", async () => {
    const { view } = await run("mcp-stdio-alone", { strict: true });
    expect(view.conclusion).toMatchObject({ verdict: "inconclusive", code: "mcp/stdio-takes-no-token" });
  });

  it("changes no status beside an MCP URL", async () => {
    const ran = await run("healthy-mcp-stdio");
    expect(ran.result.status).toBe("pass");
    expect(codes(ran)).toEqual(["mcp/pass-through"]);
    expect(factValues(ran.result)["stdio-with-empty-home"]).toBe("no tool gives data");
    expect(factValues(ran.result)["stdio-identity"]).toMatch(/LabReadRole\/stdio; this token is .*LabReadRole/);
  });

  it("with data for an empty home is named with the identity that answers", async () => {
    const ran = await run("mcp-stdio-own-credentials");
    expect(ran.result.status).toBe("pass");
    const finding = ran.result.findings.find(({ code }) => code === "mcp/stdio-own-credentials");
    expect(finding?.evidence).toMatchObject({
      answersAs: expect.stringContaining("assumed-role/StdioServerRole/stdio"),
    });
    expect(cellsOf(ran).bucket_list?.[0]).toBe("bad");
  });

  it("is not started by anything but the command line, which is said", async () => {
    const beside = await run("healthy-mcp-stdio", { command: null });
    expect(factValues(beside.result)["mcp-command"]).toContain("only the command line starts commands");
    expect((beside.result.tables ?? []).map(({ id }) => id)).not.toContain("stdio");
    const alone = await run("mcp-stdio-alone", { command: null });
    expect(alone.result).toMatchObject({
      status: "not-applicable",
      summary: "no MCP URL in the target; only the command line starts its mcp.command",
    });
  });

  it("sees no token, and what it says is shown without secrets", async () => {
    const script = `
      process.stderr.write("args " + process.argv.slice(1).join(" ") + " env " + JSON.stringify(process.env) + "\\n");
      process.stderr.write("session token " + "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImEifQ." + "A".repeat(43) + "\\n");
      setTimeout(() => process.exit(4), 200);`;
    const ran = await run("healthy-mcp-stdio", { words: [process.execPath, "-e", script] });
    const said = ran.layer.logs.filter(({ source }) => source.startsWith("mcp.command")).map(({ message }) => message);
    expect(said.some((line) => line.startsWith("args"))).toBe(true);
    expect(JSON.stringify(ran.view)).not.toContain(ran.token);
    expect(said.join("\n")).not.toContain("A".repeat(43));
    expect(codes(ran)).toContain("mcp/stdio-failed");
    expect(ran.result.status).toBe("pass");
  });

  it("leaves no home behind", async () => {
    // Others beside this test make homes in the common folder.
    const own = join(folder, "tmp");
    await mkdir(own);
    vi.stubEnv("TMPDIR", own);
    await run("mcp-stdio-alone");
    expect(await readdir(own)).toEqual([]);
  });
});
