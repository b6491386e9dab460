import type { CauseRule, RunFacts } from "@/lib/diagnosis/cause-rule";
import { registrySays } from "./refusal-causes";
import { REJECTED, saysWhy } from "./registry-log-causes";

/** The finding that another key made the signature, and not that the right one wrote it in DER. */
function wrongKey(facts: RunFacts) {
  const mismatch = facts.finding("signature/mismatch");
  return mismatch?.evidence.verifiesAsDer === true ? null : mismatch;
}

/** What the token itself, its signature and the registry say together: whose key, whose time, whose fake. */
export const tokenCauses: readonly CauseRule[] = [
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
];
