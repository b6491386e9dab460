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
