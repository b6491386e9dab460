import { describe, expect, it } from "vitest";
import { targetFileSchema } from "./target-schema";

const faultsOf = (mcp: object) => {
  const held = targetFileSchema.safeParse({ mcp });
  return held.success ? [] : held.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
};

describe("mcp.calls", () => {
  it.each([
    { tool: "search_catalog", arguments: { query: "a" }, minItems: 1, contains: "README" },
    { resource: "auth://status", contains: "authenticated" },
    { resource: "auth://status", minItems: 0 },
  ])("takes %j", (call) => {
    expect(faultsOf({ calls: [call] })).toEqual([]);
  });

  it.each<[object, string]>([
    [{}, "mcp.calls.0 names a tool or a resource"],
    [{ tool: "a", resource: "b" }, "mcp.calls.0 names a tool or a resource"],
    [{ resource: "a", arguments: {} }, "mcp.calls.0.arguments are a tool's: a resource takes none"],
  ])("does not take %j", (call, fault) => {
    expect(faultsOf({ calls: [call] })).toEqual([fault]);
  });

  it.each([{ tool: "a", contains: "" }, { tool: "a", minItems: -1 }, { resource: " " }, { tool: "a", wants: 1 }])(
    "does not take %j either",
    (call) => {
      expect(faultsOf({ calls: [call] })).toHaveLength(1);
    },
  );
});

describe("mcp.toolPrefix", () => {
  it.each(["quilt__", "quilt.", "a/b:", "x-"])("takes %s", (toolPrefix) => {
    expect(faultsOf({ toolPrefix })).toEqual([]);
  });

  it.each(["", "with a blank ", "x".repeat(101), "quilt*"])("does not take %j", (toolPrefix) => {
    expect(faultsOf({ toolPrefix })).toEqual(["mcp.toolPrefix is not the beginning of a tool's name, such as quilt__"]);
  });
});
