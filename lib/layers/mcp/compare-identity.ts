import { compareRoleSession, parseArn } from "@/lib/clients/aws/parse-arn";
import type { Evidence } from "@/lib/diagnosis/model";
import { callerArn } from "../outputs";
import type { BonafideContext } from "../shared/layer-input";
import { acceptedCalls, type RealRun } from "./run-real";
import { answeredArn } from "./tool-evidence";

/**
 * Compares the AWS identity that `discover_permissions` names with the one that STS gave for the same token, else with
 * the role that the target expects. Another one means that another credential answered: a fallback token, or the
 * server's own role.
 *
 * @returns evidence of another identity; null when there is none
 */
export async function compareIdentity(ctx: BonafideContext, real: RealRun): Promise<Evidence | null> {
  const answered = acceptedCalls(real)
    .map(({ judged }) => answeredArn(judged.payload))
    .find((arn) => arn !== null);
  if (answered === undefined || answered === null) return null;
  ctx.fact("identity", answered);
  const direct = await ctx.whenGiven(callerArn);
  const expected = direct ?? ctx.input.target.expect.roleArn;
  if (expected === undefined) {
    ctx.fact("identity-compared-with", "nothing: neither STS nor the target names one");
    return null;
  }
  ctx.fact("identity-compared-with", direct === undefined ? "the expected role" : "what STS says directly");
  if (isSame(expected, answered)) return null;
  const compared = direct === undefined ? { expected } : { directlyThisTokenIs: direct };
  return { tool: "discover_permissions", answeredAs: answered, ...compared };
}

/** Session names differ from one exchange to the next; the role and its account do not. */
function isSame(expected: string, answered: string): boolean {
  const kind = parseArn(expected)?.kind;
  if (kind !== "role" && kind !== "assumed-role") return expected === answered;
  return compareRoleSession(expected, answered).result === "match";
}
