import { describe, expect, it } from "vitest";
import { mcp } from "./mcp";
import { badPayload, type FakeServer, goodPayload, MCP_URL, mcpInput, remote, runMcp } from "./test-mcp";

describe("what is announced", () => {
  const planOf = (...[target, more]: Parameters<typeof mcpInput>) => mcp.plan(mcpInput(target, more));
  const named = { search: {} };

  it("counts the handshake, the tools twice, and each control's handshake and tools", () => {
    // Health, a handshake in two versions, a GET of the old transport, metadata and 100 pages; the tool twice; two
    // controls of a handshake and the tool; a session by its id alone, without and with a bad token, and a new one.
    // Of the other era: the ask, twice where it is slow, a knock by each control, 100 pages; one tool, and each control on it.
    const base = { ...named, s3: {} };
    const own = 1 + 3 + 1 + 1 + 100;
    const door = 2 + 2 + 100 + 3;
    expect(planOf(base)).toMatchObject({
      requests: own + 2 + 2 * (3 + 1) + 2 + 3 + door,
      wrongCredentials: 3 + 1 + 1 + 2,
      awsSessionsMinted: 0,
    });
    expect(planOf(base, { controls: "off" })).toMatchObject({
      requests: own + 2 + 2 + 100 + 1,
      wrongCredentials: 0,
    });
    expect(planOf(named)).toMatchObject({
      requests: own + 6 + 2 * (3 + 3) + 2 + 3 + door,
      wrongCredentials: 3 + 3 + 1 + 2,
    });
  });

  it("counts the registry's own word, and names its place", () => {
    const registry = { ...named, registryUrl: "https://registry.example.com/" };
    expect(planOf(registry).requests).toBe(planOf(named).requests + 1);
    expect(planOf(registry).destinations).toEqual(["https://mcp.example.com", "https://registry.example.com"]);
    const catalog = planOf({ ...named, catalogUrl: "https://catalog.example.com" });
    expect(catalog.requests).toBe(planOf(named).requests + 1);
    expect(catalog.destinations).toHaveLength(2);
    expect(planOf(named).destinations).toEqual(["https://mcp.example.com"]);
  });

  it("counts search's other scopes where there is a search", () => {
    const search = planOf({});
    // The tool itself, twice and in two controls; and the scopes.
    expect(search.requests - planOf(named).requests).toBe(4 + 3);
  });

  it("repeats by hand with nothing secret", () => {
    const byHand = mcp.byHand(mcpInput()) ?? "";
    expect(byHand.split("\n")).toHaveLength(7);
    expect(byHand).toContain(MCP_URL);
    const bodies = [...byHand.matchAll(/--data '([^']+)'/g)].map(([, body]) => JSON.parse(body ?? ""));
    expect(bodies.map(({ jsonrpc, id, method }) => [jsonrpc, id, method])).toEqual([
      ["2.0", 1, "initialize"],
      ["2.0", undefined, "notifications/initialized"],
      ["2.0", 2, "tools/call"],
    ]);
    expect(bodies[2].params).toEqual({ name: "bucket_list", arguments: {} });
  });
});

describe("with the controls off", () => {
  it("says so only beside an accepted call of a token", async () => {
    const off = (target = {}, more = {}) => mcpInput(target, { controls: "off", ...more });
    const refused = await runMcp({ ...remote, call: ({ tool }) => badPayload(tool) }, { input: off() });
    expect(refused.codes).not.toContain("mcp/controls-off");
    const open: FakeServer = { ...remote, greet: () => null, call: ({ tool, values }) => goodPayload(tool, values) };
    const nobody = await runMcp(open, { input: off({ access: { mcp: "open" } }, { token: null }) });
    expect(nobody.codes).not.toContain("mcp/controls-off");
  });
});
