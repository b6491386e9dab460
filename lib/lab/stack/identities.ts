import type { StackSecrets } from "./stack-secrets";
import type { RoleConfig } from "./vended-credentials";

type Accounts = Pick<StackSecrets, "account" | "otherAccount">;

function accountOf(role: RoleConfig, accounts: Accounts): string {
  return role.account === "own" ? accounts.account : accounts.otherAccount;
}

/** ARN of the role itself, with its path. */
export function roleArn(role: RoleConfig, accounts: Accounts): string {
  return `arn:${role.partition}:iam::${accountOf(role, accounts)}:role${role.path}${role.name}`;
}

/** Who a set of credentials is, as GetCallerIdentity says it. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/**
 * A session's ARN drops the role's path.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function identityOfRole(
  role: RoleConfig,
  accounts: Accounts,
  uniqueId: string,
  session: string,
): CallerIdentity {
  const account = accountOf(role, accounts);
  if (role.kind === "user") {
    return { account, arn: `arn:${role.partition}:iam::${account}:user/${role.name}`, userId: `AIDA${uniqueId}` };
  }
  return {
    account,
    arn: `arn:${role.partition}:sts::${account}:assumed-role/${role.name}/${session}`,
    userId: `AROA${uniqueId}:${session}`,
  };
}

/** The IAM user whose long-term keys the operator holds. */
export function brokerArn({ account }: Accounts): string {
  return `arn:aws:iam::${account}:user/lab-broker`;
}
