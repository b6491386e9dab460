import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3AnonymousAccess = defineScenario({
  id: "s3-anonymous-access",
  title: "The bucket is public",
  story: "Anyone may list the bucket, so that these credentials can do it proves nothing about them.",
  group: "s3",
  codes: ["s3/anonymous-access"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/anonymous-access",
  fault: (config) => withS3(config, { bucketIsPublic: true }),
});
