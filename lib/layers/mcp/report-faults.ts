import type { FindingWords } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import type { BonafideContext } from "../shared/layer-input";
import { foundWithTexts } from "./found-with-texts";

/** Something about one tool that becomes, or joins, a finding. */
export interface ToolFault {
  readonly label: string | null;
  readonly reason: string;
  readonly evidence: Evidence;
}

/** One finding for each reason, with the first tool's evidence and a line for each other. */
export function reportFaults(ctx: BonafideContext, faults: readonly ToolFault[]): void {
  for (const reason of new Set(faults.map((fault) => fault.reason))) {
    const [first, ...others] = faults.filter((fault) => fault.reason === reason);
    if (first === undefined) continue;
    const also = others.map(({ label, evidence }) => `${label}: ${saidIn(evidence)}`.slice(0, 200));
    const evidence = { tool: first.label, ...first.evidence, ...(also.length === 0 ? {} : { also }) };
    foundWithTexts(ctx, reason, evidence, faultWords(reason, first.evidence));
  }
}

/** The longest reason that leaves a headline room for it; a longer one stands in the evidence. */
const MAX_REASON = 45;

/** What only this answer says, and a finding's row cannot know. */
export function faultWords(reason: string, evidence: Evidence): FindingWords {
  if (reason === "tool-missing") return missingWords(evidence);
  const { scope, message } = evidence;
  const why = scope === undefined ? message : `scope ${String(scope)}`;
  if (reason !== "forbidden" || typeof why !== "string" || why.length > MAX_REASON) return {};
  return { title: `the MCP server knows this token but does not allow the call: ${why}` };
}

/** The tool, what is offered in its place, and the prefix that a gateway seems to put there. */
function missingWords({ wanted, nearMatches, toolPrefix }: Evidence): FindingWords {
  const [near] = Array.isArray(nearMatches) ? nearMatches.map(String) : [];
  const offered = near === undefined ? "" : `, but ${near.slice(0, 40)}`;
  const title = `the MCP server does not offer ${String(wanted).slice(0, 40)}${offered}`;
  if (typeof toolPrefix !== "string") return { title };
  return {
    title,
    remedy: `Put what stands before the names of its tools into the target: mcp.toolPrefix ${JSON.stringify(toolPrefix)}.`,
  };
}

/** What the evidence of a fault says, in a few words. */
export function saidIn(evidence: Evidence): string {
  return String(evidence.error ?? evidence.message ?? evidence.detail ?? evidence.status ?? "no answer");
}
