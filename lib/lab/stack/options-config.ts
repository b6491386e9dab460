import type { RunOptions, SecretOption } from "@/lib/wire/run-options";

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

/** The key of the registry, and nothing else. */
export const healthyOptions: OptionsConfig = {
  lapsedToken: false,
  otherToken: false,
  referenceToken: false,
  serverEnv: null,
  signatureKey: "registry",
};
