import { quiltToolKind } from "@/lib/clients/mcp/quilt-tools";
import type { McpTool } from "@/lib/clients/mcp/session";
import type { PlannedCall } from "./planned-calls";

/**
 * Why a tool is not called; null where it may be. Only what is known to read is called: by the server's own word, else by
 * the table of quilt-mcp's tools, else by the operator's. A server that says that its tool writes is believed always.
 */
export function whyNotCalled(
  { tool, allowed }: Pick<PlannedCall, "tool" | "allowed">,
  { name, readOnly }: Pick<McpTool, "name" | "readOnly">,
): string | null {
  if (readOnly === false) return `the server says that ${name} writes, and Bonafide only reads`;
  const kind = quiltToolKind(tool);
  if (readOnly === true || allowed || kind === "reads") return null;
  return kind === "writes"
    ? `${name} writes, and Bonafide only reads`
    : `nothing says that ${name} only reads; if it does, allow it: --allow-tool ${name}`;
}
