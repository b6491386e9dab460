import { describe, expect, it } from "vitest";
import { McpSession } from "@/lib/clients/mcp/session";
import { testAnswer } from "../shared/test-context";
import { readToolList } from "./list-tools";
import { remote, runMcp } from "./test-mcp";

const names = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
const entry = (name: string, readOnlyHint?: boolean) => ({
  name,
  inputSchema: { type: "object" },
  annotations: { readOnlyHint },
});
const listing = (result: unknown) =>
  runMcp({ ...remote, listed: (_cursor, id) => testAnswer(200, { jsonrpc: "2.0", id, result }) });

describe("two entries under one name", () => {
  const twice = (...hints: readonly (boolean | undefined)[]) =>
    listing({
      tools: [...hints.map((hint) => entry("bucket_list", hint)), ...names.slice(1).map((name) => entry(name))],
    });

  it("are one tool, which writes where one of them says so", async () => {
    const same = await twice(undefined, true, undefined);
    expect(same.codes).not.toContain("mcp/refused-by-policy");
    expect(same.facts["tools-offered"]).toBe(4);
    expect((await twice(true, false)).codes).toContain("mcp/refused-by-policy");
    expect((await twice(undefined, false, true)).codes).toContain("mcp/refused-by-policy");
  });
});

describe("a list that is no list", () => {
  it.each([null, [], { tools: null }])("says nothing of the handshake, as %j", async (result) => {
    const run = await listing(result);
    expect(run.codes).toContain("mcp/list-incomplete");
    expect(run.codes).not.toContain("mcp/handshake-failed");
    expect(run.status).toBe("inconclusive");
  });
});

it("takes a list of however many entries that are no tools for one that could not be read", async () => {
  const session = new McpSession({
    url: "http://127.0.0.1/mcp",
    bearer: null,
    timeoutMs: 1_000,
    onSessionId: () => {},
    send: async (_name, { body }) => {
      const { id } = JSON.parse(String(body));
      return testAnswer(200, { jsonrpc: "2.0", id, result: { tools: Array.from({ length: 200_000 }, () => 0) } });
    },
  });
  const listed = await readToolList(session, { url: "http://127.0.0.1/mcp", greeted: true, id: null });
  expect([listed.tools, listed.fault]).toEqual([[], null]);
  expect(listed.unread).toMatch(/^entries that are not of the form of a tool: entry 1, .*entry 5$/);
});
