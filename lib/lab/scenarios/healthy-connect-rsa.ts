import { withToken } from "@/lib/lab/stack/config-changes";
import { connectTokenSpec } from "@/lib/lab/stack/token-spec";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyConnectRsa = defineScenario({
  id: "healthy-connect-rsa",
  title: "A Quilt Connect token signed with RSA works",
  story: "The same with RS256 and an RSA key.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withToken(connectStack(config), connectTokenSpec("issuer-rsa")),
});
