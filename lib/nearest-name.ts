/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
export function countEdits(from: string, to: string): number {
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j += 1) {
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      const swapped =
        from[i] === to[j - 1] && from[i - 1] === to[j] ? (above[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, replaced, swapped));
    }
    above = row;
    row = next;
  }
  return row[to.length] ?? 0;
}

/** The known name that a mistyped one most likely means, whatever its case; undefined when none is near. */
export function findNearestName(typed: string, known: readonly string[]): string | undefined {
  if (typed.length > 80) return undefined;
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const ranked = known
    .map((name) => ({ name, edits: countEdits(plain(typed), plain(name)) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.edits <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
