import { awsTextSignals } from "../shared/aws-texts";
import { referenceFacts, referenceSignals } from "../shared/reference-token";
import { roleDenialSignals } from "./role-denial";

/** What the exchange shows, whichever its strategy. */
export const exchangeFacts = {
  "refused-with": "refused with",
  strategy: "strategy",
  role: "role",
  "session-name": "session name",
  session: "session",
  "base-credentials": "base credentials",
  "external-id": "external id",
  "external-id-in-token": "external id in the token",
  "session-tags": "session tags",
  "source-identity": "source identity",
  "trust-policy-in-iam": "trust policy in IAM",
  credentials: "credentials",
  expires: "expires",
  ...referenceFacts,
} as const;

export const exchangeSignals = [
  "external-id-not-sent",
  "role-not-in-iam",
  "policy-asks-external-id",
  ...roleDenialSignals,
  "token-taken-role-refused",
  ...awsTextSignals,
  ...referenceSignals,
] as const;
