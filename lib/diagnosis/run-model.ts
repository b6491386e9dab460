/** What is said of a run as a whole, beside its layers. Nothing here holds a secret. */

export interface TokenSummary {
  readonly kind: string;
  readonly algorithm: string | null;
  /** 12 hex digits of a keyed hash; compares within one store only. */
  readonly fingerprint: string;
  readonly lengthBytes: number;
  readonly expiresAt: string | null;
  readonly inner: TokenSummary | null;
}

/** Eras of MCP: sessions that a handshake opens (up to 2025-11-25), and requests that stand alone (2026-07-28). */
export const mcpEras = ["handshake", "stateless"] as const;
type McpEra = (typeof mcpEras)[number];

export interface TargetSummary {
  readonly name: string;
  readonly origins: readonly string[];
  readonly region: string | null;
  readonly stackVersion: string | null;
  readonly mcpVersion: string | null;
  /** Eras that the MCP server was seen to speak, once the run has ended. */
  readonly mcpEras?: readonly McpEra[];
}

export interface RequestCounts {
  readonly total: number;
  /** Requests that carried an altered credential (not `no-token`, not `unsigned`). */
  readonly wrongCredentials: number;
  readonly awsSessionsMinted: number;
}

export const runStates = ["incomplete", "finished", "cancelled", "interrupted"] as const;
export type RunState = (typeof runStates)[number];
