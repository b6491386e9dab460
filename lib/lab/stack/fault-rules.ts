import type { LabServerName } from "./server-names";

/** Which calls a fault strikes: by the credential they bring, or the second and later genuine ones. */
export type FaultScope = "every" | "genuine" | "imposter" | "repeat";

/** A fault of transport or of an intermediary: it replaces the server's own answer. */
export type FaultAction =
  | { readonly kind: "hang" }
  | { readonly kind: "reset" }
  | { readonly kind: "reset-mid-body" }
  /** Headers at once, then one byte every 40 ms without end. */
  | { readonly kind: "drip" }
  | { readonly kind: "redirect"; readonly location: string }
  /** A body beyond what a client should read. */
  | { readonly kind: "oversized" }
  | { readonly kind: "gzip-bomb" }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      /** Beside the content type; lower-case names. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The server's own answer, with a Date header off by this many seconds. */
  | { readonly kind: "date"; readonly offsetS: number };

export interface FaultRule {
  readonly server: LabServerName;
  /** Name of the endpoint within the server; see each server's handler. */
  readonly endpoint: string;
  readonly on: FaultScope;
  readonly action: FaultAction;
  /** What the server writes into its log. */
  readonly log?: string;
}

/** A call as the fault rules see it. */
export interface FaultCall {
  readonly server: LabServerName;
  readonly endpoint: string;
  readonly genuine: boolean;
  /** How many genuine calls this endpoint had before. */
  readonly genuineBefore: number;
}

/** The first rule that strikes this call, or null. */
export function findFault(rules: readonly FaultRule[], call: FaultCall): FaultRule | null {
  const found = rules.find(
    (rule) => rule.server === call.server && rule.endpoint === call.endpoint && strikes(rule.on, call),
  );
  return found ?? null;
}

function strikes(scope: FaultScope, call: FaultCall): boolean {
  switch (scope) {
    case "every":
      return true;
    case "genuine":
      return call.genuine;
    case "imposter":
      return !call.genuine;
    case "repeat":
      return call.genuine && call.genuineBefore > 0;
  }
}
