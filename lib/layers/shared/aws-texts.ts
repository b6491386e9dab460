import { bucketTexts } from "./aws-bucket-texts";
import { roleTexts } from "./aws-role-texts";
import { signatureTexts, unclearTexts } from "./aws-signature-texts";
import type { AwsText } from "./aws-text-row";
import { tokenTexts } from "./aws-token-texts";

/** Every text that decides something, the first that fits: a closed list, and the only place where AWS's sentences are read. */
export const awsTexts: readonly AwsText[] = [
  ...signatureTexts,
  ...bucketTexts,
  ...roleTexts,
  ...tokenTexts,
  ...unclearTexts,
];

/** What a layer that calls AWS may recognise. */
export const awsTextSignals: readonly string[] = [...new Set(awsTexts.map(({ signal }) => signal))];
