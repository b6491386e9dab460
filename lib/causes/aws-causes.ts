import type { CauseRule } from "@/lib/diagnosis/cause-rule";

const DENIED = ["s3/access-denied", "s3/explicit-deny"];

/** What the AWS layers say together (AWS pages on access denied messages, SigV4 troubleshooting, STS regions). */
export const awsCauses: readonly CauseRule[] = [
  {
    id: "denied-by-named-policy",
    explains: [...DENIED, "identity/access-denied"],
    when: (facts) => {
      const codes = ["identity/access-denied", ...DENIED];
      const finding = codes.map((code) => facts.finding(code)).find((one) => one?.evidence.policyType !== undefined);
      const { policyType, policyArn, authorizationId } = finding?.evidence ?? {};
      if (finding === undefined || finding === null || typeof policyType !== "string") return null;
      const named = typeof policyArn === "string" ? ` (${policyArn})` : "";
      const looked = typeof authorizationId === "string";
      return {
        text: `AWS names the type of the policy that denied: ${policyType}${named}`,
        basis: "observed",
        actor: finding.actor,
        decide: looked ? "AWS's own answer, and its details under the authorization id" : "AWS's own answer",
      };
    },
  },
  {
    id: "role-lacks-list",
    explains: ["s3/access-denied"],
    when: (facts) =>
      facts.status("identity") !== "pass"
        ? null
        : {
            text: "the identity is good, so a permission is missing in the role's or the bucket's policy, or only a prefix is allowed",
            basis: "inferred",
            actor: "aws-admin",
            decide: "list with the prefix that the role may list; read the role's and the bucket's policy",
            heading: "AWS knows who this is, but they may not list this bucket",
          },
  },
  {
    id: "search-sees-more",
    explains: ["s3/access-denied"],
    when: (facts) =>
      facts.status("search") !== "pass"
        ? null
        : {
            text: "search serves this user while S3 does not: catalog admins search buckets that their role cannot read",
            basis: "possible",
            actor: "registry-admin",
            decide: "compare the catalog's buckets (role-scoped) with bucketConfigs (all)",
          },
  },
  {
    id: "network-perimeter",
    explains: DENIED,
    when: () => ({
      text: "a policy allows this only from inside the stack's network",
      basis: "possible",
      actor: "aws-admin",
      decide: "run from inside the VPC",
    }),
  },
  {
    id: "absent-or-foreign-bucket",
    explains: ["s3/access-denied"],
    when: () => ({
      text: "the bucket belongs to another account, or does not exist and S3 does not say so",
      basis: "possible",
      actor: "operator",
      decide: "compare the bucket's name with the catalog's bucket list",
    }),
  },
  {
    id: "session-revoked",
    explains: ["s3/explicit-deny"],
    when: (facts) =>
      facts.status("identity") !== "pass"
        ? null
        : {
            text: "the role's sessions were revoked: STS still names the identity while everything else is denied",
            basis: "possible",
            actor: "aws-admin",
            decide: "look for AWSRevokeOlderSessions on the role, or exchange the token again",
          },
  },
  {
    id: "stale-credentials",
    explains: ["identity/expired", "s3/expired"],
    when: () => ({
      text: "the registry handed out cached credentials that had already expired",
      basis: "inferred",
      actor: "registry-admin",
      decide: "compare the Expiration that the exchange showed with AWS's answer",
    }),
  },
  {
    id: "vended-secret-wrong",
    explains: ["identity/bad-signature"],
    when: (facts) =>
      facts.finding("s3/bad-signature") === null
        ? {
            text: "a proxy rewrites the requests to STS, or the secret key was altered on the way",
            basis: "possible",
            actor: "deployer",
            decide: "call STS directly, past any proxy",
          }
        : {
            text: "STS and S3 both refuse the signature, so the secret key that the registry hands out does not match the key id",
            basis: "inferred",
            actor: "registry-admin",
            decide: "the registry's own call with the same credentials",
            heading: "the registry hands out a secret key that does not match its access key",
          },
  },
  {
    id: "proxy-breaks-signature",
    explains: ["s3/bad-signature"],
    when: (facts) =>
      facts.status("identity") !== "pass"
        ? null
        : {
            text: "STS accepts the same credentials, so something between here and S3 rewrites the request",
            basis: "inferred",
            actor: "deployer",
            decide: "call S3 directly, past any proxy",
          },
  },
  {
    id: "key-unknown",
    explains: ["identity/invalid-key"],
    when: () => ({
      text: "the key id is unknown there: another partition or endpoint, a region that is not enabled, or another key's session token",
      basis: "possible",
      actor: "registry-admin",
      decide: "the account and region that the registry assumes roles in",
    }),
  },
  {
    id: "opt-in-region",
    explains: ["s3/invalid-token"],
    when: (facts) =>
      facts.status("identity") !== "pass"
        ? null
        : {
            text: "a session token from the global STS endpoint does not work in opt-in regions",
            basis: "possible",
            actor: "registry-admin",
            decide: "make the registry use the regional STS endpoint",
          },
  },
  {
    id: "clock-here",
    explains: ["identity/request-time-skewed", "s3/request-time-skewed"],
    when: (facts) =>
      facts.finding("exchange/clock-skew") === null && facts.finding("discovery/clock-skew") === null
        ? {
            text: "the clock of the AWS endpoint differs from this machine's and the other servers'",
            basis: "inferred",
            actor: "operator",
            decide: "the Date headers in the requests below",
          }
        : {
            text: "this machine's clock is wrong: several servers disagree with it",
            basis: "inferred",
            actor: "operator",
            decide: "the Date headers in the requests below",
          },
  },
  {
    id: "other-user-or-role",
    explains: ["identity/wrong-role", "identity/wrong-account", "identity/not-a-role", "identity/wrong-partition"],
    when: () => ({
      text: "the user's active role in the registry is not the one the target expects, or the registry answers with its own identity",
      basis: "possible",
      actor: "registry-admin",
      decide: "the user's active role in the catalog; the role may have been switched",
    }),
  },
  {
    id: "region-named",
    explains: ["s3/wrong-region"],
    when: (facts) => {
      const right = facts.finding("s3/wrong-region")?.evidence.rightRegion;
      if (typeof right !== "string") return null;
      return { text: `the bucket is in ${right}`, basis: "observed", actor: "operator", decide: "S3's own answer" };
    },
  },
  {
    id: "bucket-mistyped",
    explains: ["s3/no-such-bucket"],
    when: () => ({
      text: "the bucket's name is mistyped, or the bucket was deleted",
      basis: "possible",
      actor: "operator",
      decide: "the catalog's bucket list",
    }),
  },
  {
    id: "nothing-there",
    explains: ["s3/empty"],
    when: (facts) =>
      facts.status("search") === "pass"
        ? {
            text: "search finds objects in this bucket, so the prefix is wrong, or the objects were deleted since they were indexed",
            basis: "inferred",
            actor: "operator",
            decide: "list without the prefix",
          }
        : {
            text: "the prefix is wrong (slashes, case), or nothing is there yet",
            basis: "possible",
            actor: "operator",
            decide: "list without the prefix",
          },
  },
  {
    id: "region-off",
    explains: ["identity/region-disabled"],
    when: () => ({
      text: "the account that owns the role has switched STS off in this region, or never enabled the region",
      basis: "possible",
      actor: "aws-admin",
      decide: "the IAM account settings of that account",
    }),
  },
  {
    id: "not-sts",
    explains: ["identity/not-aws"],
    when: (facts) =>
      facts.status("s3") !== "pass"
        ? null
        : {
            text: "an S3-compatible server without GetCallerIdentity: S3 works there, STS does not",
            basis: "inferred",
            actor: "operator",
            decide: "the server's own documentation",
            heading: "S3 answers, but nothing there is AWS STS",
          },
  },
];
