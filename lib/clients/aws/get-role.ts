import type { AwsCall, AwsCallInput } from "./aws-call";
import { defaultIamEndpoint } from "./aws-origins";
import { clientSettings, removeAmbientMiddleware } from "./client-settings";
import { DoorRequestHandler } from "./door-request-handler";
import { loadIam } from "./load-aws-sdk";
import { settleCall } from "./settle-call";

/** Fields as the answer has them, unchecked but for the policy, which is decoded where it is text. */
export interface RoleDescription {
  readonly arn?: unknown;
  /** JSON text; null when the answer has none. */
  readonly trustPolicy: string | null;
  /** Seconds that a session of the role may last. */
  readonly maxSessionSeconds?: unknown;
}

export interface GetRoleInput extends AwsCallInput {
  /** Name without path. */
  readonly roleName: string;
}

/**
 * Reads a role of the caller's own account (IAM GetRole, needs iam:GetRole). One request, never retried, with nothing
 * ambient in it. Never rejects.
 */
export async function getRole(input: GetRoleInput): Promise<AwsCall<RoleDescription>> {
  const { IAMClient, GetRoleCommand } = await loadIam();
  const handler = new DoorRequestHandler(input);
  const { url, signingRegion } = defaultIamEndpoint(input.region);
  const region = input.endpoint === undefined ? signingRegion : input.region;
  const call = async () => {
    const client = new IAMClient(clientSettings({ ...input, region }, input.endpoint ?? url, handler));
    removeAmbientMiddleware(client.middlewareStack);
    try {
      return await client.send(new GetRoleCommand({ RoleName: input.roleName }), { abortSignal: input.signal });
    } finally {
      client.destroy();
    }
  };
  return settleCall(handler, input.signal, call, ({ Role }) => ({
    arn: Role?.Arn,
    trustPolicy: decoded(Role?.AssumeRolePolicyDocument),
    maxSessionSeconds: Role?.MaxSessionDuration,
  }));
}

/** IAM answers with the policy URL-encoded (RFC 3986); emulators at times with the text itself. */
function decoded(policy: string | undefined): string | null {
  if (policy === undefined || policy === "") return null;
  try {
    return decodeURIComponent(policy);
  } catch {
    return policy;
  }
}
