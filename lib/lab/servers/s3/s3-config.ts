import { HOME_REGION } from "@/lib/lab/stack/home-region";
import type { AwsRefusal } from "../aws/aws-refusal";

/** A bucket beside the stack's own. */
export interface OtherBucket {
  /** Its name is the stack's own bucket's, a hyphen and this. */
  readonly suffix: string;
  /** What the vended role may do there. */
  readonly role: "lists-and-reads" | "lists" | "nothing" | "denied";
  /** Null is the stack's own. */
  readonly region: string | null;
  /** Whether S3 has it: a catalog may list a bucket that is gone. */
  readonly exists: boolean;
  readonly holds: "objects" | "nothing";
  /** Whether the active role sees it in the catalog, or an admin alone. */
  readonly shownTo: "role" | "admin";
}

export interface S3Config {
  readonly clockOffsetS: number;
  readonly verifies: boolean;
  readonly knowsKeys: boolean;
  /** Looks for another secret behind each key id, as after a rotation that it missed. */
  readonly secretsDiffer: boolean;
  readonly refuses: AwsRefusal | null;
  /** Region of the bucket. */
  readonly bucketRegion: string;
  readonly wrongRegionAnswer:
    | "PermanentRedirect"
    | "AuthorizationHeaderMalformed"
    | "TemporaryRedirect"
    /** 301 with the region in a header, and no body, as to HEAD. */
    | "header-alone";
  readonly bucketIsPublic: boolean;
  /** What the role may list: null is the whole bucket, an empty list nothing. */
  readonly allowedPrefixes: readonly string[] | null;
  /** Why a list is denied where the role may not. */
  readonly denial: string;
  /** `many` is more than a list of a few keys shows. */
  readonly objects: "few" | "many";
  /** Calls the bucket by another name in its answers. */
  readonly answersOtherName: boolean;
  /** Writes a byte order mark before its lists and errors. */
  readonly marksXml: boolean;
  /** Buckets beside the stack's own; the registry lists them all. */
  readonly others: readonly OtherBucket[];
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly s3: S3Config;
  }
}

export const healthyS3: S3Config = {
  clockOffsetS: 0,
  verifies: true,
  knowsKeys: true,
  secretsDiffer: false,
  refuses: null,
  bucketRegion: HOME_REGION,
  wrongRegionAnswer: "PermanentRedirect",
  bucketIsPublic: false,
  allowedPrefixes: null,
  denial: "because no identity-based policy allows the s3:ListBucket action",
  objects: "few",
  answersOtherName: false,
  marksXml: false,
  others: [],
};
