import type { Actor, LayerStatus, Observed, Verdict } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { LabServerName } from "@/lib/lab/stack/server-names";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackSecrets } from "@/lib/lab/stack/stack-secrets";
import type { RunOptions } from "@/lib/wire/run-options";
import type { FrontCall, Outcome } from "./fault-front";

/** Servers of the lab before which a fault can stand. */
export type Hop = Extract<LabServerName, "catalog" | "registry" | "sts" | "s3" | "mcp" | "keys">;

/** What a fault may know of the stack behind it. */
export interface SituationStack {
  readonly stack: LabStack;
  readonly secrets: StackSecrets;
  /** The token of the run. */
  readonly token: string;
}

/** Answers a call in the server's place; null leaves it to the server. */
export type Fault = (call: FrontCall, behind: SituationStack) => Outcome | Promise<Outcome>;

/** What is right. Texts are looked for in the layer's findings, or in all sentences of the run. */
export interface Right {
  readonly layer: string;
  readonly status: LayerStatus;
  readonly verdict: Verdict;
  /** One of these is a finding of the layer and, where the layer decides the verdict, the run's code; absent on a pass. */
  readonly code?: string | readonly string[];
  /** Of the finding with that code. */
  readonly actor?: Actor;
  /** Every row of that name is observed so. */
  readonly controls?: Readonly<Record<string, Observed>>;
  /** Some row of that name has a note that holds this. */
  readonly notes?: Readonly<Record<string, RegExp>>;
  /** Texts that some finding of the layer tells, in title, remedy or evidence. */
  readonly told?: readonly string[];
  /** Members of the evidence of the finding with that code. */
  readonly evidence?: Readonly<Record<string, RegExp>>;
  /** Texts that some finding, cause or step of the run must hold. */
  readonly said?: readonly RegExp[];
  /** Texts that no sentence of the run may hold. */
  readonly unsaid?: readonly RegExp[];
  /** Further findings that the layer must show. */
  readonly beside?: readonly string[];
  /** Findings that no layer may show. */
  readonly without?: readonly string[];
  /** Other layers, with the status that they must have. */
  readonly others?: Readonly<Record<string, LayerStatus>>;
  /** Whatever else must hold; complaints, if it does not. */
  readonly holds?: (view: RunView) => readonly string[];
}

/** One situation met in the wild, rebuilt as one fault before an otherwise healthy stack. */
export interface Situation {
  readonly title: string;
  /** Where it was met: owner/repo#number, or the section that speaks of it. */
  readonly source: string;
  /** Why the answer is right, where that is not written down beside the situation's source. */
  readonly why?: string;
  /** The stack behind, from the healthy one. */
  readonly given?: (config: StackConfig) => StackConfig;
  readonly hop?: Hop;
  readonly fault?: Fault;
  /** Path of the MCP URL, where it is not the server's own. */
  readonly mcpPath?: string;
  /** The front speaks TLS, with a certificate of its own. */
  readonly tls?: boolean;
  /** The token of the run, in place of the stack's own. */
  readonly token?: (behind: { readonly secrets: StackSecrets }) => string;
  /** Fields in place of the target's own, as a file would write them. */
  readonly target?: Readonly<Record<string, unknown>>;
  readonly options?: RunOptions;
  /** Any of these is right: more than one where the protocol leaves a client the choice. */
  readonly right: Right | readonly Right[];
}
