import type { AwsRefusal } from "../aws/aws-refusal";

export interface StsConfig {
  /** Seconds that its clock is ahead of ours. */
  readonly clockOffsetS: number;
  /** Answers with the identity of the key id without checking the signature. */
  readonly verifies: boolean;
  /** Knows none of the keys that the registry vended. */
  readonly knowsKeys: boolean;
  /** Refuses callers that signed rightly. */
  readonly refuses: AwsRefusal | null;
  /** Region of the endpoint; null is the stack's own. */
  readonly region: string | null;
  /** Writes a byte order mark before its XML. */
  readonly marksXml: boolean;
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly sts: StsConfig;
  }
}

export const healthySts: StsConfig = {
  clockOffsetS: 0,
  verifies: true,
  knowsKeys: true,
  refuses: null,
  region: null,
  marksXml: false,
};
