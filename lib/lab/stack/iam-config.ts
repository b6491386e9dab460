import type { Access } from "@/lib/wire/target-schema";

/** The IAM side of a stack: who may assume the role that the registry vends, and how. */
export interface IamConfig {
  readonly roleExists: boolean;
  /** Whom the role's trust policy names for AssumeRole: the broker whose keys the operator holds, or somebody else. */
  readonly trusts: "broker" | "stranger";
  /** The external id that the trust policy demands; null for none. */
  readonly externalId: string | null;
  readonly allowsTags: boolean;
  readonly allowsSourceIdentity: boolean;
  /** Whether the broker's own policy lets it assume the role. */
  readonly brokerMayAssume: boolean;
  /** Whether the broker may read roles. */
  readonly brokerMayRead: boolean;
  /** Longest session of the role, seconds. */
  readonly maxSessionS: number;
  /** The account's OpenID Connect provider; null where none is set up. */
  readonly provider: ProviderConfig | null;
}

export interface ProviderConfig {
  readonly audiences: readonly string[];
  /** Whether AWS reaches the issuer's key set. */
  readonly keysReachable: boolean;
  /** Whether the tokens' signatures are looked at: AWS does, a stand-in may not. */
  readonly checksSignatures: boolean;
  /** The `sub` that the role's trust policy demands: the stack's user, or another one. */
  readonly trustedSubject: "user" | "other";
}

/** How the target exchanges its token, where not by the registry. */
export interface LabExchange {
  readonly strategy: "auto" | "assume-role" | "web-identity";
  /** `own` is the role of the stack, `absent` one that does not exist; null leaves the role to the token's claim. */
  readonly role: "own" | "absent" | null;
  /** Base credentials that the target names: the broker's, or ones that differ from them. */
  readonly base: "broker" | "unknown-key" | "wrong-secret" | "expired-session" | null;
  readonly externalId: string | null;
  readonly durationSeconds: number | null;
  readonly sessionTags: Readonly<Record<string, string>> | null;
  readonly sourceIdentity: string | null;
}

/** Who the run is for. */
export interface LabSubject {
  readonly name: string;
  readonly withoutToken: boolean;
  /** By layer; which of them ask as the subject is theirs to say. */
  readonly access: Readonly<Record<string, Access>>;
}

/** A role that the broker may assume, with nothing else set up. */
export const plainIam: IamConfig = {
  roleExists: true,
  trusts: "broker",
  externalId: null,
  allowsTags: false,
  allowsSourceIdentity: false,
  brokerMayAssume: true,
  brokerMayRead: true,
  maxSessionS: 3600,
  provider: null,
};

/** The broker assumes the role that the token names. */
export const brokerExchange: LabExchange = {
  strategy: "auto",
  role: null,
  base: "broker",
  externalId: null,
  durationSeconds: null,
  sessionTags: null,
  sourceIdentity: null,
};
