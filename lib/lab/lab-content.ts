/** Keys in the lab's bucket. */
export const objectKeys: readonly string[] = [
  "README.md",
  "raw/README.md",
  "raw/2026/plate-01.csv",
  "raw/2026/plate-02.csv",
  "results/summary.json",
];

/** Packages of the lab's bucket, and the logical keys of their entries. */
export const packages: readonly { readonly name: string; readonly entries: readonly string[] }[] = [
  { name: "lab/plates", entries: ["README.md", "plate-01.csv", "plate-02.csv"] },
  { name: "lab/summary", entries: ["summary.json"] },
];

function matches(text: string, search: string): boolean {
  return text.toLowerCase().includes(search.toLowerCase());
}

/** Keys that match; an empty search matches all. */
export function findObjects(search: string): readonly string[] {
  return objectKeys.filter((key) => matches(key, search));
}

/** Names of the packages of which the name or an entry matches. */
export function findPackages(search: string): readonly string[] {
  return packages
    .filter(({ name, entries }) => matches(name, search) || entries.some((entry) => matches(entry, search)))
    .map(({ name }) => name);
}
