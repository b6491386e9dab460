import { type AssumedRole, type RoleRequest, readAssumedRole } from "./assumed-role";
import type { AwsCall, AwsCallInput } from "./aws-call";
import { defaultStsEndpoint } from "./aws-origins";
import { clientSettings, removeAmbientMiddleware } from "./client-settings";
import { DoorRequestHandler } from "./door-request-handler";
import { loadSts } from "./load-aws-sdk";
import { settleCall } from "./settle-call";

export interface AssumeRoleInput extends AwsCallInput, RoleRequest {
  readonly externalId?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  readonly sessionTags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Assumes a role with the given base credentials (STS AssumeRole; needs sts:AssumeRole on the caller's side or the
 * role's, by account). One request, never retried, with nothing ambient in it. Never rejects.
 */
export async function assumeRole(input: AssumeRoleInput): Promise<AwsCall<AssumedRole>> {
  const { STSClient, AssumeRoleCommand } = await loadSts();
  const handler = new DoorRequestHandler(input);
  const call = async () => {
    const client = new STSClient(clientSettings(input, input.endpoint ?? defaultStsEndpoint(input.region), handler));
    removeAmbientMiddleware(client.middlewareStack);
    const tags = Object.entries(input.sessionTags ?? {});
    const command = new AssumeRoleCommand({
      RoleArn: input.roleArn,
      RoleSessionName: input.sessionName,
      DurationSeconds: input.durationSeconds,
      ExternalId: input.externalId,
      SourceIdentity: input.sourceIdentity,
      Tags: tags.length === 0 ? undefined : tags.map(([Key, Value]) => ({ Key, Value })),
    });
    try {
      return await client.send(command, { abortSignal: input.signal });
    } finally {
      client.destroy();
    }
  };
  return settleCall(handler, input.signal, call, readAssumedRole);
}
