import {
  withCatalogToken,
  withExchange,
  withIam,
  withOptions,
  withTarget,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { hybridTokenSpec } from "@/lib/lab/stack/token-spec";
import { assumeRoleStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Roles that the base credentials do not get, or get for a token that nobody checks. */
export const exchangeAssumeRole = defineScenarios("exchange", [
  {
    id: "exchange-hybrid-token",
    title: "The token names a role and holds a catalog token",
    story:
      "The outer token asks for an AWS role, but the target names no base credentials for it. The inner catalog token is good, so search passes.",
    codes: ["exchange/no-base-credentials"],
    verdict: "inconclusive",
    code: "exchange/no-base-credentials",
    given: (config) => withTarget(config, { mcpUrl: null }),
    fault: (config) =>
      withCatalogToken(config, {
        claims: {
          iss: { value: "quilt-mcp" },
          sub: { userId: true },
          role_arn: { roleArn: true },
          catalog_token: { catalogToken: true },
          exp: { inSeconds: 86_400 * 2 },
        },
      }),
  },
  {
    id: "exchange-role-trusts-another",
    title: "The role trusts someone else",
    story: "The role's trust policy names another principal than the one whose keys the operator holds.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { trusts: "stranger" }),
  },
  {
    id: "exchange-external-id-missing",
    title: "The role requires an external id that is not sent",
    story:
      "The trust policy requires sts:ExternalId. None is sent, just as quilt-mcp never sent one, even when the token carries it.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { externalId: "lab-external" }),
  },
  {
    id: "exchange-external-id-wrong",
    title: "The external id is mistyped",
    story: "The trust policy requires one external id, and the target sends another.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: (config) =>
      withExchange(withIam(assumeRoleStack(config), { externalId: "lab-external" }), { externalId: "lab-external" }),
    fault: (config) => withExchange(config, { externalId: "lab-externel" }),
  },
  {
    id: "exchange-role-missing",
    title: "The role does not exist",
    story:
      "The role that the token names was deleted. AWS gives the same error as for a role that trusts someone else.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { roleExists: false }),
  },
  {
    id: "exchange-tags-not-allowed",
    title: "The trust policy lacks sts:TagSession",
    story: "Session tags are sent, but the trust policy allows only sts:AssumeRole.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: (config) =>
      withExchange(withIam(assumeRoleStack(config), { allowsTags: true }), { sessionTags: { team: "data" } }),
    fault: (config) => withIam(config, { allowsTags: false }),
  },
  {
    id: "exchange-source-identity-not-allowed",
    title: "The trust policy lacks sts:SetSourceIdentity",
    story: "A source identity is sent, but the trust policy allows only sts:AssumeRole.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: (config) =>
      withExchange(withIam(assumeRoleStack(config), { allowsSourceIdentity: true }), { sourceIdentity: "ada" }),
    fault: (config) => withIam(config, { allowsSourceIdentity: false }),
  },
  {
    id: "exchange-caller-may-not-assume",
    title: "The caller's own policy lacks sts:AssumeRole",
    story: "The role trusts the caller, but the caller's own policy does not let it assume the role.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { brokerMayAssume: false }),
  },
  {
    id: "exchange-duration-too-long",
    title: "The requested session is too long",
    story:
      "The target asks for a twelve-hour session, and the role allows one hour. AWS refuses rather than shortening it.",
    codes: ["exchange/invalid-parameters"],
    verdict: "fail",
    code: "exchange/invalid-parameters",
    given: assumeRoleStack,
    fault: (config) => withExchange(config, { durationSeconds: 43_200 }),
  },
  {
    id: "exchange-token-unchecked",
    title: "Nothing checks the role token",
    story: "The role is assumed, but AWS never sees the token, and no key is configured to check it with.",
    codes: ["exchange/token-unchecked", "signature/no-key"],
    verdict: "inconclusive",
    code: "exchange/token-unchecked",
    given: assumeRoleStack,
    fault: (config) => withOptions(config, { signatureKey: "none" }),
  },
  {
    id: "exchange-role-token-forged",
    title: "A forged role token would get credentials",
    story:
      "The token's signature was altered. AWS never sees it and gives credentials anyway: only the local check notices.",
    codes: ["exchange/token-unchecked", "signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    given: assumeRoleStack,
    fault: (config) => withToken(config, { ...hybridTokenSpec(), damage: "flipped-signature" }),
  },
  {
    id: "exchange-no-role",
    title: "Nobody names a role to assume",
    story: "The target wants AssumeRole for a catalog token, which names no role, and the target names none either.",
    codes: ["exchange/no-role"],
    verdict: "inconclusive",
    code: "exchange/no-role",
    given: (config) => withTarget(withExchange(config, { strategy: "assume-role", role: "own" }), { mcpUrl: null }),
    fault: (config) => withExchange(config, { role: null }),
  },
]);
