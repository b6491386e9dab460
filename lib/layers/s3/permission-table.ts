import type { EvidenceRow, EvidenceTable, RowMark } from "@/lib/diagnosis/model";
import type { BucketPermissions } from "./ask-bucket";
import type { Permission } from "./bucket-answer";
import type { CatalogBucket, Viewer } from "./catalog-buckets";

const ID = "permissions";
const TITLE = "Permissions, bucket by bucket";
const LONGEST_NAME = 63;

const viewers: Readonly<Record<Viewer, string>> = {
  role: "the active role",
  admin: "the user, not the active role",
  user: "the user",
};

export interface PermissionRow extends BucketPermissions {
  readonly bucket: CatalogBucket;
}

/** The table of what was tried; `listed` is how many buckets the catalog lists. */
export function permissionTable(rows: readonly PermissionRow[], listed: number): EvidenceTable {
  const some = rows.length < listed ? ` (${rows.length} of ${listed} shown)` : "";
  return {
    id: ID,
    title: `${TITLE}${some}`,
    columns: ["bucket", "the catalog lists it for", "list", "read one byte"],
    rows: rows.map(toRow),
  };
}

/** In place of the table: why there is none. */
export function emptyTable(why: string): EvidenceTable {
  return { id: ID, title: TITLE, columns: ["not asked, because"], rows: [{ mark: "note", cells: [why] }] };
}

function toRow({ bucket, list, read }: PermissionRow): EvidenceRow {
  const name = bucket.name.length > LONGEST_NAME ? `${bucket.name.slice(0, LONGEST_NAME)}…` : bucket.name;
  return { mark: markOf(list, read), cells: [name, viewers[bucket.viewer], list.words, read.words] };
}

function markOf(list: Permission, read: Permission): RowMark {
  if (list.may === "no" || read.may === "no") return "bad";
  if (list.may === "yes" && read.may === "yes") return "good";
  return list.may === "not-asked" ? "note" : "unknown";
}
