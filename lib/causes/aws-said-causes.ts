import type { CauseRule, RuleMatch } from "@/lib/diagnosis/cause-rule";
import type { Actor } from "@/lib/diagnosis/model";
import { hasRecognised, type joinedSignals } from "./joined";

type Said = { readonly text: string; readonly actor: Actor; readonly reasons: readonly string[] };
type SaidAt<Layer extends keyof typeof joinedSignals> = Readonly<
  Partial<Record<(typeof joinedSignals)[Layer][number], Said>>
>;

/** What STS and S3 may both say, whoever calls. */
const everywhere = {
  "scoped-to-other-region": {
    text: "the region that the request was signed for is not that of the endpoint; nothing is wrong with the secret",
    actor: "operator",
    reasons: ["wrong-region"],
  },
  "scoped-to-other-service": {
    text: "the endpoint is that of another AWS service; nothing is wrong with the secret",
    actor: "operator",
    reasons: ["wrong-region"],
  },
  "signed-too-early": {
    text: "AWS's clock is more than 15 minutes ahead of this machine's",
    actor: "operator",
    reasons: ["request-time-skewed"],
  },
  "signed-too-late": {
    text: "AWS's clock is more than 15 minutes behind this machine's",
    actor: "operator",
    reasons: ["request-time-skewed"],
  },
} as const satisfies Readonly<Record<string, Said>>;

const encoded = {
  text: "AWS encoded its reason: an administrator reads it with aws sts decode-authorization-message",
  actor: "aws-admin",
} as const;
const lost = {
  text: "the signature did not arrive: a proxy takes the Authorization header out, or this is no AWS endpoint",
  actor: "deployer",
} as const;

const atExchange: SaidAt<"exchange"> = {
  ...everywhere,
  "signature-lost": { ...lost, reasons: ["unexpected-status", "assume-role-denied"] },
  "denial-encoded": { ...encoded, reasons: ["assume-role-denied", "web-identity-denied"] },
  "tags-not-allowed": {
    text: "the role's trust policy allows the caller no sts:TagSession, which session tags need",
    actor: "aws-admin",
    reasons: ["assume-role-denied"],
  },
  "source-identity-not-allowed": {
    text: "the role's trust policy allows the caller no sts:SetSourceIdentity, which a source identity needs",
    actor: "aws-admin",
    reasons: ["assume-role-denied"],
  },
  "root-cannot-assume": {
    text: "the base credentials belong to the account's root user, and AWS lets root assume no role",
    actor: "operator",
    reasons: ["assume-role-denied"],
  },
  "mfa-wanted": {
    text: "AWS wants a multi-factor code of the base credentials, or did not take the one it got",
    actor: "operator",
    reasons: ["assume-role-denied"],
  },
  "transitive-tags": {
    text: "the base credentials' session hands on a tag of the same key, which cannot be set again",
    actor: "operator",
    reasons: ["invalid-parameters"],
  },
  "source-identity": {
    text: "the base credentials' session carries another source identity",
    actor: "operator",
    reasons: ["invalid-parameters"],
  },
  "external-id-malformed": {
    text: "the external id in the target has a form that no external id may have",
    actor: "operator",
    reasons: ["invalid-parameters"],
  },
  "chained-session-too-long": {
    text: "a role assumed by a role session lasts one hour at most",
    actor: "operator",
    reasons: ["invalid-parameters"],
  },
  "thumbprint-mismatch": {
    text: "the issuer's certificate was renewed or exchanged since its thumbprint was put into IAM",
    actor: "aws-admin",
    reasons: ["web-identity-denied"],
  },
  "keys-not-fetched": {
    text: "AWS got no key from the issuer's key set: it is not reachable from AWS, too slow, or lacks this key",
    actor: "deployer",
    reasons: ["keys-unreachable"],
  },
  "claim-missing": {
    text: "the token lacks a claim that AWS requires, as access tokens do",
    actor: "token-holder",
    reasons: ["web-identity-denied"],
  },
};

const atIdentity: SaidAt<"identity"> = {
  ...everywhere,
  "signature-lost": { ...lost, reasons: ["unexpected-status", "access-denied"] },
  "denial-encoded": { ...encoded, reasons: ["access-denied"] },
};

const atS3: SaidAt<"s3"> = {
  ...everywhere,
  "signature-lost": { ...lost, reasons: ["access-denied", "unexpected-status"] },
  "denial-encoded": { ...encoded, reasons: ["access-denied"] },
  "vpc-endpoint-of-other-region": {
    text: "the request went through a VPC endpoint, and those reach buckets of their own region only",
    actor: "operator",
    reasons: ["wrong-region"],
  },
  "access-disabled": {
    text: "AWS has switched off all access to the bucket: its account is closed, suspended or blocked",
    actor: "aws-admin",
    reasons: ["account-blocked"],
  },
  "not-signed-up": {
    text: "the account has no subscription for this service",
    actor: "aws-admin",
    reasons: ["account-blocked"],
  },
  "key-malformed": {
    text: "the access key id itself is malformed: empty, or with characters that no key holds",
    actor: "registry-admin",
    reasons: ["invalid-key"],
  },
};

const observed = { basis: "observed", decide: "AWS's own answer" } as const;

function rulesAt<Layer extends "exchange" | "identity" | "s3">(
  layer: Layer,
  said: SaidAt<Layer>,
): readonly CauseRule[] {
  const signals = Object.keys(said) as (keyof typeof said & (typeof joinedSignals)[Layer][number])[];
  return signals.flatMap((signal): readonly CauseRule[] => {
    const row = said[signal];
    if (row === undefined) return [];
    const { reasons, text, actor } = row;
    const match: RuleMatch = { ...observed, text, actor };
    return [
      {
        id: `aws-said-${signal}-at-${layer}`,
        explains: reasons.map((reason) => `${layer}/${reason}`),
        when: (facts) => (hasRecognised(facts, layer, signal) ? match : null),
      },
    ];
  });
}

/** What AWS's own words say beside a code that stands for several things. The remedy is the finding's. */
export const awsSaidCauses: readonly CauseRule[] = [
  ...rulesAt("exchange", atExchange),
  ...rulesAt("identity", atIdentity),
  ...rulesAt("s3", atS3),
  {
    id: "aws-said-access-token-sent-at-exchange",
    explains: ["exchange/web-identity-denied"],
    when: (facts) =>
      !hasRecognised(facts, "exchange", "access-token-sent") ||
      facts.finding("exchange/web-identity-denied")?.evidence.awsWillNotAccept !== undefined
        ? null
        : {
            ...observed,
            text: "AWS takes the token for no ID token: an access token in its place, or no JWT",
            actor: "token-holder",
          },
  },
];
