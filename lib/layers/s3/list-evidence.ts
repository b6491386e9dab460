import { z } from "zod";

/** An answer of ListObjectsV2 as S3 gives it; the SDK resolves HTML and nothing too. */
export const listEvidence = z
  .object({ name: z.string().min(1), keyCount: z.int().min(0), keys: z.array(z.string().min(1)) })
  // Without a delimiter every counted key is in the list.
  .refine((list) => list.keyCount === list.keys.length);

/** The list of the bucket asked about: another bucket's is none. */
export function listEvidenceOf(bucket: string) {
  return listEvidence.refine((list) => list.name === bucket);
}
