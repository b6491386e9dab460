import type { VendedCredentials } from "@/lib/lab/stack/vended-credentials";

/** How the GraphQL search of the registry turns out. */
type SearchOutcome = "hits" | "operation-error" | "resolver-error";

/** A second user of the registry. */
interface OtherUser {
  /** A bucket of its own in place of the user's, or the same one. */
  readonly sees: "own-bucket" | "same-bucket";
  /** A role of its own, or the one that the user's token turns into. */
  readonly role: "own" | "same";
}

/** How the registry verifies, searches and hands out credentials. */
export interface RegistryConfig {
  /** Seconds that its clock is ahead of ours. */
  readonly clockOffsetS: number;
  /** The secret it verifies catalog tokens with: its own, a short one, or one that is published. */
  readonly signsWith: "own" | "short" | "published";
  readonly user: "active" | "disabled" | "forbidden";
  readonly tokenRevoked: boolean;
  /** Null: the registry knows no second user. */
  readonly otherUser: OtherUser | null;
  /** Also takes tokens of Quilt Connect and other issuers, signed with the key of the keys server. */
  readonly takesIssuerTokens: boolean;
  /** Takes this stack's own token whatever it looks like, as a registry does that looks tokens up in a table. */
  readonly looksTokensUp: boolean;
  /** Endpoints that serve every caller, whatever token it brings or lacks. */
  readonly unguarded: readonly ("credentials" | "graphql" | "search")[];
  /** What GraphQL makes of a token that does not verify. */
  readonly badTokenIs: "refused" | "anonymous" | "served";
  /** Takes tokens whose `exp` lies in the past. */
  readonly ignoresExpiry: boolean;
  /** Refuses tokens whose `iat` or `nbf` lies ahead of its clock, by however little, as PyJWT does. */
  readonly refusesIssuedAhead: boolean;
  /** Takes tokens with `alg: none`. */
  readonly takesUnsigned: boolean;
  /** Decodes tokens and believes them, whatever their signature. */
  readonly skipsSignatures: boolean;
  /** GraphQL treats every caller as anonymous. */
  readonly ignoresTokens: boolean;
  /** An anonymous caller of an open stack finds things in the bucket. */
  readonly bucketIsOpen: boolean;
  readonly schema: "old" | "new";
  readonly searchOutcome: SearchOutcome;
  /** Secure Search: every total is -1. */
  readonly secureSearch: boolean;
  /** When the bucket was last indexed, ISO 8601 UTC: nothing newer is found, and nothing at all after null. */
  readonly indexedAt: string | null;
  /** The index of the bucket's packages is there. */
  readonly packagesIndexed: boolean;
  /** The user is an admin: `bucketConfigs` then shows buckets that the active role does not see. */
  readonly userIsAdmin: boolean;
  /** Names that it lists as buckets beside those that there are. */
  readonly alsoLists: readonly string[];
  readonly vends: VendedCredentials;
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly registry: RegistryConfig;
  }
}

export const healthyRegistry: RegistryConfig = {
  clockOffsetS: 0,
  signsWith: "own",
  user: "active",
  tokenRevoked: false,
  otherUser: null,
  takesIssuerTokens: false,
  looksTokensUp: false,
  unguarded: [],
  badTokenIs: "refused",
  ignoresExpiry: false,
  refusesIssuedAhead: false,
  takesUnsigned: false,
  skipsSignatures: false,
  ignoresTokens: false,
  bucketIsOpen: false,
  schema: "new",
  searchOutcome: "hits",
  secureSearch: false,
  indexedAt: "2026-03-01T08:30:00Z",
  packagesIndexed: true,
  userIsAdmin: false,
  alsoLists: [],
  vends: {
    prefix: "ASIA",
    statedLifeS: 3600,
    trueLifeS: 3600,
    expirationForm: "z",
    omit: [],
    differs: "nothing",
    role: { kind: "role", partition: "aws", account: "own", path: "/quilt/", name: "LabReadRole" },
  },
};
