import { describe, expect, it } from "vitest";
import type { StartStdio } from "@/lib/processes/stdio-server";
import { type FakeServer, fakeServer, MCP_URL, mcpInput, runMcp } from "../test-mcp";
import { bothEras, openCall, quiltDoor, statelessError, statelessOnly } from "./test-stateless";

const silent = new AbortController().signal;

/** Runs the layer with this command alone: a stdio server takes no token, so each caller is nobody. */
async function runCommand(server: FakeServer) {
  const asked: { readonly step: string; readonly method: unknown }[] = [];
  const answer = fakeServer(server);
  const startStdio: StartStdio = async () => ({
    variables: [],
    send: async (step, request) => {
      asked.push({ step, method: request.headers["mcp-method"] });
      return answer({ purpose: "beside:stdio", request: { ...request, url: MCP_URL, signal: silent }, mark: {} });
    },
    strayLines: () => 0,
    stop: async () => {},
  });
  const input = mcpInput(
    { mcpUrl: undefined, mcpCommand: { words: ["quilt-mcp"], folder: "/" } },
    { mayStartCommand: true },
  );
  const run = await runMcp({}, { input, startStdio });
  const rows = run.tables.get("stdio")?.rows ?? [];
  return { ...run, asked, start: rows.find(({ id }) => id === "start")?.cells[1] };
}

/** Serves its own user, who is nobody to the protocol. */
const serving: FakeServer = {
  ...statelessOnly,
  greet: () => statelessError(1, 200, -32022, { supported: ["2026-07-28"] }),
  stateless: (call) => (call.method === "tools/call" ? openCall(call) : quiltDoor({ ...call, caller: "good" })),
};

describe("a stdio server of the stateless era", () => {
  it("is spoken to so, where it takes no handshake", async () => {
    const run = await runCommand(serving);
    expect(run.codes).toEqual(["mcp/stdio-own-credentials", "mcp/stdio-takes-no-token"]);
    expect(run.start).toMatch(/, after [\d.]+ s, in the stateless era$/);
    const perHome = run.asked.filter((_, at) => at % 2 === 0).map(({ step }) => step);
    expect(perHome.slice(0, 3)).toEqual(["initialize", "server/discover", "tools/list"]);
    expect(run.asked.filter(({ method }) => method === "tools/call")).toHaveLength(8);
  });

  it("is not asked for it where it shakes hands: a connection keeps to one era", async () => {
    const run = await runCommand({ ...bothEras, greet: () => null });
    expect(run.asked.filter(({ method }) => method !== undefined)).toEqual([]);
    expect(run.start).not.toContain("era");
  });

  it("fails where it speaks neither", async () => {
    const neither = () => statelessError(1, 200, -32601);
    const run = await runCommand({
      ...serving,
      greet: neither,
      stateless: ({ id }) => statelessError(id, 200, -32601),
    });
    expect(run.codes).toContain("mcp/stdio-failed");
  });
});
