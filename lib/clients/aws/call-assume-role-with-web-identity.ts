import { type AssumedRole, type RoleRequest, readAssumedRole } from "./assumed-role";
import type { AwsCall, AwsCallInput } from "./aws-call";
import { defaultStsEndpoint } from "./aws-origins";
import { clientSettings, removeAmbientMiddleware } from "./client-settings";
import { DoorRequestHandler } from "./door-request-handler";
import { loadSts } from "./load-aws-sdk";
import { settleCall } from "./settle-call";

export interface WebIdentityInput extends Omit<AwsCallInput, "credentials">, RoleRequest {
  /** An OpenID Connect ID token: a secret, sent in the request body. */
  readonly token: string;
}

/** Never sent: the operation is unsigned, and without credentials of its own the SDK would look for ambient ones. */
const NOBODY = { accessKeyId: "unsigned", secretAccessKey: "unsigned", sessionToken: "" };

/**
 * Assumes a role with an ID token alone (STS AssumeRoleWithWebIdentity, unsigned). One request, never retried, with
 * nothing ambient in it. Never rejects.
 */
export async function assumeRoleWithWebIdentity(input: WebIdentityInput): Promise<AwsCall<AssumedRole>> {
  const { STSClient, AssumeRoleWithWebIdentityCommand } = await loadSts();
  const handler = new DoorRequestHandler(input);
  const call = async () => {
    const endpoint = input.endpoint ?? defaultStsEndpoint(input.region);
    const client = new STSClient(clientSettings({ region: input.region, credentials: NOBODY }, endpoint, handler));
    removeAmbientMiddleware(client.middlewareStack);
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: input.roleArn,
      RoleSessionName: input.sessionName,
      WebIdentityToken: input.token,
      DurationSeconds: input.durationSeconds,
    });
    try {
      return await client.send(command, { abortSignal: input.signal });
    } finally {
      client.destroy();
    }
  };
  return settleCall(handler, input.signal, call, readAssumedRole);
}
