import { compareRoleSession, parseArn } from "@/lib/aws/parse-arn";
import type { BonafideContext } from "../layer-input";
import { callerArn } from "../outputs";
import { answeredArn } from "./evidence";
import { acceptedCalls, type RealRun } from "./run-real";

/**
 * Compares the AWS identity that `discover_permissions` names with the one that STS gave for the same token, else with
 * the role that the target expects. Another one means that another credential answered: a fallback token, or the
 * server's own role.
 */
export async function compareIdentity(ctx: BonafideContext, real: RealRun): Promise<void> {
  const answered = acceptedCalls(real)
    .map(({ judged }) => answeredArn(judged.payload))
    .find((arn) => arn !== null);
  if (answered === undefined || answered === null) return;
  ctx.fact("identity", answered);
  const direct = await ctx.whenGiven(callerArn);
  const expected = direct ?? ctx.input.target.expect.roleArn;
  if (expected === undefined) {
    ctx.fact("identity compared with", "nothing: neither STS nor the target names one");
    return;
  }
  ctx.fact("identity compared with", direct === undefined ? "the expected role" : "what STS says directly");
  if (isSame(expected, answered)) return;
  ctx.found("wrong-identity", {
    tool: "discover_permissions",
    answeredAs: answered,
    ...(direct === undefined ? { expected } : { directlyThisTokenIs: direct }),
  });
}

/** Session names differ from one exchange to the next; the role and its account do not. */
function isSame(expected: string, answered: string): boolean {
  const kind = parseArn(expected)?.kind;
  if (kind !== "role" && kind !== "assumed-role") return expected === answered;
  return compareRoleSession(expected, answered).result === "match";
}
