import { withSts, withVended } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Credentials that STS refuses. */
export const identityCredentials = defineScenarios("identity", [
  {
    id: "identity-invalid-key",
    title: "AWS does not know the access key",
    story: "The registry hands out a key that AWS never issued: credentials from a test double or another partition.",
    codes: ["identity/invalid-key", "mcp/tool-failed", "s3/invalid-key"],
    verdict: "fail",
    code: "identity/invalid-key",
    fault: (config) => withVended(config, { differs: "key" }),
  },
  {
    id: "identity-invalid-key-sts-only",
    title: "STS does not know the key, S3 does",
    story: "The STS endpoint belongs to a different installation than S3. Nothing is wrong with the credentials.",
    codes: ["identity/invalid-key", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/invalid-key",
    fault: (config) => withSts(config, { knowsKeys: false }),
  },
  {
    id: "identity-wrong-session-token",
    title: "The session token belongs to another key",
    story: "Key and secret match, but the session token is another session's. STS and S3 word it differently.",
    codes: ["identity/invalid-key", "mcp/tool-failed", "s3/invalid-token"],
    verdict: "fail",
    code: "identity/invalid-key",
    fault: (config) => withVended(config, { differs: "session-token" }),
  },
  {
    id: "identity-expired",
    title: "The AWS session ended early",
    story: "The credentials say they last an hour, but AWS has already ended the session.",
    codes: ["identity/expired", "mcp/tool-failed", "s3/expired"],
    verdict: "fail",
    code: "identity/expired",
    fault: (config) => withVended(config, { trueLifeS: -10 }),
  },
  {
    id: "identity-bad-signature",
    title: "The secret does not match the key",
    story: "The registry combines one session's key with another's secret.",
    codes: ["identity/bad-signature", "mcp/tool-failed", "s3/bad-signature"],
    verdict: "fail",
    code: "identity/bad-signature",
    fault: (config) => withVended(config, { differs: "secret" }),
  },
  {
    id: "identity-request-time-skewed",
    title: "The clocks are twenty minutes apart",
    story:
      "The STS clock is twenty minutes ahead of this machine, more than the fifteen that AWS allows. STS reports it as a bad signature.",
    codes: ["identity/clock-skew", "identity/request-time-skewed", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/request-time-skewed",
    fault: (config) => withSts(config, { clockOffsetS: 1200 }),
  },
]);
