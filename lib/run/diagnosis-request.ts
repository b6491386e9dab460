import type { Secret } from "@/lib/secret";
import type { Variables } from "@/lib/settings/read-env";
import type { GivenOptions } from "@/lib/wire/given-options";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";

/** A run as every door (page, command line, lab) asks `prepareRun` for it. */
export interface DiagnosisRequest {
  /** The text as it was given: it is parsed once, by `prepareRun`. Null runs without a token. */
  readonly token: Secret | null;
  readonly target: ResolvedTarget;
  readonly subject: string | null;
  /** The key of the target; one that the options give takes its place. */
  readonly keys: SignatureKeys;
  readonly options: GivenOptions;
  /** What comes with a scenario or was kept with a token: it stands where the options say nothing, and no one is faulted for it. */
  readonly brought?: GivenOptions | undefined;
  /** The target's MCP command may be started, with these variables to choose from; only the command line says so. */
  readonly command?: { readonly variables: Variables } | null | undefined;
}

/** A run whose token was not sent along: its kind alone decides what a run would send. */
export type RunWithoutText = Omit<DiagnosisRequest, "token"> & { readonly tokenKind: string | null };
