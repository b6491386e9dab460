import { withS3, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** What the role, or anybody, may list. */
export const s3Permissions = defineScenarios("s3", [
  {
    id: "s3-access-denied",
    title: "The role may not list the bucket",
    story:
      "The identity is right, but its role lacks ListBucket on this bucket. Search may still find things, because it does not go through S3.",
    codes: ["mcp/tool-failed", "s3/access-denied"],
    verdict: "fail",
    code: "s3/access-denied",
    fault: (config) => withS3(config, { allowedPrefixes: [] }),
  },
  {
    id: "s3-prefix-denied",
    title: "The role may list another prefix",
    story: "The role is limited to one prefix, and the target asks for another.",
    codes: ["mcp/tool-failed", "s3/access-denied"],
    verdict: "fail",
    code: "s3/access-denied",
    fault: (config) => withS3(config, { allowedPrefixes: ["results/"] }),
  },
  {
    id: "s3-explicit-deny",
    title: "A policy of the organisation denies the listing",
    story: "The role would allow it, but a service control policy denies it, as it might outside the company network.",
    codes: ["mcp/tool-failed", "s3/explicit-deny"],
    verdict: "fail",
    code: "s3/explicit-deny",
    fault: (config) =>
      withS3(config, { allowedPrefixes: [], denial: "with an explicit deny in a service control policy" }),
  },
  {
    id: "s3-anonymous-access",
    title: "The bucket is public",
    story: "Anyone may list the bucket, so listing it proves nothing about these credentials.",
    codes: ["s3/anonymous-access"],
    verdict: "inconclusive",
    code: "s3/anonymous-access",
    fault: (config) => withS3(config, { bucketIsPublic: true }),
  },
  {
    id: "s3-unexpected-access",
    title: "The bucket can be listed by someone who should not see it",
    story: "The subject should be refused at this bucket, but the role lists it.",
    codes: ["s3/unexpected-access"],
    verdict: "fail",
    code: "s3/unexpected-access",
    given: (config) =>
      withSubject(withS3(withTarget(config, { mcpUrl: null }), { allowedPrefixes: [] }), { access: { s3: "refused" } }),
    fault: (config) => withS3(config, { allowedPrefixes: null }),
  },
]);
