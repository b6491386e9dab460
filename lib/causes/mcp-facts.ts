import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Evidence } from "@/lib/diagnosis/model";

/** Codes of a tool that did not serve the token. */
export const FAILED: readonly string[] = ["mcp/unauthorized", "mcp/tool-failed"];

/** Everything that a finding says, to look for words in. */
export function said(facts: RunFacts, code: string): string {
  const evidence: Evidence = facts.finding(code)?.evidence ?? {};
  return Object.values(evidence).flat().map(String).join("\n");
}

export function isMcpMode(facts: RunFacts, mode: string): boolean {
  return facts.fact("mcp", "mode") === mode;
}
