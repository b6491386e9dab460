import type { ControlSpec, FindingTable, LayerPlan, Outcome, Output } from "@/lib/diagnosis/layer";
import { roleArnClaim } from "@/lib/token/token-kind";
import type { BonafideContext, LayerInput } from "./layer-input";

/** One way to turn a token into AWS credentials: one file declares it, and the exchange layer follows. */
export interface ExchangeStrategy {
  readonly id: "registry" | "assume-role" | "web-identity";
  readonly title: string;
  readonly question: string;
  readonly proves: string;
  readonly findings: FindingTable;
  readonly doing: string;
  needs(input: LayerInput): readonly Output<unknown>[];
  /** Waited for, never blocking. */
  uses(input: LayerInput): readonly Output<unknown>[];
  controls(input: LayerInput): readonly ControlSpec[];
  /** Why there is nothing to exchange; null when there is. */
  notApplicable(input: LayerInput): string | null;
  plan(input: LayerInput): LayerPlan;
  byHand(input: LayerInput): string | null;
  run(ctx: BonafideContext): Promise<Outcome>;
}

/** How this run exchanges its token. `auto` follows the token kind (DESIGN §1). */
export function chosenStrategy(input: LayerInput): ExchangeStrategy["id"] {
  const chosen = input.target.exchange.strategy ?? "auto";
  if (chosen !== "auto") return chosen;
  const kind = input.token?.kind;
  return kind === "role-jwt" || kind === "hybrid-jwt" ? "assume-role" : "registry";
}

/** The role to assume: the target's, else what the token's claim says; null when neither names one. */
export function wantedRole(input: LayerInput): string | null {
  const payload = input.token?.jwt?.payload ?? null;
  const claim = payload === null ? undefined : roleArnClaim(payload);
  return input.target.exchange.roleArn ?? (typeof claim === "string" ? claim : null);
}
