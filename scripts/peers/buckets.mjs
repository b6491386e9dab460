import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** The bucket that the vended credentials may list. */
export const dataBucket = "peers-data";
/** A bucket with the same object that they may not. */
export const otherBucket = "peers-other";
export const objectKey = "raw/README.md";

/**
 * Makes both buckets, each with one object. Attempts are many: a fresh MinIO answers its health check about a second
 * before it takes writes.
 * @param {{ endpoint: string, region: string, keys: { accessKeyId: string, secretAccessKey: string } }} at
 */
export async function makeBuckets({ endpoint, region, keys }) {
  const s3 = new S3Client({ region, endpoint, forcePathStyle: true, credentials: keys, maxAttempts: 10 });
  for (const Bucket of [dataBucket, otherBucket]) {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: objectKey, Body: "hello\n" }));
  }
  s3.destroy();
}

/** A policy document of one statement. @param {Record<string, unknown>} statement */
export const policy = (statement) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

/** What the vended credentials may do, and nothing else. */
export const mayListData = policy({
  Effect: "Allow",
  Action: "s3:ListBucket",
  Resource: `arn:aws:s3:::${dataBucket}`,
});
