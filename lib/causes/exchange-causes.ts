import type { CauseRule, RuleMatch, RunFacts } from "@/lib/diagnosis/cause-rule";
import type { LogLine } from "@/lib/diagnosis/model";
import { type KnownLogLine, loggedLine } from "./known-log-lines";
import { registrySays } from "./refusal-causes";

const REJECTED = ["exchange/rejected", "search/unauthorized", "search/anonymous"];

/** A line that was joined by an id is an observation; one joined by its time alone may belong to another caller. */
function fromLog(
  line: LogLine | null,
  match: Omit<RuleMatch, "basis" | "decide" | "line" | "evidence">,
): RuleMatch | null {
  if (line === null) return null;
  return {
    ...match,
    basis: line.matchedBy === "time" ? "inferred" : "observed",
    decide: `${line.source} log, ${line.at.slice(11, 23)} UTC`,
    line: { source: line.source, at: line.at },
    evidence: { log: `${line.source}: ${line.message}`.slice(0, 200) },
  };
}

function registryLog(facts: RunFacts, known: KnownLogLine): LogLine | null {
  return loggedLine(facts, "exchange", known) ?? loggedLine(facts, "search", known);
}

/** The finding that another key made the signature, and not that the right one wrote it in DER. */
function wrongKey(facts: RunFacts) {
  const mismatch = facts.finding("signature/mismatch");
  return mismatch?.evidence.verifiesAsDer === true ? null : mismatch;
}

/** Whether the registry's log gives a reason of its own. */
function saysWhy(facts: RunFacts): boolean {
  return (["bad-signature", "token-expired", "user-unknown"] as const).some(
    (known) => registryLog(facts, known) !== null,
  );
}

/** Why a registry refuses a token: what its log says first, then what the layers say together, then what may be. */
export const exchangeCauses: readonly CauseRule[] = [
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
  {
    id: "known-secret",
    explains: [...REJECTED, "signature/known-secret"],
    when: (facts) =>
      facts.finding("signature/known-secret") === null || facts.status("exchange") === "pass"
        ? null
        : {
            text: "this is a test token, not one from a registry: it is signed with a published secret",
            basis: "inferred",
            actor: "token-holder",
            decide: "a token from a fresh login to this catalog",
            next: "Use a token that this catalog issued.",
          },
  },
  {
    id: "expired-claim",
    explains: [...REJECTED, "claims/expired"],
    when: (facts) =>
      facts.finding("claims/expired") === null
        ? null
        : {
            text: "the token's own exp is in the past",
            basis: "inferred",
            actor: "token-holder",
            decide: "a token from a fresh login",
            next: "Log in to the catalog again.",
          },
  },
  {
    id: "issued-ahead",
    explains: [...REJECTED, "mcp/unauthorized"],
    when: (facts) => {
      const ahead = facts.finding("claims/issued-ahead");
      // A line that says why outweighs what the token's times suggest.
      if (ahead === null || saysWhy(facts)) return null;
      const dated = ahead.evidence.detail ?? "its iat or nbf";
      const signed = facts.status("signature") === "pass";
      return {
        ...(signed ? { heading: "the token is good but dated ahead, and it is refused" } : {}),
        text: `the token is dated ahead (${dated}), and some verifiers, PyJWT among them, refuse that until its time has come`,
        basis: signed ? "inferred" : "possible",
        actor: "registry-admin",
        decide: "run again with the same token once that time has come",
        next: "Sync the clocks of the issuer and of the servers with NTP.",
        evidence: { dated },
      };
    },
  },
  {
    id: "two-secrets",
    explains: ["exchange/rejected"],
    when: (facts) =>
      facts.status("signature") !== "pass" ||
      saysWhy(facts) ||
      // What the answer itself says is no matter of secrets.
      registrySays(facts, "says-expired") ||
      registrySays(facts, "says-wrong-audience")
        ? null
        : {
            text: "two different secrets: the token verifies with the key configured here, but the registry refuses it",
            basis: "inferred",
            actor: "registry-admin",
            decide: "the registry's log, or a token from a fresh login",
            heading: "the key configured here signed this token, but the registry does not accept it",
            next: "Compare the registry's signing secret with the key configured here.",
            evidence: { signature: "pass with the configured key" },
          },
  },
  {
    id: "signature-in-der",
    explains: [...REJECTED, "mcp/unauthorized", "signature/mismatch"],
    when: (facts) =>
      facts.finding("signature/mismatch")?.evidence.verifiesAsDer !== true
        ? null
        : {
            text: "the key is the right one: the issuer writes its signature in DER, which verifiers that go by the standard refuse",
            basis: "observed",
            actor: "registry-admin",
            decide: "the issuer's signing code",
            heading: "the right key signed this token, but the signature is in DER",
            next: "Have the issuer write the two numbers of the signature alone (r||s, RFC 7518 §3.4).",
          },
  },
  {
    id: "wrong-key-everywhere",
    explains: [...REJECTED, "signature/mismatch"],
    when: (facts) =>
      wrongKey(facts) === null || facts.finding("exchange/rejected") === null
        ? null
        : {
            text: "the token was altered, or issued by another stack: neither the key configured here nor the registry accepts it",
            basis: "inferred",
            actor: "token-holder",
            decide: "a token from a fresh login to this catalog",
            heading: "neither the key configured here nor the registry accepts this signature",
            next: "Log in to this catalog again, then run with the new token.",
          },
  },
  {
    id: "wrong-key-here",
    explains: ["signature/mismatch"],
    when: (facts) =>
      wrongKey(facts) === null || facts.status("exchange") !== "pass"
        ? null
        : {
            text: "the registry accepts this token, so the key configured here is not the one it signs with",
            basis: "inferred",
            actor: "operator",
            decide: "the registry's own signing secret or key set",
            heading: "the registry accepts this token, but the key configured here did not sign it",
            next: "Correct the key in the target, or leave it out: the registry is the judge.",
          },
  },
  {
    id: "fake-goes-in",
    explains: ["signature/known-secret", "claims/known-fake"],
    when: (facts) =>
      facts.status("exchange") !== "pass"
        ? null
        : {
            text: "the registry accepts a test token: it signs with a published secret, or checks nothing",
            basis: "inferred",
            actor: "registry-admin",
            decide: "the registry's signing secret",
            heading: "the registry itself accepts a token that anyone could have made",
            next: "Give the registry a secret of its own, and treat every token issued so far as forged.",
          },
  },
  {
    id: "expired-goes-in",
    explains: ["claims/expired"],
    when: (facts) =>
      facts.status("exchange") !== "pass"
        ? null
        : {
            text: "the registry accepts an expired token: it does not check exp, or the clocks differ",
            basis: "inferred",
            actor: "registry-admin",
            decide: "the Date header of the registry's answer",
          },
  },
  {
    id: "user-or-session-gone",
    explains: REJECTED,
    when: () => ({
      text: "the user was removed, or the token revoked",
      basis: "possible",
      actor: "registry-admin",
      decide: "a fresh login by the same user",
    }),
  },
  {
    id: "other-stack",
    explains: REJECTED,
    when: () => ({
      text: "the token belongs to another stack: each signs with its own key",
      basis: "possible",
      actor: "token-holder",
      decide: "run it against that stack",
    }),
  },
  {
    id: "role-not-assumable",
    explains: ["exchange/forbidden", "exchange/server-error"],
    when: (facts) =>
      fromLog(registryLog(facts, "role-not-assumable"), {
        text: "the registry cannot assume the user's role",
        actor: "aws-admin",
        next: "Allow the registry's role (stack output RegistryRoleARN) in the role's trust policy.",
      }) ?? {
        text: "the user's role is missing, or the registry may not assume it",
        basis: "possible",
        actor: "registry-admin",
        decide: "the registry's log at the time of the request, and the role's trust policy",
      },
  },
  {
    id: "catalog-in-place-of-registry",
    explains: ["exchange/not-json", "search/not-json", "exchange/missing-fields"],
    when: (facts) =>
      facts.finding("discovery/registry-mismatch") === null
        ? {
            text: "the URL is the catalog's or a proxy's instead of the registry's",
            basis: "possible",
            actor: "operator",
            decide: "compare with registryUrl in the catalog's config.json",
          }
        : {
            text: "the registry URL in use is not the expected one",
            basis: "inferred",
            actor: "operator",
            decide: "registryUrl in the catalog's config.json",
            heading: "the registry URL in use does not lead to a registry",
            next: "Put the registry URL of config.json into the target.",
          },
  },
  {
    id: "clocks-apart",
    explains: ["exchange/expired-on-arrival"],
    when: (facts) =>
      facts.finding("exchange/clock-skew") === null
        ? {
            text: "the registry hands out cached credentials, or its clock is wrong",
            basis: "possible",
            actor: "registry-admin",
            decide: "ask twice: cached credentials come back with the same key id",
          }
        : {
            text: "the registry's clock and this machine's differ",
            basis: "observed",
            actor: "operator",
            decide: "the Date header of the registry's answer",
          },
  },
  {
    id: "nobody-verifies",
    explains: ["exchange/not-enforced", "search/not-enforced"],
    when: (facts) => ({
      text:
        facts.finding("exchange/not-enforced") !== null && facts.finding("search/not-enforced") !== null
          ? "the registry checks no token at all, or something in front of it logs everyone in"
          : "this endpoint checks no token, or something in front of it logs everyone in",
      basis: "inferred",
      actor: "deployer",
      decide: "call the registry directly, past any proxy, without a token",
    }),
  },
];
