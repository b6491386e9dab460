import {
  withIam,
  withOptions,
  withProvider,
  withRegistry,
  withTarget,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { lapsed, webIdentityTokenSpec } from "@/lib/lab/stack/token-spec";
import { webIdentityStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** ID tokens that AWS does not exchange, or exchanges unchecked. */
export const exchangeWebIdentity = defineScenarios("exchange", [
  {
    id: "exchange-web-identity-subject",
    title: "The role trusts another subject",
    story: "AWS accepts the token, but the role's trust policy requires another sub.",
    codes: ["exchange/web-identity-denied"],
    verdict: "fail",
    code: "exchange/web-identity-denied",
    given: webIdentityStack,
    fault: (config) => withProvider(config, { trustedSubject: "other" }),
  },
  {
    id: "exchange-web-identity-audience",
    title: "The token's audience is not registered",
    story: "The account's identity provider has a client id other than the token's aud.",
    codes: ["exchange/web-identity-denied"],
    verdict: "fail",
    code: "exchange/web-identity-denied",
    given: webIdentityStack,
    fault: (config) => withProvider(config, { audiences: ["somebody-else"] }),
  },
  {
    id: "exchange-web-identity-no-provider",
    title: "The account does not know the issuer",
    story: "The role's account has no identity provider for the token's issuer.",
    codes: ["exchange/web-identity-denied"],
    verdict: "fail",
    code: "exchange/web-identity-denied",
    given: webIdentityStack,
    fault: (config) => withIam(config, { provider: null }),
  },
  {
    id: "exchange-web-identity-role-missing",
    title: "The role for the web identity does not exist",
    story: "The token is good, but the role was deleted.",
    codes: ["exchange/web-identity-denied"],
    verdict: "fail",
    code: "exchange/web-identity-denied",
    given: webIdentityStack,
    fault: (config) => withIam(config, { roleExists: false }),
  },
  {
    id: "exchange-web-identity-keys",
    title: "AWS cannot fetch the issuer's keys",
    story: "The issuer is private: its key set can be reached from here but not from AWS.",
    codes: ["exchange/keys-unreachable"],
    verdict: "inconclusive",
    code: "exchange/keys-unreachable",
    given: webIdentityStack,
    fault: (config) => withProvider(config, { keysReachable: false }),
  },
  {
    id: "exchange-web-identity-hs256",
    title: "The issuer signs with a shared secret",
    story: "The token matches the key held here, but AWS never accepts an HS256 token, whatever the trust policy says.",
    codes: ["exchange/web-identity-denied"],
    verdict: "fail",
    code: "exchange/web-identity-denied",
    given: webIdentityStack,
    fault: (config) =>
      withOptions(
        withTarget(
          withRegistry(withToken(config, { ...webIdentityTokenSpec(), signer: "registry" }), { looksTokensUp: true }),
          { jwksUrl: null },
        ),
        { signatureKey: "registry" },
      ),
  },
  {
    id: "exchange-web-identity-expired",
    title: "The ID token has expired",
    story: "AWS names the time at which the token expired.",
    codes: ["claims/expired", "exchange/expired", "search/unauthorized"],
    verdict: "fail",
    code: "claims/expired",
    given: webIdentityStack,
    fault: (config) => withToken(config, lapsed(webIdentityTokenSpec())),
  },
  {
    id: "exchange-web-identity-not-enforced",
    title: "A stand-in for STS checks no ID token",
    story: "A stand-in for STS believes every token that names the issuer.",
    codes: ["exchange/not-enforced"],
    verdict: "fail",
    code: "exchange/not-enforced",
    given: webIdentityStack,
    fault: (config) => withProvider(config, { checksSignatures: false }),
  },
]);
