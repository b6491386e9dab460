/** How the MCP server speaks, whatever its tools do. */
export interface McpWire {
  /** `http+sse` is the transport of before 2025: no POST at this URL. */
  readonly transport: "streamable-http" | "http+sse";
  /**
   * Session ids: as the kind of server has it, or given at the handshake and then: `kept`; `ended` by a wrong caller that
   * uses one; `the-key`, served without a look at the token; `forgotten` at once; `unauthorized`, a 401 to all who use one.
   */
  readonly sessions: "as-deployed" | "kept" | "ended" | "the-key" | "forgotten" | "unauthorized";
  /** What becomes of `notifications/initialized`: an event stream that stays open, or a method that is not known. */
  readonly notified: "accepted" | "stream" | "not-allowed";
  /** Tools on each page; null puts all on one. */
  readonly pageSize: number | null;
  /** The cursor behind the last page is left out, or null; or each page names the same one. */
  readonly cursor: "right" | "null-at-end" | "repeats";
  /** An entry that is not of the form of a tool: of a foreign tool, or of `bucket_list`; or no list at all. */
  readonly badList: "none" | "foreign-entry" | "own-entry" | "no-list";
  /** Each answer stands in an array, behind a byte order mark. */
  readonly odd: boolean;
  /** Tools ask the client's user for more, and wait (event streams only). */
  readonly asks: boolean;
}

export const healthyWire: McpWire = {
  transport: "streamable-http",
  sessions: "as-deployed",
  notified: "accepted",
  pageSize: null,
  cursor: "right",
  badList: "none",
  odd: false,
  asks: false,
};
