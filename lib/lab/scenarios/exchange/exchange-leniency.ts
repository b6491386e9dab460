import { withFault, withOptions, withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "../fault-actions";
import { nobodyStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Registries that take what they should refuse. */
export const exchangeLeniency = defineScenarios("exchange", [
  {
    id: "exchange-unverified-signatures",
    title: "The registry believes any well-formed token",
    story:
      "The registry decodes tokens but never checks their signature. A call without a token is refused, which looks like enforcement; a forged token is served.",
    codes: ["exchange/not-enforced", "mcp/not-enforced", "search/not-enforced"],
    verdict: "fail",
    code: "exchange/not-enforced",
    fault: (config) => withRegistry(config, { skipsSignatures: true }),
  },
  {
    id: "exchange-refuses-the-wrong-one",
    title: "The registry serves everyone except this user",
    story:
      "Calls without a good token get credentials, and the real token is refused. That the real one is refused does not close the open door.",
    codes: ["exchange/not-enforced", "exchange/rejected", "mcp/not-enforced"],
    verdict: "fail",
    code: "exchange/not-enforced",
    fault: (config) =>
      withFault(withRegistry(config, { unguarded: ["credentials"] }), {
        server: "registry",
        endpoint: "credentials",
        on: "genuine",
        action: jsonAnswer(401, "Token could not be deserialized"),
      }),
  },
  {
    id: "exchange-unexpected-access",
    title: "Anyone gets AWS credentials",
    story: "A caller without a token gets AWS credentials but should get nothing.",
    codes: ["exchange/unexpected-access"],
    verdict: "fail",
    code: "exchange/unexpected-access",
    given: nobodyStack,
    fault: (config) => withRegistry(config, { unguarded: ["credentials"] }),
  },
  {
    id: "exchange-lapsed-accepted",
    title: "The registry never checks exp",
    story: "An expired token is served as before. Only deep controls try one.",
    codes: ["exchange/not-enforced", "search/not-enforced"],
    verdict: "fail",
    code: "exchange/not-enforced",
    given: (config) => withOptions(withTarget(config, { mcpUrl: null }), { controls: "deep", lapsedToken: true }),
    fault: (config) => withRegistry(config, { ignoresExpiry: true }),
  },
  {
    id: "exchange-unsigned-accepted",
    title: "The registry accepts unsigned tokens",
    story:
      "A token whose header says alg none gets credentials, although tampered and forged ones are refused: anybody can write such a token.",
    codes: ["exchange/not-enforced"],
    verdict: "fail",
    code: "exchange/not-enforced",
    fault: (config) => withRegistry(config, { takesUnsigned: true }),
  },
]);
