import type { LabObject } from "@/lib/lab/stack/lab-content";
import { xml } from "../aws/aws-xml";
import { OBJECT_BYTES } from "./s3-object";

/**
 * The body of a ListObjectsV2 answer for a bucket that holds these keys.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function listObjectsXml(name: string, held: readonly LabObject[], params: URLSearchParams): string {
  const prefix = params.get("prefix") ?? "";
  const delimiter = params.get("delimiter") ?? "";
  const wanted = Number(params.get("max-keys") ?? "1000");
  const maxKeys = Number.isInteger(wanted) && wanted >= 0 ? Math.min(wanted, 1000) : 1000;
  const url = params.get("encoding-type") === "url";
  const text = (key: string) => xml(url ? encodeURIComponent(key).replaceAll("%2F", "/") : key);
  const modified = new Map(held.map((object) => [object.key, object.modified]));
  const found = [...modified.keys()].filter((key) => key.startsWith(prefix));
  const folder = (key: string): string | null => {
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    return cut < 0 ? null : key.slice(0, cut + delimiter.length);
  };
  const entries = [...new Set(found.map((key) => folder(key) ?? key))];
  const page = entries.slice(0, maxKeys);
  const items = page.map((entry) =>
    found.includes(entry) && folder(entry) === null
      ? `<Contents><Key>${text(entry)}</Key><LastModified>${modified.get(entry)}</LastModified><ETag>&quot;0&quot;</ETag><Size>${OBJECT_BYTES}</Size><StorageClass>STANDARD</StorageClass></Contents>`
      : `<CommonPrefixes><Prefix>${text(entry)}</Prefix></CommonPrefixes>`,
  );
  const truncated = entries.length > page.length;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `<Name>${xml(name)}</Name><Prefix>${text(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${maxKeys}</MaxKeys>` +
    (delimiter === "" ? "" : `<Delimiter>${text(delimiter)}</Delimiter>`) +
    (url ? "<EncodingType>url</EncodingType>" : "") +
    `<IsTruncated>${truncated}</IsTruncated>${truncated ? "<NextContinuationToken>lab</NextContinuationToken>" : ""}` +
    `${items.join("")}</ListBucketResult>`
  );
}
