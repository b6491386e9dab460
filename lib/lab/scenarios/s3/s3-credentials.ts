import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Credentials that S3 refuses. */
export const s3Credentials = defineScenarios("s3", [
  {
    id: "s3-expired",
    title: "S3 says the session has expired",
    story: "STS still accepts the session, but S3 does not.",
    codes: ["mcp/tool-failed", "s3/expired"],
    verdict: "fail",
    code: "s3/expired",
    fault: (config) =>
      withS3(config, { refuses: { status: 400, code: "ExpiredToken", message: "The provided token has expired." } }),
  },
  {
    id: "s3-invalid-key",
    title: "S3 does not know the key",
    story: "STS accepts the key, but the S3 endpoint belongs to another installation.",
    codes: ["mcp/tool-failed", "s3/invalid-key"],
    verdict: "fail",
    code: "s3/invalid-key",
    fault: (config) => withS3(config, { knowsKeys: false }),
  },
  {
    id: "s3-invalid-token",
    title: "S3 does not accept the session token",
    story: "STS accepts the session, but S3 refuses its token, as in a region that must be enabled first.",
    codes: ["mcp/tool-failed", "s3/invalid-token"],
    verdict: "fail",
    code: "s3/invalid-token",
    fault: (config) =>
      withS3(config, {
        refuses: {
          status: 400,
          code: "InvalidToken",
          message: "The provided token is malformed or otherwise invalid.",
        },
      }),
  },
  {
    id: "s3-bad-signature",
    title: "S3 computes a different signature",
    story:
      "STS accepts the same key and secret. Something between here and S3 rewrites requests, or S3 has another secret.",
    codes: ["mcp/tool-failed", "s3/bad-signature"],
    verdict: "fail",
    code: "s3/bad-signature",
    fault: (config) => withS3(config, { secretsDiffer: true }),
  },
  {
    id: "s3-request-time-skewed",
    title: "The S3 clock is twenty minutes ahead",
    story: "The clocks differ by more than the fifteen minutes that S3 allows.",
    codes: ["mcp/tool-failed", "s3/clock-skew", "s3/request-time-skewed"],
    verdict: "fail",
    code: "s3/request-time-skewed",
    fault: (config) => withS3(config, { clockOffsetS: 1200 }),
  },
  {
    id: "s3-throttled",
    title: "S3 throttles requests",
    story: "S3 answers SlowDown. That says nothing about the credentials.",
    codes: ["mcp/upstream-failed", "s3/throttled"],
    verdict: "inconclusive",
    code: "s3/throttled",
    fault: (config) =>
      withS3(config, { refuses: { status: 503, code: "SlowDown", message: "Please reduce your request rate." } }),
  },
]);
