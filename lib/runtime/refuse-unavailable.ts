import { AppError } from "@/lib/errors";
import type { TargetFile } from "@/lib/wire/target-schema";

/**
 * Refuses what the target format knows but this version cannot check: silence would read as "checked and good".
 * @throws AppError NOT_AVAILABLE
 */
export function refuseUnavailable(target: TargetFile): void {
  if (target.mcpUrl !== undefined || target.mcp?.command !== undefined) {
    const key = target.mcpUrl !== undefined ? "mcpUrl" : "mcp.command";
    refuse(`${key}: this version does not check MCP servers yet`, `remove it to check the other layers`);
  }
  if (target.require?.includes("mcp") === true) {
    refuse(`require names mcp: this version does not check MCP servers yet`, `remove it from require`);
  }
}

function refuse(message: string, suggestion: string): never {
  throw new AppError(
    "NOT_AVAILABLE",
    `${message}; ${suggestion}.`,
    `${suggestion.charAt(0).toUpperCase()}${suggestion.slice(1)}.`,
  );
}
