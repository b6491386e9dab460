import { withFault, withS3, withTarget } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** Buckets that are gone, elsewhere, empty or another one. */
export const s3Bucket = defineScenarios("s3", [
  {
    id: "s3-no-such-bucket",
    title: "The bucket does not exist",
    story: "The target names a bucket that does not exist: a typo.",
    codes: ["mcp/tool-failed", "s3/no-such-bucket"],
    verdict: "fail",
    code: "s3/no-such-bucket",
    fault: (config) => withTarget(config, { bucket: "absent" }),
  },
  {
    id: "s3-wrong-region-redirect",
    title: "The bucket is in another region",
    story:
      "S3 answers 301 and names the right endpoint. The request is not sent on automatically, so that the wrong region is seen.",
    codes: ["s3/wrong-region"],
    verdict: "fail",
    code: "s3/wrong-region",
    fault: (config) => withS3(config, { bucketRegion: "eu-central-1" }),
  },
  {
    id: "s3-wrong-region-header",
    title: "The request was signed for another region",
    story: "S3 refuses the signature scope and names the region that it expects.",
    codes: ["s3/wrong-region"],
    verdict: "fail",
    code: "s3/wrong-region",
    fault: (config) =>
      withS3(config, { bucketRegion: "eu-central-1", wrongRegionAnswer: "AuthorizationHeaderMalformed" }),
  },
  {
    id: "s3-empty",
    title: "The prefix is empty",
    story: "The listing is allowed but empty: the prefix has a typo.",
    codes: ["mcp/tool-failed", "s3/empty"],
    verdict: "fail",
    code: "s3/empty",
    fault: (config) => withTarget(config, { prefix: "rawdata/" }),
  },
  {
    id: "s3-not-s3-html",
    title: "A web page answers instead of S3",
    story: "200 and a web page. The AWS SDK takes that for an empty success.",
    codes: ["s3/not-s3"],
    verdict: "fail",
    code: "s3/not-s3",
    fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.html }),
  },
  {
    id: "s3-not-s3-empty",
    title: "S3 answers with an empty body",
    story: "200 and an empty body.",
    codes: ["s3/not-s3"],
    verdict: "fail",
    code: "s3/not-s3",
    fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.empty }),
  },
  {
    id: "s3-other-bucket",
    title: "S3 lists another bucket",
    story: "The listing is well-formed, but it is another bucket's.",
    codes: ["s3/not-s3"],
    verdict: "fail",
    code: "s3/not-s3",
    fault: (config) => withS3(config, { answersOtherName: true }),
  },
]);
