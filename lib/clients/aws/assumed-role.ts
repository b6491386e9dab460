/** Fields as the answer has them, unchecked: a proxy's HTML gives undefined ones. */
export interface AssumedRole {
  readonly accessKeyId?: unknown;
  readonly secretAccessKey?: unknown;
  readonly sessionToken?: unknown;
  /** ISO 8601 UTC where the answer has a date. */
  readonly expiration?: unknown;
  /** ARN of the session. */
  readonly arn?: unknown;
}

interface AssumeRoleOutput {
  readonly Credentials?:
    | {
        readonly AccessKeyId?: string | undefined;
        readonly SecretAccessKey?: string | undefined;
        readonly SessionToken?: string | undefined;
        readonly Expiration?: Date | undefined;
      }
    | undefined;
  readonly AssumedRoleUser?: { readonly Arn?: string | undefined } | undefined;
}

/** Picks the wanted fields out of the SDK's output. */
export function readAssumedRole({ Credentials, AssumedRoleUser }: AssumeRoleOutput): AssumedRole {
  const expiration = Credentials?.Expiration;
  const isDate = expiration instanceof Date && !Number.isNaN(expiration.getTime());
  return {
    accessKeyId: Credentials?.AccessKeyId,
    secretAccessKey: Credentials?.SecretAccessKey,
    sessionToken: Credentials?.SessionToken,
    expiration: isDate ? expiration.toISOString() : undefined,
    arn: AssumedRoleUser?.Arn,
  };
}

/** Which role, and as whom (STS API reference, AssumeRole). */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Seconds; AWS's own 3600 unless given. */
  readonly durationSeconds?: number | undefined;
}
