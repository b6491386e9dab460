import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3TlsFailed = defineScenario({
  id: "s3-tls-failed",
  title: "The S3 endpoint does not speak TLS",
  story: "The endpoint is named with https, and the port speaks plain HTTP.",
  group: "s3",
  codes: ["s3/tls-failed"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/tls-failed",
  fault: (config) => withTarget(config, { s3Endpoint: { at: "s3", scheme: "https" } }),
});
