/** What a run needs beside the target. */
export interface OptionsConfig {
  readonly controls: "on" | "off" | "deep";
  readonly timeoutMs: number | null;
  /** Every bucket that the catalog lists is tried. */
  readonly permissions: boolean;
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

/** The key of the registry, and the usual controls. */
export const healthyOptions: OptionsConfig = {
  controls: "on",
  timeoutMs: null,
  permissions: false,
  lapsedToken: false,
  otherToken: false,
  referenceToken: false,
  serverEnv: null,
  signatureKey: "registry",
};
