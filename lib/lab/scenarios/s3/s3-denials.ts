import { withS3 } from "@/lib/lab/stack/config-changes";
import { byServiceControlPolicy, denial, refused } from "../aws-words";
import { defineScenarios } from "../scenario";

const LIST = 's3:ListBucket on resource: "arn:aws:s3:::lab-data"';

/** What S3's own words say of policies, accounts, regions and keys. */
export const s3Denials = defineScenarios("s3", [
  {
    id: "s3-account-blocked",
    title: "AWS has disabled the bucket",
    story: "The account that owns the bucket was closed. No policy and no credential is to blame.",
    codes: ["mcp/tool-failed", "s3/account-blocked"],
    verdict: "fail",
    code: "s3/account-blocked",
    fault: (config) =>
      withS3(config, { refuses: refused("AllAccessDisabled", "All access to this object has been disabled") }),
  },
  {
    id: "s3-not-signed-up",
    title: "The account has no subscription",
    story: "The account that owns the bucket is not signed up for S3.",
    codes: ["mcp/tool-failed", "s3/account-blocked"],
    verdict: "fail",
    code: "s3/account-blocked",
    fault: (config) =>
      withS3(config, {
        refuses: refused(
          "NotSignedUp",
          "Your account is not signed up for the S3 service. You must sign up before you can use S3.",
        ),
      }),
  },
  {
    id: "s3-wrong-region-temporary",
    title: "S3 redirects to another region for the time being",
    story: "307 TemporaryRedirect: the bucket is elsewhere, and header and body name where.",
    codes: ["s3/wrong-region"],
    verdict: "fail",
    code: "s3/wrong-region",
    fault: (config) => withS3(config, { bucketRegion: "eu-central-1", wrongRegionAnswer: "TemporaryRedirect" }),
  },
  {
    id: "s3-wrong-region-header-alone",
    title: "S3 names the right region in a header alone",
    story: "301 without a body. Only x-amz-bucket-region says where the bucket is.",
    codes: ["s3/wrong-region"],
    verdict: "fail",
    code: "s3/wrong-region",
    fault: (config) => withS3(config, { bucketRegion: "eu-central-1", wrongRegionAnswer: "header-alone" }),
  },
  {
    id: "s3-wrong-region-vpc-endpoint",
    title: "The VPC endpoint does not reach the bucket's region",
    story: "The request goes through a VPC endpoint for S3, and the bucket is in another region. S3 calls it a denial.",
    codes: ["mcp/tool-failed", "s3/wrong-region"],
    verdict: "fail",
    code: "s3/wrong-region",
    fault: (config) =>
      withS3(config, { refuses: refused("AccessDenied", "VPC endpoints do not support cross-region requests") }),
  },
  {
    id: "s3-named-policy",
    title: "The organisation denies, and AWS names the policy",
    story: "A long denial ends with the policy's ARN and the id under which an administrator finds the details.",
    codes: ["mcp/tool-failed", "s3/explicit-deny"],
    verdict: "fail",
    code: "s3/explicit-deny",
    fault: (config) => withS3(config, { refuses: denial(LIST, byServiceControlPolicy) }),
  },
  {
    id: "s3-session-policy",
    title: "The session may do less than its role",
    story: "The role may list the bucket, but the registry made the session with a policy that does not allow it.",
    codes: ["mcp/tool-failed", "s3/access-denied"],
    verdict: "fail",
    code: "s3/access-denied",
    fault: (config) =>
      withS3(config, { refuses: denial(LIST, "because no session policy allows the s3:ListBucket action") }),
  },
  {
    id: "s3-permissions-boundary",
    title: "A permissions boundary denies the listing",
    story: "The role's own policy allows it, but its permissions boundary denies it.",
    codes: ["mcp/tool-failed", "s3/explicit-deny"],
    verdict: "fail",
    code: "s3/explicit-deny",
    fault: (config) => withS3(config, { refuses: denial(LIST, "with an explicit deny in a permissions boundary") }),
  },
  {
    id: "s3-signature-lost",
    title: "The signature does not reach S3",
    story: "A proxy takes the Authorization header out, so that S3 sees an anonymous request.",
    codes: ["mcp/tool-failed", "s3/access-denied"],
    verdict: "fail",
    code: "s3/access-denied",
    fault: (config) =>
      withS3(config, {
        refuses: refused(
          "AccessDenied",
          `User: anonymous is not authorized to perform: ${LIST} because no resource-based policy allows the s3:ListBucket action`,
        ),
      }),
  },
  {
    id: "s3-key-malformed",
    title: "S3 finds no access key in the signature",
    story: "The access key that the registry hands out is not one: S3 says that the credential is malformed.",
    codes: ["mcp/tool-failed", "s3/invalid-key"],
    verdict: "fail",
    code: "s3/invalid-key",
    fault: (config) =>
      withS3(config, {
        refuses: refused(
          "AuthorizationHeaderMalformed",
          "The authorization header is malformed; a non-empty Access Key (AKID) must be provided in the credential.",
          400,
        ),
      }),
  },
]);
