import { describe, expect, it } from "vitest";
import { loadSdk } from "./load-mcp-sdk";
import { readToolPage } from "./read-tool-page";

const sdk = await loadSdk();
const tool = (name: string, more: object = {}) => ({ name, inputSchema: { type: "object" }, ...more });

describe("a page of tools", () => {
  it("is read entry by entry", () => {
    const page = readToolPage(
      {
        tools: [
          tool("a", { annotations: { readOnlyHint: true } }),
          { name: "bad", inputSchema: { properties: {} } },
          tool("b", { annotations: { readOnlyHint: false } }),
          { name: "", inputSchema: 3 },
          null,
          { name: 7 },
          tool("c"),
        ],
      },
      sdk,
    );
    expect(page).toEqual({
      tools: [
        { name: "a", inputSchema: { type: "object" }, readOnly: true },
        { name: "b", inputSchema: { type: "object" }, readOnly: false },
        { name: "c", inputSchema: { type: "object" }, readOnly: null },
      ],
      leftOut: ["bad", "entry 4", "entry 5", "entry 6"],
      nextCursor: null,
      strangeCursor: false,
    });
  });

  it("shortens the names of what it leaves out", () => {
    expect(readToolPage({ tools: [{ name: "x".repeat(200) }] }, sdk)?.leftOut[0]).toHaveLength(80);
  });

  it.each([
    [undefined, null, false],
    [null, null, false],
    ["", "", false],
    ["p2", "p2", false],
    [7, null, true],
    [{}, null, true],
    [false, null, true],
  ])("with the cursor %j", (nextCursor, next, strange) => {
    const page = readToolPage({ tools: [], nextCursor }, sdk);
    expect([page?.nextCursor, page?.strangeCursor]).toEqual([next, strange]);
  });

  it.each([{}, { tools: {} }, { tools: null }, { tools: "a" }])("is none in %j", (result) => {
    expect(readToolPage(result, sdk)).toBeNull();
  });
});
