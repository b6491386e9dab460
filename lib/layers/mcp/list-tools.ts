import type { McpSession, McpTool } from "@/lib/clients/mcp/session";
import { type Judged, judgeStep, NO_RESULT, notSent } from "./judge-tool-answer";
import { judgeWire, type WireState } from "./judge-wire";

/** Pages of tools that are read at most; a list that goes on after that has no end. */
export const MAX_TOOL_PAGES = 100;

/** The tools that a server offers, as far as its list could be read. */
export interface ListedTools {
  readonly tools: readonly McpTool[];
  /** What the first page came to; null when it could be read. */
  readonly fault: Judged | null;
  /** Why a tool may be missing from `tools` although it is offered; null when the list was read to its end. */
  readonly unread: string | null;
}

/** Reads tools/list page by page, to the end. A page that fails after the first ends it, with what there is. */
export async function readToolList(session: McpSession, state: WireState): Promise<ListedTools> {
  const tools: McpTool[] = [];
  const leftOut: string[] = [];
  const places = new Map<string, number>();
  const asked = new Set<string>();
  const ended = (unread: string | null): ListedTools => ({ tools, fault: null, unread: unread ?? badEntries(leftOut) });
  let cursor: string | null = null;
  for (let page = 1; page <= MAX_TOOL_PAGES; page += 1) {
    const step = await session.listTools(cursor);
    if (step.value === null) {
      const judged = judgeStep("tools/list", step);
      if (page > 1 || judged === null) return ended(`page ${page} could not be read: ${judged?.note ?? "no answer"}`);
      // A list that is malformed says nothing of the handshake.
      const isMalformed = step.fault !== null || judged.note === NO_RESULT;
      const fault = !isMalformed ? judgeWire(judged, state) : { ...judged, reason: "list-incomplete" };
      return { tools, fault, unread: null };
    }
    const known = places.size;
    for (const tool of step.value.tools) {
      const listedAt = places.get(tool.name);
      // Of two entries under one name the one that says that it writes is believed.
      if (listedAt !== undefined && tool.readOnly === false) tools[listedAt] = tool;
      if (listedAt === undefined) places.set(tool.name, tools.push(tool) - 1);
    }
    for (const name of step.value.leftOut) leftOut.push(name);
    cursor = step.value.nextCursor;
    if (step.value.strangeCursor) return ended(`page ${page} names a next page by what is no text`);
    if (cursor === null) return ended(null);
    // Many servers end a list so, and begin anew for whoever asks for that page.
    if (cursor === "" && asked.has(cursor) && places.size === known) return ended(null);
    if (asked.has(cursor)) return ended(`page ${page} names a page that was read before`);
    asked.add(cursor);
  }
  return ended(`it goes on after ${MAX_TOOL_PAGES} pages`);
}

function badEntries(leftOut: readonly string[]): string | null {
  return leftOut.length === 0 ? null : `entries that are not of the form of a tool: ${leftOut.slice(0, 5).join(", ")}`;
}

/** What it means that a tool is not in the list: of a list that was not read to its end, nothing about the tool. */
export function notListed(fault: Judged, { tools, unread }: ListedTools): Judged {
  if (fault.reason !== "tool-missing" || unread === null) return fault;
  const detail = `the tool is missing from a list that could not be read to its end: ${unread}`.slice(0, 300);
  return notSent("list-incomplete", detail, { detail, toolsRead: tools.length });
}
