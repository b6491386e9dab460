import { STATELESS_VERSION } from "@/lib/clients/mcp/protocol-versions";
import type { Evidence } from "@/lib/diagnosis/model";
import type { PlannedCall } from "../planned-calls";

/** How the stateless era is named in evidence. */
export const STATELESS_ERA = `stateless (${STATELESS_VERSION})`;

/**
 * The same call through the second door, under a name of its own: rows and requests of both doors are told apart.
 * @param taken labels of the first door: a tool may itself be called "bucket_list (stateless)"
 */
export function atStatelessDoor(call: PlannedCall, taken: readonly string[]): PlannedCall {
  let label = `${call.label} (stateless)`;
  while (taken.includes(label)) label += " (stateless)";
  return { ...call, label, era: "stateless" };
}

/** Names the era of these calls where one of them is of the stateless one; nothing where all shook hands. */
export function eraOfCalls(calls: readonly { readonly real: { readonly call: PlannedCall } }[]): Evidence {
  const stateless = calls.filter(({ real }) => real.call.era === "stateless").length;
  if (stateless === 0) return {};
  return { era: stateless === calls.length ? STATELESS_ERA : `handshake and ${STATELESS_ERA}` };
}
