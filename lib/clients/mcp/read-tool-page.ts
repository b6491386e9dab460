import { isJsonObject, type JsonObject } from "@/lib/json-object";
import type { McpSdk } from "./load-mcp-sdk";

export interface McpTool {
  readonly name: string;
  readonly inputSchema: JsonObject;
  /** Whether the server says that the tool only reads; null when it does not say. */
  readonly readOnly: boolean | null;
}

/** One page of tools/list. */
export interface ToolPage {
  readonly tools: readonly McpTool[];
  /** Entries that are not of the form of a tool: their names, or where they stand. */
  readonly leftOut: readonly string[];
  /** Null on the last page. An empty text is a cursor like any other (MCP 2026-07-28, Pagination). */
  readonly nextCursor: string | null;
  /** Whether it names a next page in a way that cannot be asked for. */
  readonly strangeCursor: boolean;
}

const MAX_NAME = 80;

/** Reads a result of tools/list entry by entry, so that one bad entry hides no other; null if it lists no tools. */
export function readToolPage(result: JsonObject, { ToolSchema }: Pick<McpSdk, "ToolSchema">): ToolPage | null {
  if (!Array.isArray(result.tools)) return null;
  const entries: readonly unknown[] = result.tools;
  const tools: McpTool[] = [];
  const leftOut: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const held = ToolSchema.safeParse(entry);
    if (!held.success) {
      leftOut.push(nameOf(entry, at));
      continue;
    }
    const { name, inputSchema, annotations } = held.data;
    tools.push({ name, inputSchema, readOnly: annotations?.readOnlyHint ?? null });
  }
  const { nextCursor } = result;
  const isText = typeof nextCursor === "string";
  const isEnd = nextCursor === undefined || nextCursor === null;
  return { tools, leftOut, nextCursor: isText ? nextCursor : null, strangeCursor: !isText && !isEnd };
}

function nameOf(entry: unknown, at: number): string {
  return isJsonObject(entry) && typeof entry.name === "string" && entry.name !== ""
    ? entry.name.slice(0, MAX_NAME)
    : `entry ${at + 1}`;
}
