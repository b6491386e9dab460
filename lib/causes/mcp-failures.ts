import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import { factOf } from "./joined";

/** Codes of a tool that did not serve the token. */
export const FAILED: readonly string[] = ["mcp/unauthorized", "mcp/tool-failed"];

export function isMcpMode(facts: RunFacts, mode: string): boolean {
  return factOf(facts, "mcp", "mode") === mode;
}
