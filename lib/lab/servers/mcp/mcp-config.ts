import type { Address } from "@/lib/lab/stack/addresses";
import { type ErasConfig, healthyEras } from "./eras-config";
import { healthyWire, type McpWire } from "./mcp-wire";

/** What an MCP server of the era that validated tokens itself asks of one (quilt-mcp 0.10 to 0.14). */
export interface McpValidation {
  /** Its MCP_JWT_SECRET: the registry's own, another one, or one that is published. */
  readonly secret: "registry" | "other" | "published";
  /** `catalog-only` takes id, uuid and exp and nothing else; the last one wants `iss` and `aud` of its environment. */
  readonly claims: "any" | "catalog-only" | "issuer-and-audience";
}

/** A tool or a resource of somebody else's, and its whole results. */
export interface ForeignAnswers {
  /** Name of a tool, or URI of a resource. */
  readonly name: string;
  readonly kind: "tool" | "resource";
  /** Its `readOnlyHint`; null leaves it out. */
  readonly readOnly: boolean | null;
  /** What the caller whose token is good gets. */
  readonly genuine: Readonly<Record<string, unknown>>;
  /** What any other caller gets that comes this far. */
  readonly wrong: Readonly<Record<string, unknown>>;
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
  /** `newest-only` refuses to greet in any version but the newest of its era, and names it. */
  readonly handshake: "right" | "other-id" | "error" | "unknown-version" | "newest-only";
  readonly wire: McpWire;
  /** What a gateway puts before the names of its tools. */
  readonly toolPrefix: string;
  /** Tools and resources of its own, which quilt-mcp does not have. */
  readonly foreign: readonly ForeignAnswers[];
  /** A failure of the server's own, which its tools report to the caller whose token is good; null: there is none. */
  readonly ownTrouble: string | null;
  /** How a payload stands in `structuredContent`: as it is, or as JSON in a string. */
  readonly structures: "objects" | "json-text";
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
  readonly eras: ErasConfig;
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly mcp: McpConfig;
  }
}

export const healthyMcp: McpConfig = {
  kind: "remote",
  version: "0.22.0",
  validation: { secret: "registry", claims: "catalog-only" },
  withoutToken: "refused",
  losesAuthorization: false,
  registry: { at: "registry" },
  catalog: { at: "catalog" },
  signsAs: "caller",
  ownCredentials: "absent",
  exchange: "registry",
  withoutCredentials: "fails",
  knowsRegion: true,
  hops: "work",
  hopMs: 0,
  handshake: "right",
  wire: healthyWire,
  toolPrefix: "",
  foreign: [],
  ownTrouble: null,
  structures: "objects",
  withoutTools: [],
  searchesEveryBucket: false,
  schemas: "current",
  mixesUsers: false,
  chatty: false,
  eras: healthyEras,
};
