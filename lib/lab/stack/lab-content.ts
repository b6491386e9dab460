import type { StackConfig } from "./stack-config";

/** An object of the lab's bucket, and when it was put there (ISO 8601 UTC). */
export interface LabObject {
  readonly key: string;
  readonly modified: string;
}

const few: readonly LabObject[] = [
  { key: "README.md", modified: "2026-02-10T08:00:00Z" },
  { key: "raw/2026/plate-01.csv", modified: "2026-02-20T08:00:00Z" },
  { key: "raw/2026/plate-02.csv", modified: "2026-03-01T08:00:00Z" },
  { key: "raw/README.md", modified: "2026-02-10T08:00:00Z" },
  { key: "results/summary.json", modified: "2026-02-21T08:00:00Z" },
];

/** Old plates of an archive: a list of a few keys ends among them. */
const archive: readonly LabObject[] = Array.from({ length: 40 }, (_, index) => ({
  key: `raw/2025/plate-${String(index + 1).padStart(2, "0")}.csv`,
  modified: "2025-11-03T08:00:00Z",
}));

/** The objects of the bucket in S3's order, that of their keys. */
export function labObjects(size: "few" | "many"): readonly LabObject[] {
  if (size === "few") return few;
  return [...few, ...archive].sort((a, b) => (a.key < b.key ? -1 : 1));
}

interface LabPackage {
  readonly name: string;
  readonly modified: string;
  /** Logical keys. */
  readonly entries: readonly string[];
}

const packages: readonly LabPackage[] = [
  {
    name: "lab/plates",
    modified: "2026-03-01T08:10:00Z",
    entries: ["README.md", "plate-01.csv", "plate-02.csv"],
  },
  { name: "lab/summary", modified: "2026-02-21T08:10:00Z", entries: ["summary.json"] },
];

/** What the registry's search index holds. */
export interface LabIndex {
  readonly objects: readonly LabObject[];
  /** When the bucket was last indexed, ISO 8601 UTC: nothing newer is in the index. Null: never. */
  readonly indexedAt: string | null;
  readonly packagesIndexed: boolean;
}

/** The index of a stack's registry. */
export function indexOf({ registry, s3 }: Pick<StackConfig, "registry" | "s3">): LabIndex {
  const { indexedAt, packagesIndexed } = registry;
  return { objects: labObjects(s3.objects), indexedAt, packagesIndexed };
}

function isIndexed({ indexedAt }: LabIndex, modified: string): boolean {
  return indexedAt !== null && Date.parse(modified) <= Date.parse(indexedAt);
}

function matches(text: string, search: string): boolean {
  return text.toLowerCase().includes(search.toLowerCase());
}

/** Indexed objects of which the key matches; an empty search matches all. */
export function findObjects(index: LabIndex, search: string): readonly LabObject[] {
  return index.objects.filter(({ key, modified }) => isIndexed(index, modified) && matches(key, search));
}

/** Names of the indexed packages of which the name or an entry matches. */
export function findPackages(index: LabIndex, search: string): readonly string[] {
  if (!index.packagesIndexed) return [];
  return packages
    .filter(({ modified }) => isIndexed(index, modified))
    .filter(({ name, entries }) => matches(name, search) || entries.some((entry) => matches(entry, search)))
    .map(({ name }) => name);
}
