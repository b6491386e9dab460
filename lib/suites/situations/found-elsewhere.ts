import { foundInAws } from "./found-in-aws";
import { foundInGateways } from "./found-in-gateways";
import { foundInMcp } from "./found-in-mcp";
import { foundInSearch } from "./found-in-search";
import { foundInTokens } from "./found-in-tokens";
import type { Situation } from "./situation";

/**
 * Situations from public issue threads, each with the thread, the right answer and why it is right: the log of what was
 * looked for beyond the classes' own examples.
 */
export const foundElsewhere: readonly Situation[] = [
  ...foundInGateways,
  ...foundInSearch,
  ...foundInAws,
  ...foundInMcp,
  ...foundInTokens,
];
