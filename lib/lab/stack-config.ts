import type { RunOptions, SecretOption } from "@/lib/wire/run-options";
import type { AwsRefusal } from "./aws-refusal";
import type { FaultRule } from "./fault-rules";
import type { IamConfig, LabExchange, LabSubject } from "./iam-config";
import type { StdioKind } from "./mcp/stdio-words";
import type { OtherBucket } from "./other-buckets";
import type { Json, TokenSpec } from "./token-spec";

/** Where a URL of the stack points. `closed` is a loopback port on which nothing listens. */
export type Address =
  | {
      readonly at: "catalog" | "registry" | "sts" | "s3" | "keys" | "mcp" | "neighbour";
      readonly scheme?: "https";
      readonly host?: "localhost";
      readonly path?: string;
    }
  | { readonly at: "closed" }
  | { readonly url: string };

/** config.json of the catalog and how the catalog behaves. */
export interface CatalogConfig {
  /** What config.json calls its registry; null leaves `registryUrl` out. */
  readonly registryUrl: Address | null;
  readonly alwaysRequiresAuth: boolean;
  readonly stackVersion: string;
  readonly region: string;
}

/** Credentials that the registry hands out. */
export interface VendedCredentials {
  /** First four characters of the access key id. */
  readonly prefix: "ASIA" | "AKIA" | "LABK";
  /** Seconds from now that `Expiration` says; negative for credentials that arrive dead. */
  readonly statedLifeS: number;
  /** Seconds from now after which the AWS part refuses them. */
  readonly trueLifeS: number;
  /** ISO 8601 with an offset or Z, or a text that is no ISO time. */
  readonly expirationForm: "offset" | "z" | "words";
  /** Fields left out of the answer. */
  readonly omit: readonly ("AccessKeyId" | "SecretAccessKey" | "SessionToken" | "Expiration")[];
  /** What differs between the answer and what the AWS part remembers. */
  readonly differs: "nothing" | "key" | "secret" | "session-token";
  /** Who the credentials are. */
  readonly role: RoleConfig;
}

export interface RoleConfig {
  readonly kind: "role" | "user";
  readonly partition: "aws" | "aws-cn";
  /** `own` is the account of the stack and the one that the target expects. */
  readonly account: "own" | "other";
  readonly path: string;
  readonly name: string;
}

/** How the GraphQL search of the registry turns out. */
export type SearchOutcome = "hits" | "operation-error" | "resolver-error";

/** A second user of the registry. */
export interface OtherUser {
  /** A bucket of its own in place of the user's, or the same one. */
  readonly sees: "own-bucket" | "same-bucket";
  /** A role of its own, or the one that the user's token turns into. */
  readonly role: "own" | "same";
}

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

export interface StsConfig {
  /** Seconds that its clock is ahead of ours. */
  readonly clockOffsetS: number;
  /** Answers with the identity of the key id without checking the signature. */
  readonly verifies: boolean;
  /** Knows none of the keys that the registry vended. */
  readonly knowsKeys: boolean;
  /** Refuses callers that signed rightly. */
  readonly refuses: AwsRefusal | null;
}

export interface S3Config {
  readonly clockOffsetS: number;
  readonly verifies: boolean;
  readonly knowsKeys: boolean;
  /** Looks for another secret behind each key id, as after a rotation that it missed. */
  readonly secretsDiffer: boolean;
  readonly refuses: AwsRefusal | null;
  /** Region of the bucket. */
  readonly bucketRegion: string;
  readonly wrongRegionAnswer: "PermanentRedirect" | "AuthorizationHeaderMalformed";
  readonly bucketIsPublic: boolean;
  /** What the role may list: null is the whole bucket, an empty list nothing. */
  readonly allowedPrefixes: readonly string[] | null;
  /** Why a list is denied where the role may not. */
  readonly denial: string;
  /** `many` is more than a list of a few keys shows. */
  readonly objects: "few" | "many";
  /** Calls the bucket by another name in its answers. */
  readonly answersOtherName: boolean;
  /** Buckets beside the stack's own; the registry lists them all. */
  readonly others: readonly OtherBucket[];
}

export interface KeysConfig {
  /** Whether the key set holds the key that signs issuer tokens, or another one. */
  readonly publishes: "signing-key" | "other-key";
}

/** What an MCP server of the era that validated tokens itself asks of one (quilt-mcp 0.10 to 0.14). */
export interface McpValidation {
  /** Its MCP_JWT_SECRET: the registry's own, another one, or one that is published. */
  readonly secret: "registry" | "other" | "published";
  /** `catalog-only` takes id, uuid and exp and nothing else; the last one wants `iss` and `aud` of its environment. */
  readonly claims: "any" | "catalog-only" | "issuer-and-audience";
}

/** The MCP server: how it is deployed, and what its tools call. */
export interface McpConfig {
  /**
   * `remote` and `legacy` are quilt-mcp's deployments over HTTP; `validating` is quilt-mcp 0.10 to 0.14, which checks
   * tokens itself; `platform` is a server with OAuth, as Quilt's Platform MCP is.
   */
  readonly kind: "remote" | "legacy" | "validating" | "platform";
  /** What /health says. */
  readonly version: string;
  readonly validation: McpValidation;
  /** What becomes of a request without a token (`remote`): 401, QUILT_FALLBACK_JWT, or a token that the server makes up. */
  readonly withoutToken: "refused" | "fallback" | "test-token";
  /** A proxy before it takes the Authorization header away. */
  readonly losesAuthorization: boolean;
  /** The registry and the catalog that it was told of. */
  readonly registry: Address;
  readonly catalog: Address;
  /** Whose AWS credentials its S3 and STS calls carry. */
  readonly signsAs: "caller" | "own-role" | "own-role-on-failure";
  /** AWS credentials of its own, in its environment: of a role of its own, or of the broker that roles trust. */
  readonly ownCredentials: "working" | "broker" | "absent";
  /**
   * How it turns a token into credentials: at the registry, by assuming the token's `role_arn` (its catalog calls then
   * carry the catalog token inside, if there is one), or not at all.
   */
  readonly exchange: "registry" | "assume-role" | "none";
  /** What the tools do without credentials: say so, or go on, which leaves `discover_permissions` hanging. */
  readonly withoutCredentials: "fails" | "goes-on";
  /** AWS_DEFAULT_REGION is set. */
  readonly knowsRegion: boolean;
  /** How its own calls to registry and AWS fare. */
  readonly hops: "work" | "hang" | "slow" | "unwell";
  /** Milliseconds until it gives up on a call of its own (`hang`), or that each takes longer (`slow`). */
  readonly hopMs: number;
  readonly handshake: "right" | "other-id" | "error" | "unknown-version";
  /** Tools that it does not list. */
  readonly withoutTools: readonly string[];
  /** Its search without a bucket asks for every bucket of the caller's; quilt-mcp's own asks nobody. */
  readonly searchesEveryBucket: boolean;
  /** `other` names the arguments as older versions did. */
  readonly schemas: "current" | "other";
  /** Keeps the last caller's token for the process: calls at the same time run as one user. */
  readonly mixesUsers: boolean;
  /** Comments, a ping and a notification come before each answer (event streams only). */
  readonly chatty: boolean;
}

/** What the target file says. Null leaves a field out. */
export interface TargetConfig {
  readonly catalogUrl: Address | null;
  readonly registryUrl: Address | null;
  readonly stsEndpoint: Address;
  readonly s3Endpoint: Address;
  readonly jwksUrl: Address | null;
  readonly mcpUrl: Address | null;
  /** Calls that are shown beside the layer's own. */
  readonly mcpCalls: readonly {
    readonly tool: string;
    readonly arguments?: Readonly<Record<string, Json>>;
    readonly minItems?: number;
  }[];
  /** A stdio server that the target names as a command; null names none. */
  readonly mcpCommand: StdioKind | null;
  readonly region: string | null;
  readonly bucket: "own" | "absent" | null;
  readonly prefix: string;
  readonly searchApi: "graphql" | "legacy";
  readonly query: string;
  /** How the token is exchanged; null leaves it to its kind, without base credentials. */
  readonly exchange: LabExchange | null;
  /** Who the run is for; null names no subject. */
  readonly subject: LabSubject | null;
  readonly expectRole: boolean;
  readonly expectIssuer: string | null;
  readonly expectAudience: string | null;
}

/** What a run needs beside the target: options of a run as they are, and which tokens and keys are made for it. */
export interface OptionsConfig extends Omit<RunOptions, SecretOption> {
  /** A lapsed token of the same kind goes with the run, for deep controls. */
  readonly lapsedToken: boolean;
  /** A token of the second user goes with the run, whether the registry knows that user or not. */
  readonly otherToken: boolean;
  /** A fresh token of the stack's user goes with the run, as one that is known to work. */
  readonly referenceToken: boolean;
  /**
   * The file that the operator has of the MCP server's environment; `{{registry}}`, `{{catalog}}`, `{{token}}` and
   * `{{secret}}` stand for those of the stack. Null: the run is given none.
   */
  readonly serverEnv: string | null;
  /** The key that `signature` checks with. */
  readonly signatureKey: "registry" | "other" | "issuer-public" | "none";
}

/** Everything of a lab stack, as plain data: a scenario is a change of this record. */
export interface StackConfig {
  readonly token: TokenSpec;
  readonly catalog: CatalogConfig;
  readonly registry: RegistryConfig;
  readonly sts: StsConfig;
  readonly iam: IamConfig;
  readonly s3: S3Config;
  readonly keys: KeysConfig;
  readonly mcp: McpConfig;
  readonly faults: readonly FaultRule[];
  readonly target: TargetConfig;
  readonly options: OptionsConfig;
}
