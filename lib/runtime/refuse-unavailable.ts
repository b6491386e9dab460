import { AppError } from "@/lib/errors";
import type { TargetFile } from "@/lib/wire/target-schema";

/**
 * Refuses what the target format knows but this version cannot check: silence would read as "checked and good".
 * @throws AppError NOT_AVAILABLE
 */
export function refuseUnavailable(target: TargetFile): void {
  if (target.mcp?.command === undefined) return;
  throw new AppError(
    "NOT_AVAILABLE",
    "mcp.command: this version talks to MCP servers over HTTP only; remove it and name the server in mcpUrl.",
    "Start the server over HTTP and name it in mcpUrl.",
  );
}
