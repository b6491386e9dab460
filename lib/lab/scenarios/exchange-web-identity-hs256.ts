import { withOptions, withRegistry, withTarget, withToken } from "@/lib/lab/stack/config-changes";
import { webIdentityTokenSpec } from "@/lib/lab/stack/token-spec";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityHs256 = defineScenario({
  id: "exchange-web-identity-hs256",
  title: "The issuer signs with a shared secret",
  story: "The token fits the key held here, and AWS takes no HS256 token, whatever the trust policy says.",
  group: "exchange",
  codes: ["exchange/web-identity-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
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
});
