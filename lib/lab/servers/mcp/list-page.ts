import { listedTools } from "./foreign-tools";
import type { McpConfig } from "./mcp-config";
import { readMember } from "./upstream-registry";

/** What the server answers to tools/list: all tools, or the page that the cursor names. */
export function listPage(mcp: McpConfig, params: unknown): object {
  const { pageSize, cursor, badList } = mcp.wire;
  if (badList === "no-list") return { tools: {} };
  const entries = entriesOf(mcp);
  if (pageSize === null) return { tools: entries };
  const given = readMember(params, "cursor");
  const from = typeof given === "string" ? (cursor === "repeats" ? pageSize : Number(given)) : 0;
  const next = from + pageSize;
  const tools = entries.slice(from, next);
  if (cursor === "repeats") return { tools, nextCursor: "same" };
  if (next < entries.length) return { tools, nextCursor: String(next) };
  return cursor === "null-at-end" ? { tools, nextCursor: null } : { tools };
}

function entriesOf(mcp: McpConfig): readonly object[] {
  const listed = listedTools(mcp);
  switch (mcp.wire.badList) {
    case "foreign-entry":
      return [{ name: "get_weather", description: "Weather", inputSchema: {} }, ...listed];
    case "own-entry":
      return listed.map((entry) =>
        entry.name === `${mcp.toolPrefix}bucket_list` ? { ...entry, inputSchema: {} } : entry,
      );
    default:
      return listed;
  }
}
