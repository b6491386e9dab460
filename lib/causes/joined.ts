import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import type { EvidenceValue } from "@/lib/diagnosis/model";

/**
 * Every fact that a rule reads, and every signal that one asks for, by the layer that gives it: a misspelt one does not
 * compile, and a test holds the list against what the layers declare.
 */
export const joinedFacts = {
  exchange: ["strategy", "external-id-in-token"],
  search: ["bucket-last-indexed", "newest-object-in-s3"],
  mcp: ["mode"],
} as const;

export const joinedSignals = {
  exchange: [
    "external-id-not-sent",
    "role-not-in-iam",
    "policy-asks-external-id",
    "denied-by-trust-policy",
    "token-taken-role-refused",
    "session-too-long",
    "issuer-unknown",
    "audience-unknown",
    "tags-not-allowed",
    "source-identity-not-allowed",
    "scoped-to-other-region",
    "scoped-to-other-service",
    "signed-too-early",
    "signed-too-late",
    "signature-lost",
    "denial-encoded",
    "root-cannot-assume",
    "mfa-wanted",
    "transitive-tags",
    "source-identity",
    "external-id-malformed",
    "chained-session-too-long",
    "thumbprint-mismatch",
    "keys-not-fetched",
    "access-token-sent",
    "claim-missing",
    "reference-accepted",
    "reference-refused",
    "says-expired",
    "says-wrong-audience",
    "says-insufficient-scope",
  ],
  search: [
    "never-indexed",
    "index-older-than-objects",
    "index-current",
    "reference-accepted",
    "reference-refused",
    "says-expired",
    "says-wrong-audience",
    "says-insufficient-scope",
  ],
  identity: [
    "scoped-to-other-region",
    "scoped-to-other-service",
    "signed-too-early",
    "signed-too-late",
    "signature-lost",
    "denial-encoded",
  ],
  s3: [
    "scoped-to-other-region",
    "scoped-to-other-service",
    "signed-too-early",
    "signed-too-late",
    "signature-lost",
    "denial-encoded",
    "vpc-endpoint-of-other-region",
    "access-disabled",
    "not-signed-up",
    "key-malformed",
  ],
  mcp: [
    "says-invalid-jwt",
    "says-jwt-required",
    "says-no-credentials-for-jwt",
    "says-not-json",
    "says-no-own-session",
    "says-no-region",
    "says-refused-upstream",
    "says-no-token-came",
    "session-unknown",
    "substitute-token-refused",
    "stdio-gives-data",
    "reference-accepted",
    "reference-refused",
  ],
} as const;

type FactIds = typeof joinedFacts;
type SignalIds = typeof joinedSignals;

/** The value of a fact; undefined where the layer did not see it. */
export function factOf<Layer extends keyof FactIds>(
  facts: RunFacts,
  layer: Layer,
  id: FactIds[Layer][number],
): EvidenceValue | undefined {
  return facts.fact(layer, id);
}

export function hasRecognised<Layer extends keyof SignalIds>(
  facts: RunFacts,
  layer: Layer,
  signal: SignalIds[Layer][number],
): boolean {
  return facts.recognised(layer, signal);
}
