import type { AwsCall, AwsCallInput } from "./aws-call";
import { defaultStsEndpoint } from "./aws-origins";
import { clientSettings, removeAmbientMiddleware } from "./client-settings";
import { DoorRequestHandler } from "./door-request-handler";
import { loadSts } from "./load-aws-sdk";
import { settleCall } from "./settle-call";

/** Fields as the answer has them, unchecked: a proxy's HTML gives three undefined ones. */
export interface CallerIdentity {
  readonly account?: unknown;
  readonly arn?: unknown;
  readonly userId?: unknown;
}

/**
 * Asks STS who the credentials are (GetCallerIdentity: needs no permission, yet an explicit Deny and the policy of a VPC endpoint count). One request, never
 * retried, with nothing ambient in it. Never rejects.
 */
export async function getCallerIdentity(input: AwsCallInput): Promise<AwsCall<CallerIdentity>> {
  const { STSClient, GetCallerIdentityCommand } = await loadSts();
  const handler = new DoorRequestHandler(input);
  const call = async () => {
    const endpoint = input.endpoint ?? defaultStsEndpoint(input.region);
    const client = new STSClient(clientSettings(input, endpoint, handler));
    removeAmbientMiddleware(client.middlewareStack);
    try {
      return await client.send(new GetCallerIdentityCommand({}), { abortSignal: input.signal });
    } finally {
      client.destroy();
    }
  };
  return settleCall(handler, input.signal, call, ({ Account, Arn, UserId }) => ({
    account: Account,
    arn: Arn,
    userId: UserId,
  }));
}
