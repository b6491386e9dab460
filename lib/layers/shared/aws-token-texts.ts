import type { FindingWords } from "@/lib/diagnosis/layer";
import type { AwsText } from "./aws-text-row";

const NOT_AN_ID_TOKEN: FindingWords = {
  title: "AWS says that this is no ID token, but perhaps an access token",
  remedy: "Send the ID token of the same login: a signed JWT with iss, aud and sub.",
  actor: "token-holder",
};
const TOKEN = ["InvalidIdentityToken"];
const KNOWLEDGE = "repost.aws/knowledge-center/iam-sts-invalididentitytoken";

/** What AssumeRoleWithWebIdentity says of a token. */
export const tokenTexts: readonly AwsText[] = [
  {
    codes: TOKEN,
    how: "phrase",
    texts: ["no openidconnect provider"],
    signal: "issuer-unknown",
    words: {
      title: "the AWS account has no identity provider for this token's issuer",
      remedy:
        "Create the OpenID Connect provider in the role's account, with the token's audience among its client ids.",
    },
    source: "aws-actions/configure-aws-credentials#280, #721",
  },
  {
    codes: TOKEN,
    how: "phrase",
    texts: ["incorrect token audience"],
    signal: "audience-unknown",
    words: {
      title: "the token's audience is not among the identity provider's client ids",
      remedy: "Add the token's aud to the provider's client ids, or ask the issuer for the audience that is there.",
    },
    source: "awslabs/amazon-eks-irsa-cfn#18, aws-actions/configure-aws-credentials#1309",
  },
  {
    codes: TOKEN,
    how: "phrase",
    texts: ["match configured thumbprint"],
    signal: "thumbprint-mismatch",
    words: {
      title: "the issuer's certificate is not the one whose thumbprint the identity provider in AWS holds",
      remedy: "Update the thumbprints of the OpenID Connect provider in IAM to the issuer's present certificate chain.",
    },
    source: "aws-actions/configure-aws-credentials#357",
  },
  {
    codes: TOKEN,
    how: "phrase",
    texts: ["verification key"],
    reason: "keys-unreachable",
    signal: "keys-not-fetched",
    source: KNOWLEDGE,
  },
  {
    codes: TOKEN,
    how: "phrase",
    texts: ["if you sent an access token", "is not a login with amazon token", "is not a valid jwt"],
    signal: "access-token-sent",
    words: NOT_AN_ID_TOKEN,
    source: KNOWLEDGE,
  },
  {
    codes: TOKEN,
    how: "phrase",
    texts: ["missing a required claim"],
    signal: "claim-missing",
    words: {
      title: "the token lacks a claim that AWS requires; its message names it",
      remedy: "Make the issuer put iss, aud, sub, exp and iat into the token; access tokens often have no aud.",
      actor: "token-holder",
    },
    source: "aws-actions/configure-aws-credentials#502",
  },
];
