import { withExchange, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeNoRole = defineScenario({
  id: "exchange-no-role",
  title: "Nobody names a role to assume",
  story: "The target wants AssumeRole for a catalog token, which names no role, and names none itself.",
  group: "exchange",
  codes: ["exchange/no-role"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/no-role",
  given: (config) => withTarget(withExchange(config, { strategy: "assume-role", role: "own" }), { mcpUrl: null }),
  fault: (config) => withExchange(config, { role: null }),
});
