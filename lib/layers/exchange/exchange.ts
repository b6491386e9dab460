import type { Layer } from "@/lib/diagnosis/layer";
import { awsCredentials } from "../outputs";
import { refusalSignals } from "../shared/bearer-refusal";
import { awsFindingHolds } from "../shared/clock-findings";
import { exchangeEvidence } from "../shared/exchange-call";
import { chosenStrategy, type ExchangeStrategy } from "../shared/exchange-strategy";
import { expectedAccessVariant } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { assumeRoleStrategy } from "./assume-role-strategy";
import { exchangeFacts, exchangeSignals } from "./exchange-labels";
import { registry } from "./registry-strategy";
import { webIdentity } from "./web-identity-strategy";

/** Every way to turn a token into AWS credentials. */
const strategies: readonly ExchangeStrategy[] = [registry, assumeRoleStrategy, webIdentity];

function strategyOf(input: LayerInput): ExchangeStrategy {
  const id = chosenStrategy(input);
  const strategy = strategies.find((one) => one.id === id);
  if (strategy === undefined) throw new Error(`there is no exchange strategy "${id}"`);
  return strategy;
}

/** Does the token turn into AWS credentials? By the registry, by AssumeRole, or by AWS itself (DESIGN §1). */
export const exchange: Layer<LayerInput, BonafideContext> = {
  id: "exchange",
  title: registry.title,
  question: registry.question,
  nature: "live",
  asksAsSubject: true,
  needs: (input) => strategyOf(input).needs(input),
  uses: (input) => strategyOf(input).uses(input),
  gives: [awsCredentials],
  evidence: exchangeEvidence,
  proves: registry.proves,
  doesNotProve: "what the credentials may do",
  settledBy: ["s3"],
  // Of a reason that several have, the first strategy's row stands for all here; a run takes its own strategy's.
  findings: Object.fromEntries(strategies.toReversed().flatMap((strategy) => Object.entries(strategy.findings))),
  facts: exchangeFacts,
  signals: [...exchangeSignals, ...refusalSignals],
  controls: (input) => strategyOf(input).controls(input),
  variant: (input) => {
    const { title, question, proves, findings } = strategyOf(input);
    return { title, question, proves, findings, ...expectedAccessVariant(input, "exchange", findings) };
  },
  doing: (input) => strategyOf(input).doing,
  notApplicable: (input) => strategyOf(input).notApplicable(input),
  requiredByDefault: () => true,
  plan: (input) => strategyOf(input).plan(input),
  byHand: (input) => strategyOf(input).byHand(input),
  holdsAt: (_, finding, time) => awsFindingHolds(finding, time),
  run: (ctx) => strategyOf(ctx.input).run(ctx),
};
