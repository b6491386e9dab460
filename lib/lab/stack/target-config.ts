import type { Address } from "./addresses";
import { HOME_REGION } from "./home-region";
import type { LabExchange, LabSubject } from "./iam-config";
import type { Json } from "./token-spec";

/**
 * Whose data a stdio server of the lab has: that of a quilt3 session in its home, or of credentials of its own. Like
 * quilt-mcp 0.22 it speaks both eras, and a connection keeps to the first; `stateless` is `session` without handshakes.
 */
export type StdioKind = "session" | "own" | "stateless" | "absent";

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
    readonly tool?: string;
    readonly resource?: string;
    readonly contains?: string;
    readonly arguments?: Readonly<Record<string, Json>>;
    readonly minItems?: number;
  }[];
  /** What a gateway puts before the names of the tools; empty names nothing. */
  readonly toolPrefix: string;
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

/** A target that names all that a run can test, and expects the stack's own role. */
export const healthyTarget: TargetConfig = {
  catalogUrl: { at: "catalog" },
  registryUrl: null,
  stsEndpoint: { at: "sts" },
  s3Endpoint: { at: "s3" },
  jwksUrl: null,
  mcpUrl: { at: "mcp", path: "/mcp" },
  mcpCalls: [],
  toolPrefix: "",
  mcpCommand: null,
  region: HOME_REGION,
  bucket: "own",
  prefix: "raw/",
  searchApi: "graphql",
  query: "README.md",
  exchange: null,
  subject: null,
  expectRole: true,
  expectIssuer: null,
  expectAudience: null,
};
