import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeUnknownKeyPrefix = defineScenario({
  id: "exchange-unknown-key-prefix",
  title: "The access key has an unknown beginning",
  story:
    "The key begins neither with ASIA nor with AKIA, as those of S3-compatible servers do. That is a note, not a fault.",
  group: "exchange",
  codes: ["exchange/unknown-key-prefix"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withVended(config, { prefix: "LABK" }),
});
