import type { EvidenceRow } from "./model";

/** A kebab-case id for the row about something named so: "bucket_list (2)" → "bucket-list-2". */
export function rowId(...names: readonly string[]): string {
  const words = names.flatMap((name) => name.toLowerCase().match(/[a-z0-9]+/g) ?? []);
  return words.length === 0 ? "unnamed" : words.join("-");
}

/** The rows with ids of their own: names that differ only in what an id leaves out come out alike, and are numbered. */
export function distinctRows(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  const taken = new Set(rows.map(({ id }) => id));
  const seen = new Map<string, number>();
  return rows.map((row) => {
    let number = (seen.get(row.id) ?? 0) + 1;
    let id = row.id;
    if (number > 1) {
      while (taken.has(`${row.id}-${number}`)) number += 1;
      id = `${row.id}-${number}`;
      taken.add(id);
    }
    seen.set(row.id, number);
    return { ...row, id };
  });
}
