import type { CauseRule, RuleMatch, RunFacts } from "@/lib/diagnosis/cause-rule";
import type { LogLine } from "@/lib/diagnosis/model";
import { basisOf, type KnownLogLine, loggedLine } from "./known-log-lines";

/** Findings of a registry that does not take the token for a good one. */
export const REJECTED = ["exchange/rejected", "search/unauthorized", "search/anonymous"];

/** The cause that a line gives; null without one. */
export function fromLog(
  line: LogLine | null,
  match: Omit<RuleMatch, "basis" | "decide" | "line" | "evidence">,
): RuleMatch | null {
  if (line === null) return null;
  return {
    ...match,
    basis: basisOf(line),
    decide: `${line.source} log, ${line.at.slice(11, 23)} UTC`,
    line: { source: line.source, at: line.at },
    evidence: { log: `${line.source}: ${line.message}`.slice(0, 200) },
  };
}

/** The line in which the registry says this of the exchange, else of the search. */
export function registryLog(facts: RunFacts, known: KnownLogLine): LogLine | null {
  return loggedLine(facts, "exchange", known) ?? loggedLine(facts, "search", known);
}

/** Whether the registry's log gives a reason of its own. */
export function saysWhy(facts: RunFacts): boolean {
  return (["bad-signature", "token-expired", "user-unknown"] as const).some(
    (known) => registryLog(facts, known) !== null,
  );
}

/** Why a registry refuses a token, by what its own log says. */
export const registryLogCauses: readonly CauseRule[] = [
  {
    id: "log-bad-signature",
    explains: REJECTED,
    when: (facts) =>
      fromLog(
        registryLog(facts, "bad-signature"),
        facts.status("signature") === "pass"
          ? {
              text: "two different secrets: the token verifies with the key configured here, but the registry calls its signature bad",
              actor: "registry-admin",
              heading: "the key configured here signed this token, but the registry has another one",
              next: "Compare the registry's signing secret with the key configured here.",
            }
          : {
              text: "the token is signed with a secret that the registry does not have",
              actor: "registry-admin",
              next: "Compare the registry's signing secret with the one in use when the token was issued.",
            },
      ),
  },
  {
    id: "log-expired",
    explains: REJECTED,
    when: (facts) =>
      fromLog(registryLog(facts, "token-expired"), {
        text: "the registry says that the token has expired",
        actor: "token-holder",
        next: "Log in to the catalog again.",
      }),
  },
  {
    id: "log-unknown-user",
    explains: REJECTED,
    when: (facts) =>
      fromLog(registryLog(facts, "user-unknown"), {
        text: "the registry does not know this user, or the session was revoked",
        actor: "registry-admin",
        next: "Check that the user exists, is active and may log in.",
      }),
  },
];
