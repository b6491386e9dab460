import { knownTextsIn } from "@/lib/clients/mcp/known-texts";
import type { FindingWords } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import type { BonafideContext } from "../shared/layer-input";
import { redirectFault } from "../shared/redirect-fault";

/** Findings of a call that did not serve the token, whose texts may say why. */
const TELLING = ["unauthorized", "forbidden", "expired", "tool-failed"];

/** Reports a finding of the genuine calls, and what its server's texts are known to say. */
export function foundWithTexts(
  ctx: BonafideContext,
  reason: string,
  evidence: Evidence,
  words: FindingWords = {},
): void {
  const way =
    reason === "redirected" ? redirectFault({ url: ctx.input.target.mcpUrl, headers: locationIn(evidence) }) : {};
  ctx.found(reason, evidence, { ...way, ...words });
  if (reason === "session-lost") ctx.recognised("session-unknown");
  if (!TELLING.includes(reason)) return;
  const said = Object.values(evidence).flat().map(String).join("\n");
  for (const id of knownTextsIn(said)) ctx.recognised(`says-${id}`);
}

function locationIn({ location }: Evidence): Readonly<Record<string, string>> {
  return typeof location === "string" ? { location } : {};
}
