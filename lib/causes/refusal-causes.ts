import type { CauseRule, RuleMatch, RunFacts } from "@/lib/diagnosis/cause-rule";
import { hasRecognised } from "./joined";
import { loggedLine } from "./known-log-lines";

const REFUSED = ["exchange/rejected", "exchange/forbidden", "search/unauthorized", "search/forbidden"];

type Said = "says-expired" | "says-wrong-audience" | "says-insufficient-scope";

/** Whether the registry's own answer says so, by a code or a text of the closed tables. */
export function registrySays(facts: RunFacts, signal: Said): boolean {
  return hasRecognised(facts, "exchange", signal) || hasRecognised(facts, "search", signal);
}

function saying(facts: RunFacts, signal: Said, match: Omit<RuleMatch, "basis" | "decide">): RuleMatch | null {
  return registrySays(facts, signal)
    ? { ...match, basis: "observed", decide: "the reason in the registry's answer" }
    : null;
}

/** Layers that ask the registry, each at a path of its own. */
const PATHS = [
  ["exchange", "search"],
  ["search", "exchange"],
] as const;

/** What the answers themselves say of a refusal, and what stands in front of the server that was asked. */
export const refusalCauses: readonly CauseRule[] = [
  {
    id: "answer-says-expired",
    explains: REFUSED,
    when: (facts) =>
      // Its log says it better.
      loggedLine(facts, "exchange", "token-expired") !== null || loggedLine(facts, "search", "token-expired") !== null
        ? null
        : saying(facts, "says-expired", {
            text: "the registry's answer says that the token has expired",
            actor: "token-holder",
            heading: "the registry says that this token has expired",
            next: "Log in to the catalog again, then run with the new token.",
          }),
  },
  {
    id: "answer-says-wrong-audience",
    explains: REFUSED,
    when: (facts) =>
      saying(facts, "says-wrong-audience", {
        text: "the registry's answer says that the token is meant for another audience",
        actor: "token-holder",
        heading: "the registry says that this token is meant for another audience",
        next: "Get a token whose aud is this registry's.",
      }),
  },
  {
    id: "answer-says-insufficient-scope",
    explains: REFUSED,
    when: (facts) =>
      saying(facts, "says-insufficient-scope", {
        text: "the registry's answer says that the token lacks a scope",
        actor: "token-holder",
        heading: "the registry accepts this token, but says that it lacks a scope",
        next: "Get a token with the scope that the answer names.",
      }),
  },
  ...PATHS.map(
    ([layer, other]): CauseRule => ({
      id: `gate-on-the-path-of-${layer}`,
      explains: ["blocked-in-front", "not-json", "unexpected-status"].map((reason) => `${layer}/${reason}`),
      when: (facts) =>
        facts.status(other) !== "pass"
          ? null
          : {
              text: `the registry serves this token at ${other}, so what answers at ${layer} is a rule for that path: of a firewall, a gateway or a proxy`,
              basis: "inferred",
              actor: "deployer",
              decide: "the log of what stands in front of the registry, for this request",
              next: "Find the rule for this path (firewall, gateway route, proxy) and let the registry answer there.",
            },
    }),
  ),
];
