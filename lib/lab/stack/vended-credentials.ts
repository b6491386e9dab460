/** Credentials that the registry hands out. */
export interface VendedCredentials {
  /** First four characters of the access key id. */
  readonly prefix: "ASIA" | "AKIA" | "LABK";
  /** Seconds from now that `Expiration` says; negative for credentials that arrive dead. */
  readonly statedLifeS: number;
  /** Seconds from now after which the AWS part refuses them. */
  readonly trueLifeS: number;
  /** ISO 8601 with an offset or Z, parted by a blank, or without a zone; seconds since 1970; a text that is no ISO time. */
  readonly expirationForm: "offset" | "z" | "blank" | "no-zone" | "seconds" | "words";
  /** Fields left out of the answer. */
  readonly omit: readonly ("AccessKeyId" | "SecretAccessKey" | "SessionToken" | "Expiration")[];
  /** What differs between the answer and what the AWS part remembers. */
  readonly differs: "nothing" | "key" | "secret" | "session-token";
  /** Who the credentials are. */
  readonly role: RoleConfig;
}

/** Whose the credentials are. */
export interface RoleConfig {
  readonly kind: "role" | "user";
  readonly partition: "aws" | "aws-cn";
  /** `own` is the account of the stack and the one that the target expects. */
  readonly account: "own" | "other";
  readonly path: string;
  readonly name: string;
}
