import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall } from "../lab-server";
import { authenticate } from "../registry/registry-auth";
import type { ForeignAnswers, McpConfig } from "./mcp-config";
import type { ToolPayload } from "./tool-context";
import { listedTool, toolsOf } from "./tool-schemas";

/** The entries of tools/list: quilt-mcp's tools, and those of somebody else, behind the gateway's prefix. */
export function listedTools(mcp: McpConfig): readonly { readonly name: string }[] {
  const own = toolsOf(mcp).map(listedTool);
  const others = mcp.foreign.filter(({ kind }) => kind === "tool").map(foreignEntry);
  return [...own, ...others].map((entry) => ({ ...entry, name: `${mcp.toolPrefix}${entry.name}` }));
}

function foreignEntry({ name, readOnly }: ForeignAnswers) {
  const annotations = readOnly === null ? {} : { annotations: { readOnlyHint: readOnly } };
  return { name, description: name, inputSchema: { type: "object", properties: {} }, ...annotations };
}

/** The name behind the gateway's prefix; null of a name that lacks it. */
export function withoutPrefix({ toolPrefix }: McpConfig, name: string): string | null {
  return name.startsWith(toolPrefix) ? name.slice(toolPrefix.length) : null;
}

/** What a tool or resource of somebody else's gives this caller; null where it is none. */
export function foreignResult(parts: StackParts, call: LabCall, kind: ForeignAnswers["kind"], name: string) {
  const found = parts.config.mcp.foreign.find((one) => one.kind === kind && one.name === name);
  if (found === undefined) return null;
  return isGood(parts, call) ? found.genuine : found.wrong;
}

/** The failure of its own that the server reports to a caller whose token is good. */
export function ownTrouble(parts: StackParts, call: LabCall): ToolPayload | null {
  const error = parts.config.mcp.ownTrouble;
  return error === null || !isGood(parts, call) ? null : { wrapped: true, payload: { success: false, error } };
}

function isGood(parts: StackParts, call: LabCall): boolean {
  return authenticate(parts, call.headers.authorization, Date.now()).ok;
}
