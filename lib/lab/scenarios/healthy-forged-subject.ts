import { withCatalogToken, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyForgedSubject = defineScenario({
  id: "healthy-forged-subject",
  title: "A forged token is refused, as it should be",
  story:
    "The subject brings a token that another secret signs, and the target says that it must be refused. Its signature only warns.",
  group: "pass",
  codes: ["signature/mismatch"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withSubject(withTarget(withCatalogToken(config, { signer: "other-secret" }), { mcpUrl: null }), {
      access: { exchange: "refused", search: "refused" },
    }),
});
