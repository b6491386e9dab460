import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { signatureAlgNone } from "../scenarios/signature-alg-none";
import { signatureAlgNotAllowed } from "../scenarios/signature-alg-not-allowed";
import { signatureCriticalHeader } from "../scenarios/signature-critical-header";
import { signatureDuplicateHeader } from "../scenarios/signature-duplicate-header";
import { signatureEncrypted } from "../scenarios/signature-encrypted";
import { signatureFlippedByte } from "../scenarios/signature-flipped-byte";
import { signatureGarbled } from "../scenarios/signature-garbled";
import { signatureKeyNotFound } from "../scenarios/signature-key-not-found";
import { signatureKeysClosed } from "../scenarios/signature-keys-closed";
import { signatureKeysUnreachable } from "../scenarios/signature-keys-unreachable";
import { signatureKnownSecretRegistry } from "../scenarios/signature-known-secret-registry";
import { signatureKnownSecretToken } from "../scenarios/signature-known-secret-token";
import { signatureMismatchOtherStack } from "../scenarios/signature-mismatch-other-stack";
import { signatureMismatchWrongKey } from "../scenarios/signature-mismatch-wrong-key";
import { signatureNoKey } from "../scenarios/signature-no-key";
import { signatureNonCanonicalPadding } from "../scenarios/signature-non-canonical-padding";
import { signatureNonCanonicalSpareBits } from "../scenarios/signature-non-canonical-spare-bits";
import { signatureTokenSuppliedKey } from "../scenarios/signature-token-supplied-key";
import { signatureTwoParts } from "../scenarios/signature-two-parts";
import { signatureWeakKey } from "../scenarios/signature-weak-key";

/** Scenarios of the group `signature`, in the order in which they are listed. */
export const signatureScenarios: readonly Scenario[] = [
  signatureTwoParts,
  signatureGarbled,
  signatureDuplicateHeader,
  signatureMismatchWrongKey,
  signatureMismatchOtherStack,
  signatureFlippedByte,
  signatureKnownSecretToken,
  signatureKnownSecretRegistry,
  signatureAlgNone,
  signatureAlgNotAllowed,
  signatureNonCanonicalPadding,
  signatureNonCanonicalSpareBits,
  signatureCriticalHeader,
  signatureKeyNotFound,
  signatureKeysUnreachable,
  signatureKeysClosed,
  signatureWeakKey,
  signatureNoKey,
  signatureTokenSuppliedKey,
  signatureEncrypted,
];
