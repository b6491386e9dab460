import { AppError } from "@/lib/errors";
import type { TargetFile } from "@/lib/wire/target-schema";

type Subject = NonNullable<TargetFile["subjects"]>[number];

/**
 * Refuses what the target format knows but this version cannot check: silence would read as "checked and good".
 * @throws AppError NOT_AVAILABLE
 */
export function refuseUnavailable(target: TargetFile, subject: Subject | undefined): void {
  if (target.mcpUrl !== undefined || target.mcp?.command !== undefined) {
    const key = target.mcpUrl !== undefined ? "mcpUrl" : "mcp.command";
    refuse(`${key}: this version does not check MCP servers yet`, `remove it to check the other layers`);
  }
  const { strategy, baseEnvPrefix, baseProfile } = target.exchange ?? {};
  if (strategy === "assume-role" || strategy === "web-identity") {
    refuse(`exchange.strategy ${strategy}: this version exchanges tokens at the registry only`, `remove it`);
  }
  if (baseEnvPrefix !== undefined || baseProfile !== undefined) {
    const key = baseEnvPrefix !== undefined ? "exchange.baseEnvPrefix" : "exchange.baseProfile";
    refuse(`${key}: this version does not assume roles with base credentials yet`, `remove it`);
  }
  if (target.require?.includes("mcp") === true) {
    refuse(`require names mcp: this version does not check MCP servers yet`, `remove it from require`);
  }
  if (subject?.access !== undefined) {
    refuse(
      `access of subject ${subject.name}: this version checks subjects that are to be served only`,
      `remove access`,
    );
  }
  if (subject?.token === "none") {
    refuse(`subject ${subject.name} carries no token: this version needs one`, `choose another subject`);
  }
}

function refuse(message: string, suggestion: string): never {
  throw new AppError(
    "NOT_AVAILABLE",
    `${message}; ${suggestion}.`,
    `${suggestion.charAt(0).toUpperCase()}${suggestion.slice(1)}.`,
  );
}
