import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { ListedObject, ListedObjects } from "@/lib/clients/aws/list-objects";
import type { DoorAnswer } from "@/lib/http/door-types";
import { testAnswer } from "../shared/test-context";

/** Where a bucket is asked for in a test: with these credentials, in this region. */
export const testAccess = {
  credentials: {
    accessKeyId: "ASIATESTTESTTESTTEST",
    secretAccessKey: "secret-of-nobody-00",
    sessionToken: "session-of-nobody-00",
  },
  region: "eu-central-1",
};

export interface TestObject {
  readonly key: string;
  readonly size?: number;
  readonly storageClass?: string;
  /** ISO 8601. */
  readonly modified?: string;
}

/** S3's list of a bucket. */
export function listXml(
  bucket: string,
  objects: readonly TestObject[] = [{ key: "k", size: 5 }],
  truncated = false,
): DoorAnswer {
  const contents = objects.map(
    ({ key, size, storageClass, modified }) =>
      `<Contents><Key>${key}</Key>${element("Size", size)}${element("StorageClass", storageClass)}` +
      `${element("LastModified", modified)}</Contents>`,
  );
  return testAnswer(
    200,
    `<ListBucketResult><Name>${bucket}</Name><KeyCount>${objects.length}</KeyCount>` +
      `<IsTruncated>${truncated}</IsTruncated>${contents.join("")}</ListBucketResult>`,
    { "content-type": "application/xml" },
  );
}

function element(name: string, content: string | number | undefined): string {
  return content === undefined ? "" : `<${name}>${content}</${name}>`;
}

/** An error as S3 says it. */
export function s3Error(status: number, code: string, message = "no"): DoorAnswer {
  const body = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return testAnswer(status, body, { "content-type": "application/xml" });
}

/** A list as the SDK has read it. */
export function readList(value: Partial<ListedObjects> = {}): AwsCall<ListedObjects> {
  const objects: readonly ListedObject[] = value.objects ?? [{ key: "k", size: 5, storageClass: undefined }];
  return {
    raw: testAnswer(200),
    value: { keyCount: 1, keys: objects.map(({ key }) => key), objects, prefixes: 0, newest: null, ...value },
    error: null,
    requestId: null,
  };
}
