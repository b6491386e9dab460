import { expect, it } from "vitest";
import { McpSession } from "@/lib/clients/mcp/session";
import { testAnswer } from "../shared/test-context";
import { readToolList } from "./list-tools";

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
