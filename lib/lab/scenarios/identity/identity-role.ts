import { withRole, withSubject, withTarget, withVended } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Credentials of somebody else than the target expects. */
export const identityRole = defineScenarios("identity", [
  {
    id: "identity-wrong-account",
    title: "The credentials belong to another account",
    story: "Key, secret and token are good, but the account is not the one that the target expects.",
    codes: ["identity/wrong-account"],
    verdict: "fail",
    code: "identity/wrong-account",
    fault: (config) => withRole(config, { account: "other" }),
  },
  {
    id: "identity-wrong-role",
    title: "The credentials belong to another role",
    story: "The registry assumed a different role than the target expects: the user has another active role.",
    codes: ["identity/wrong-role"],
    verdict: "fail",
    code: "identity/wrong-role",
    fault: (config) => withRole(config, { name: "LabAdminRole" }),
  },
  {
    id: "identity-role-case",
    title: "The role differs only in case",
    story: "The expected role and the actual one differ only in upper and lower case. Role names are compared exactly.",
    codes: ["identity/wrong-role"],
    verdict: "fail",
    code: "identity/wrong-role",
    fault: (config) => withRole(config, { name: "labreadrole" }),
  },
  {
    id: "identity-wrong-partition",
    title: "The credentials belong to another partition",
    story: "The identity is in AWS China, the expected role in standard AWS. Access never crosses partitions.",
    codes: ["identity/wrong-partition"],
    verdict: "fail",
    code: "identity/wrong-partition",
    fault: (config) => withRole(config, { partition: "aws-cn" }),
  },
  {
    id: "identity-not-a-role",
    title: "The credentials belong to a user",
    story: "The identity is an IAM user, not a role session.",
    codes: ["identity/not-a-role"],
    verdict: "fail",
    code: "identity/not-a-role",
    fault: (config) => withRole(config, { kind: "user" }),
  },
  {
    id: "identity-not-compared",
    title: "The target expects no identity",
    story:
      "The credentials are good, but the target does not say whose they should be. A wrong role would go unnoticed.",
    codes: ["identity/not-compared"],
    verdict: "pass",
    code: null,
    fault: (config) => withTarget(config, { expectRole: false }),
  },
  {
    id: "identity-unexpected-access",
    title: "Credentials that should be dead still work",
    story: "The subject's keys should be unknown to AWS, but both STS and S3 accept them.",
    codes: ["identity/unexpected-access", "s3/unexpected-access"],
    verdict: "fail",
    code: "identity/unexpected-access",
    given: (config) =>
      withSubject(withVended(withTarget(config, { mcpUrl: null }), { differs: "key" }), {
        access: { identity: "refused", s3: "refused" },
      }),
    fault: (config) => withVended(config, { differs: "nothing" }),
  },
]);
