import { AppError } from "@/lib/errors";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";

/**
 * Reads what was given of the MCP server's environment. The readers are loaded when they are asked for alone.
 *
 * @throws AppError BAD_SERVER_ENV; its message repeats no value
 */
export async function readServerEnv(text: string, service: string | null = null): Promise<ServerEnvironment> {
  const { parseServerEnvironment } = await import("@/lib/server-env/parse-server-environment");
  return parseServerEnvironment(text, service);
}

/**
 * Refuses a server environment that nothing would read: the `mcp` layer alone does.
 * @throws AppError BAD_REQUEST
 */
export function refuseUnreadServerEnv(mcpUrl: string | undefined, only: readonly string[] | null): void {
  if (mcpUrl === undefined) {
    throw new AppError(
      "BAD_REQUEST",
      "A server environment was given, but the target names no MCP server.",
      "Name the server it belongs to (mcpUrl, --mcp-url), or leave the environment out.",
    );
  }
  if (only !== null && !only.includes("mcp")) {
    throw new AppError(
      "BAD_REQUEST",
      "A server environment was given, but the mcp layer, the only one that reads it, is not among the layers to run.",
      "Add mcp to the layers, or leave the environment out.",
    );
  }
}
