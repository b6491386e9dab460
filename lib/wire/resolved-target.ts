import type { TargetFile } from "./target-schema";

/** A target with its subject applied and everything read from files and variables already: what layers see. */
export interface ResolvedTarget {
  readonly name: string;
  readonly catalogUrl?: string | undefined;
  readonly registryUrl?: string | undefined;
  readonly mcpUrl?: string | undefined;
  readonly region?: string | undefined;
  readonly aws: NonNullable<TargetFile["aws"]>;
  readonly exchange: NonNullable<TargetFile["exchange"]>;
  readonly s3: NonNullable<TargetFile["s3"]>;
  readonly search: NonNullable<TargetFile["search"]>;
  readonly mcp: NonNullable<TargetFile["mcp"]>;
  readonly expect: NonNullable<TargetFile["expect"]>;
  readonly jwksUrl?: string | undefined;
  readonly require?: readonly string[] | undefined;
  readonly timeoutMs?: number | undefined;
  /** PEM text of an additional certificate authority. */
  readonly caPem?: string | undefined;
  readonly proxyUrl?: string | undefined;
  /** Log sources with absolute paths. */
  readonly logs: NonNullable<TargetFile["logs"]>;
}
