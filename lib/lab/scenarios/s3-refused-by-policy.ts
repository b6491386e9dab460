import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3RefusedByPolicy = defineScenario({
  id: "s3-refused-by-policy",
  title: "The S3 endpoint points at a metadata service",
  story: "The target names a metadata address as its S3 endpoint. No request goes there.",
  group: "s3",
  codes: ["s3/refused-by-policy"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/refused-by-policy",
  fault: (config) => withTarget(config, { s3Endpoint: { url: "http://169.254.169.254" } }),
});
