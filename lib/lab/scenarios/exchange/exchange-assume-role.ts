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
      "The outer token asks for an AWS role, for which no base credentials are named. The catalog token inside is a good one, so search passes.",
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
    title: "The role trusts somebody else",
    story: "The role's trust policy names another principal than the one whose keys the operator holds.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { trusts: "stranger" }),
  },
  {
    id: "exchange-external-id-missing",
    title: "The role asks for an external id that nobody sends",
    story:
      "The trust policy demands sts:ExternalId. None is sent, as quilt-mcp never sent one, even where the token carries it.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { externalId: "lab-external" }),
  },
  {
    id: "exchange-external-id-wrong",
    title: "The external id is mistyped",
    story: "The trust policy demands one external id and the target sends another.",
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
    story: "The role that the token names was deleted. AWS says the same as of a role that trusts somebody else.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { roleExists: false }),
  },
  {
    id: "exchange-tags-not-allowed",
    title: "The trust policy forgets sts:TagSession",
    story: "Session tags are sent, and the trust policy allows sts:AssumeRole alone.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: (config) =>
      withExchange(withIam(assumeRoleStack(config), { allowsTags: true }), { sessionTags: { team: "data" } }),
    fault: (config) => withIam(config, { allowsTags: false }),
  },
  {
    id: "exchange-source-identity-not-allowed",
    title: "The trust policy forgets sts:SetSourceIdentity",
    story: "A source identity is sent, and the trust policy allows sts:AssumeRole alone.",
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
    story: "The role trusts the caller, whose own policy does not let it assume the role.",
    codes: ["exchange/assume-role-denied"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: assumeRoleStack,
    fault: (config) => withIam(config, { brokerMayAssume: false }),
  },
  {
    id: "exchange-duration-too-long",
    title: "The session is asked for too long",
    story: "The target asks for a session of twelve hours, and the role allows one. AWS refuses rather than shortens.",
    codes: ["exchange/invalid-parameters"],
    verdict: "fail",
    code: "exchange/invalid-parameters",
    given: assumeRoleStack,
    fault: (config) => withExchange(config, { durationSeconds: 43_200 }),
  },
  {
    id: "exchange-token-unchecked",
    title: "Nobody checks the role token",
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
      "The token's signature was altered. AWS never sees it and gives credentials all the same: only the local check notices.",
    codes: ["exchange/token-unchecked", "signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    given: assumeRoleStack,
    fault: (config) => withToken(config, { ...hybridTokenSpec(), damage: "flipped-signature" }),
  },
  {
    id: "exchange-no-role",
    title: "Nobody names a role to assume",
    story: "The target wants AssumeRole for a catalog token, which names no role, and names none itself.",
    codes: ["exchange/no-role"],
    verdict: "inconclusive",
    code: "exchange/no-role",
    given: (config) => withTarget(withExchange(config, { strategy: "assume-role", role: "own" }), { mcpUrl: null }),
    fault: (config) => withExchange(config, { role: null }),
  },
]);
