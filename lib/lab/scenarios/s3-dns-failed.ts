import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3DnsFailed = defineScenario({
  id: "s3-dns-failed",
  title: "The S3 host name does not resolve",
  story: "The target names an S3 endpoint that DNS does not know.",
  group: "s3",
  codes: ["s3/dns-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/dns-failed",
  fault: (config) => withTarget(config, { s3Endpoint: { url: "http://s3.invalid" } }),
});
