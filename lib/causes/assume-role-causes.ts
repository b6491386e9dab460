import type { CauseRule, RuleMatch, RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Evidence } from "@/lib/diagnosis/model";
import { factOf, hasRecognised } from "./joined";

const ROLE_DENIED = "exchange/assume-role-denied";
const WEB_DENIED = "exchange/web-identity-denied";
const MCP_FAILED = ["mcp/unauthorized", "mcp/tool-failed", "mcp/handshake-failed"];

function evidenceOf(facts: RunFacts, code: string): Evidence {
  return facts.finding(code)?.evidence ?? {};
}

/** AWS says that it is not the role's trust policy that denies. */
function namesAnotherPolicy({ policyType }: Evidence): boolean {
  return typeof policyType === "string" && policyType !== "role trust policy";
}

const externalIdText = "the trust policy requires an external id, and none was sent";

function externalId(facts: RunFacts): RuleMatch | null {
  if (!hasRecognised(facts, "exchange", "external-id-not-sent")) return null;
  const common = {
    text: externalIdText,
    actor: "operator",
    next: "Set exchange.externalId in the target to the role's external id.",
  } as const;
  if (hasRecognised(facts, "exchange", "policy-asks-external-id")) {
    return {
      ...common,
      basis: "observed",
      decide: "the role's trust policy in IAM",
      heading: "the role requires an external id, and none was sent",
    };
  }
  if (factOf(facts, "exchange", "external-id-in-token") === true) {
    return {
      ...common,
      text: `${externalIdText}: the token carries one, which quilt-mcp 0.10 to 0.12 never sent either`,
      basis: "inferred",
      decide: "run again with the token's external id in the target",
    };
  }
  // AWS never says that an external id is missing: where it says anything else, that is it.
  const told = ["root-cannot-assume", "mfa-wanted", "tags-not-allowed", "source-identity-not-allowed"] as const;
  if (told.some((signal) => hasRecognised(facts, "exchange", signal))) return null;
  return { ...common, basis: "possible", decide: "read the role's trust policy (--iam)" };
}

/** Why a role cannot be assumed, by keys or by an ID token (IAM user guide, "troubleshoot IAM roles"; facts of quilt-mcp). */
export const assumeRoleCauses: readonly CauseRule[] = [
  {
    id: "role-not-in-iam",
    explains: [ROLE_DENIED, WEB_DENIED],
    when: (facts) =>
      !hasRecognised(facts, "exchange", "role-not-in-iam")
        ? null
        : {
            text: "the role does not exist",
            basis: "observed",
            actor: "aws-admin",
            decide: "IAM's answer to the same credentials",
            heading: "the role to assume does not exist",
            next: "Create the role, or correct its ARN in the token or target.",
          },
  },
  { id: "external-id-never-sent", explains: [ROLE_DENIED], when: externalId },
  {
    id: "trust-policy-denies",
    explains: [ROLE_DENIED],
    when: (facts) => {
      const named = evidenceOf(facts, ROLE_DENIED).policyType;
      // Then it allows the caller, and not what the call carries.
      const extras = ["tags-not-allowed", "source-identity-not-allowed"] as const;
      if (extras.some((signal) => hasRecognised(facts, "exchange", signal))) return null;
      const match = {
        text: "the role's trust policy does not allow this caller everything that the call asks for",
        actor: "aws-admin",
      } as const;
      if (hasRecognised(facts, "exchange", "denied-by-trust-policy")) {
        return {
          ...match,
          basis: "observed",
          decide: "AWS's own answer",
          heading: "the role's trust policy does not allow these base credentials",
        };
      }
      return named === undefined
        ? { ...match, basis: "possible", decide: "read the role's trust policy (--iam)" }
        : null;
    },
  },
  {
    id: "caller-policy-denies",
    explains: [ROLE_DENIED, WEB_DENIED],
    when: (facts) => {
      const { policyType: named, policyArn } = { ...evidenceOf(facts, ROLE_DENIED), ...evidenceOf(facts, WEB_DENIED) };
      if (
        typeof named !== "string" ||
        named === "role trust policy" ||
        hasRecognised(facts, "exchange", "denied-by-trust-policy")
      )
        return null;
      const arn = typeof policyArn === "string" ? ` (${policyArn})` : "";
      const match = { basis: "observed", actor: "aws-admin", decide: "AWS's own answer" } as const;
      return named === "identity-based policy"
        ? {
            ...match,
            text: `the caller's own policies deny sts:AssumeRole: AWS names its ${named}${arn}`,
            heading: "the base credentials are not allowed to assume any such role",
          }
        : { ...match, text: `neither trust policy nor caller's policy denies this: AWS names a ${named}${arn}` };
    },
  },
  {
    id: "role-missing",
    explains: [ROLE_DENIED],
    when: (facts) =>
      hasRecognised(facts, "exchange", "role-not-in-iam") || evidenceOf(facts, ROLE_DENIED).policyType !== undefined
        ? null
        : {
            text: "the role does not exist, or its ARN has another path or case: AWS gives the same error",
            basis: "possible",
            actor: "aws-admin",
            decide: "look the role up in IAM (--iam)",
          },
  },
  {
    id: "base-keys-stale",
    explains: ["exchange/invalid-key", "exchange/bad-signature", "exchange/expired"],
    when: (facts) =>
      factOf(facts, "exchange", "strategy") !== "assume-role"
        ? null
        : {
            text: "the base credentials were rotated, deleted or only partly copied",
            basis: "possible",
            actor: "operator",
            decide: "aws sts get-caller-identity with the same credentials",
          },
  },
  {
    id: "session-too-long",
    explains: ["exchange/invalid-parameters"],
    when: (facts) =>
      !hasRecognised(facts, "exchange", "session-too-long")
        ? null
        : {
            text: "the requested duration exceeds the role's maximum",
            basis: "observed",
            actor: "operator",
            decide: "AWS's own answer",
          },
  },
  {
    id: "issuer-not-registered",
    explains: [WEB_DENIED],
    when: (facts) =>
      !hasRecognised(facts, "exchange", "issuer-unknown")
        ? null
        : {
            text: "the role's account has no identity provider for this token's issuer",
            basis: "observed",
            actor: "aws-admin",
            decide: "AWS's own answer",
            heading: "the AWS account does not know this token's issuer",
          },
  },
  {
    id: "audience-not-registered",
    explains: [WEB_DENIED],
    when: (facts) =>
      !hasRecognised(facts, "exchange", "audience-unknown")
        ? null
        : {
            text: "the token's audience is not among the identity provider's client ids",
            basis: "observed",
            actor: "aws-admin",
            decide: "AWS's own answer",
            heading: "the AWS account does not accept this token's audience",
          },
  },
  {
    id: "algorithm-not-for-aws",
    explains: [WEB_DENIED],
    when: (facts) => {
      const objections = evidenceOf(facts, WEB_DENIED).awsWillNotAccept;
      return typeof objections !== "object" || objections === null
        ? null
        : {
            text: `AWS never accepts such a token, whatever the trust policy says: ${objections.join("; ")}`,
            basis: "inferred",
            actor: "token-holder",
            decide: "a token that meets AWS's rules",
            heading: "this token is not of a kind that AWS accepts",
            next: "Make the issuer sign with RS256 or ES256 and include iss, aud, sub, exp and iat.",
          };
    },
  },
  {
    id: "web-identity-trust",
    explains: [WEB_DENIED],
    when: (facts) =>
      namesAnotherPolicy(evidenceOf(facts, WEB_DENIED)) ||
      !hasRecognised(facts, "exchange", "token-taken-role-refused") ||
      hasRecognised(facts, "exchange", "role-not-in-iam")
        ? null
        : {
            text: "AWS accepted the token itself; the role is missing, or its trust policy names another provider, audience or subject",
            basis: "inferred",
            actor: "aws-admin",
            decide: "the role's trust policy beside the one in the evidence",
            heading: "AWS accepts the token, but the role does not trust it",
          },
  },
  {
    id: "issuer-private",
    explains: ["exchange/keys-unreachable"],
    when: () => ({
      text: "the issuer is slow, reachable only from inside the network, or has a certificate that AWS does not trust",
      basis: "possible",
      actor: "deployer",
      decide: "fetch /.well-known/openid-configuration from outside the network",
    }),
  },
  {
    id: "role-direct-works",
    explains: MCP_FAILED,
    when: (facts) =>
      facts.status("exchange") !== "pass" || factOf(facts, "exchange", "strategy") !== "assume-role"
        ? null
        : {
            text: "AssumeRole works directly with the base credentials: the server uses another principal, sends no external id, or (since 0.13) accepts no role tokens",
            basis: "inferred",
            actor: "deployer",
            decide: "the server's version, and the principal that its AWS calls come from",
            heading: "the role can be assumed directly, but not through the MCP server",
            next: "Allow the server's own principal in the role's trust policy, or give this server a catalog token.",
          },
  },
];
