import type { FilledTable, TableWords } from "@/lib/diagnosis/layer";
import type { EvidenceRow, RowMark } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import type { BucketPermissions } from "./ask-bucket";
import type { Permission } from "./bucket-answer";
import type { CatalogBucket, Viewer } from "./catalog-buckets";

const ID = "permissions";
/** The bucket's columns, and the one that stands in their place where nothing was asked. */
const ASKED = ["bucket", "listed-for", "list", "read"];
const NOT_ASKED = "not-asked";

export const permissionWords: TableWords = {
  title: "Permissions, bucket by bucket",
  columns: {
    bucket: "bucket",
    "listed-for": "the catalog lists it for",
    list: "list",
    read: "read one byte",
    [NOT_ASKED]: "not asked, because",
  },
};

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
export function permissionTable(rows: readonly PermissionRow[], listed: number): FilledTable {
  const some = rows.length < listed ? { titleNote: `${rows.length} of ${listed} shown` } : {};
  return { id: ID, ...some, columns: ASKED, rows: rows.map(toRow) };
}

/** In place of the table: why there is none. */
export function emptyTable(why: string): FilledTable {
  return { id: ID, columns: [NOT_ASKED], rows: [{ id: NOT_ASKED, mark: "note", cells: [why] }] };
}

function toRow({ bucket, list, read }: PermissionRow): EvidenceRow {
  const name = bucket.name.length > LONGEST_NAME ? `${bucket.name.slice(0, LONGEST_NAME)}…` : bucket.name;
  return { id: rowId(name), mark: markOf(list, read), cells: [name, viewers[bucket.viewer], list.words, read.words] };
}

function markOf(list: Permission, read: Permission): RowMark {
  if (list.may === "no" || read.may === "no") return "bad";
  if (list.may === "yes" && read.may === "yes") return "good";
  return list.may === "not-asked" ? "note" : "unknown";
}
