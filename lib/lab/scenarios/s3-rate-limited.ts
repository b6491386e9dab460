import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3RateLimited = defineScenario({
  id: "s3-rate-limited",
  title: "A gateway limits calls to S3",
  story: "A gateway in between answers 429 in its own words, without an S3 code.",
  group: "s3",
  codes: ["s3/rate-limited"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/rate-limited",
  fault: (config) =>
    withFault(config, { server: "s3", endpoint: "list", on: "every", action: plainAnswer(429, "Too Many Requests") }),
});
