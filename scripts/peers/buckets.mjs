import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** The bucket that the vended credentials may list. */
export const dataBucket = "peers-data";
/** A bucket with the same object that they may not. */
export const otherBucket = "peers-other";
/** A bucket that they may list and read, where the server knows policies of several statements. */
export const readableBucket = "peers-readable";
export const objectKey = "raw/README.md";

/**
 * Makes the buckets, each with one object. Attempts are many: a fresh MinIO answers its health check about a second
 * before it takes writes.
 * @param {{ endpoint: string, region: string, keys: { accessKeyId: string, secretAccessKey: string } }} at
 */
export async function makeBuckets({ endpoint, region, keys }) {
  const s3 = new S3Client({ region, endpoint, forcePathStyle: true, credentials: keys, maxAttempts: 10 });
  for (const Bucket of [dataBucket, otherBucket, readableBucket]) {
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

/** And what they may do where objects may be read too. */
export const mayRead = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${readableBucket}` },
    { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${readableBucket}/*` },
  ],
});
