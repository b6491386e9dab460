/** Which eras of MCP the server speaks, and what is wrong with its stateless door. */
export interface ErasConfig {
  /** `by-kind`: quilt-mcp 0.22 speaks both, older ones and the Platform MCP shake hands only. */
  readonly speaks: "by-kind" | "both" | "handshake" | "stateless";
  /** Stateless revisions that it supports. */
  readonly supports: readonly string[];
  /**
   * Who gets through the stateless door: whoever gets through the other one, also callers without a token (they go on
   * with the server's own), or everybody with the server's own token, for nobody looks at theirs.
   */
  readonly door: "guarded" | "lets-in-strangers" | "ignores-tokens";
  /** `server/discover` is not known, though everything else is. */
  readonly hidesDiscovery: boolean;
  /** What a proxy before it does to stateless requests: it passes on no header that it does not know, or no `_meta`. */
  readonly proxy: "none" | "strips-headers" | "rewrites-bodies";
  /** Its tools ask for input in place of an answer. */
  readonly asksBack: boolean;
  /** Keeps answers by the id of the request alone, whoever asks. */
  readonly answersById: boolean;
}

export const healthyEras: ErasConfig = {
  speaks: "by-kind",
  supports: ["2026-07-28"],
  door: "guarded",
  hidesDiscovery: false,
  proxy: "none",
  asksBack: false,
  answersById: false,
};
