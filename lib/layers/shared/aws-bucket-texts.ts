import type { AwsText } from "./aws-text-row";

/** What S3 says of a bucket, its region and its account. */
export const bucketTexts: readonly AwsText[] = [
  {
    codes: ["AccessDenied"],
    how: "phrase",
    texts: ["vpc endpoints do not support cross-region requests"],
    reason: "wrong-region",
    signal: "vpc-endpoint-of-other-region",
    words: {
      title: "the bucket is in another region than the VPC endpoint that the request went through",
      remedy:
        "Ask from the bucket's own region, or past the VPC endpoint; the region and endpoint asked are in the evidence.",
    },
    source: "data-science-on-aws/data-science-on-aws#221",
  },
  {
    codes: ["AllAccessDisabled", "InvalidPayer", "AccessDenied"],
    how: "prefix",
    texts: ["all access to this"],
    reason: "account-blocked",
    signal: "access-disabled",
    source: "aws-samples/data-lake-as-code#28",
  },
  {
    codes: ["NotSignedUp", "OptInRequired"],
    how: "phrase",
    texts: ["not signed up"],
    signal: "not-signed-up",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
  },
  {
    codes: ["AccessDenied"],
    how: "prefix",
    texts: ["user: anonymous is not authorized to perform: s3:", "anonymous access is forbidden"],
    signal: "signature-lost",
    words: {
      title: "AWS saw no signature: the request reached it as an anonymous one",
      remedy: "Look for a proxy that takes the Authorization header out.",
      actor: "deployer",
    },
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
  },
  {
    codes: ["AuthorizationHeaderMalformed"],
    how: "phrase",
    texts: ["access key (akid) must be provided", "the credential is mal-formed"],
    reason: "invalid-key",
    signal: "key-malformed",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
  },
  {
    codes: ["AuthorizationHeaderMalformed"],
    how: "phrase",
    texts: ["this endpoint belongs to"],
    signal: "scoped-to-other-service",
    words: {
      title: "the endpoint belongs to another AWS service than the one asked",
      remedy: "Correct the endpoint in the target: the message names the service that answers there.",
    },
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
  },
];
