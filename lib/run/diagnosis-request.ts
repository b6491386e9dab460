import type { Secret } from "@/lib/secret";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import type { Variables } from "@/lib/settings/read-env";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";

/** One diagnosis to run, as every door (page, CLI, tests) hands it to `diagnose`. */
export interface DiagnosisRequest {
  /** The pasted text, normalised or not; null runs without a token. */
  readonly token: Secret | null;
  readonly target: ResolvedTarget;
  readonly subject: string | null;
  readonly controls: "on" | "off" | "deep";
  /** Layer ids to run alone (with what they need); null runs all. */
  readonly only: readonly string[] | null;
  /** Requires every layer that is not `not-applicable`. */
  readonly strict: boolean;
  /** Deadline of each request, ms; the target's or the default unless given. */
  readonly timeoutMs?: number | undefined;
  /** Deadline of the whole run, ms; 120,000 unless given. */
  readonly runTimeoutMs?: number | undefined;
  readonly keys: SignatureKeys;
  /** A token of the same kind that has lapsed, for deep controls. */
  readonly lapsedToken?: Secret | null | undefined;
  /** A token of another user, whose calls to the MCP server go beside the run's own. */
  readonly otherToken?: Secret | null | undefined;
  /** A token that is known to work on this stack: sent once where the run's own is refused. */
  readonly referenceToken?: Secret | null | undefined;
  /** The target's MCP command may be started, with these variables to choose from; only the command line says so. */
  readonly command?: { readonly variables: Variables } | null | undefined;
  /** Read the role's real trust policy with the base credentials. */
  readonly iam?: boolean | undefined;
  /** What the operator has of the MCP server's environment. */
  readonly serverEnv?: ServerEnvironment | null | undefined;
  /** Try every bucket that the catalog lists, beside the verdict. */
  readonly permissions?: boolean | undefined;
}
