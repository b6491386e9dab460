import { awsProblem, element, REGION } from "./aws-answers";
import type { HopKeys } from "./sign-sigv4";
import { signHop } from "./sign-sigv4";
import { done, failed, type Step, type ToolContext } from "./tool-context";
import { claimsOf } from "./upstream-registry";

const DENIED = "Failed to assume AWS role from JWT claims.";

/**
 * Assumes the token's role with the server's own credentials, as quilt-mcp 0.10 to 0.12 did. Where it is denied, such a
 * server may go on without credentials.
 */
export async function assumeTokenRole(context: ToolContext): Promise<Step<HopKeys>> {
  const { parts } = context;
  const claims = claimsOf(context.bearer ?? "");
  const role = claims?.role_arn;
  if (typeof role !== "string") return failed("JWT claim 'role_arn' is required for role assumption.");
  const keys = context.ownKeys();
  if (keys === null) return failed(DENIED);
  const subject = String(claims?.sub ?? "unknown").replace(/[^\w+=,.@-]/g, "-");
  const form = new URLSearchParams({
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: role,
    RoleSessionName: `mcp-${subject}`.slice(0, 64),
    DurationSeconds: "3600",
  });
  const hop = {
    method: "POST",
    url: `${parts.urlOf({ at: "sts" })}/`,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: form.toString(),
  } as const;
  const result = await context.hop(signHop(hop, { service: "sts", region: REGION, keys }));
  const problem = awsProblem(result, "AssumeRole");
  if (problem !== null || result.kind !== "answer") {
    context.call.log("error", `sts.assume_failed role=${role}`);
    return failed(parts.config.mcp.withoutCredentials === "goes-on" ? "Unable to locate credentials" : DENIED);
  }
  return done({
    accessKeyId: element(result.body, "AccessKeyId"),
    secretAccessKey: element(result.body, "SecretAccessKey"),
    sessionToken: element(result.body, "SessionToken"),
  });
}
