import type { EvidenceTable, RowMark } from "@/lib/diagnosis/model";
import { cleanText } from "@/lib/words/terminal-text";

/** How a row's mark is written: a word that stands without colour. */
export const markWords: Readonly<Record<RowMark, string>> = { good: "ok", bad: "no", unknown: "?", note: "·" };

const GAP = "  ";

/** A table as lines of text, its columns aligned. */
export function tableLines({ title, columns, rows }: EvidenceTable): string[] {
  const lines = [
    ["", ...columns.map(({ label }) => label)],
    ...rows.map(({ mark, cells }) => [markWords[mark], ...cells.map((cell) => cleanText(cell))]),
  ];
  const widths = lines.reduce<readonly number[]>(
    (widest, line) => line.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  const written = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP));
  return [cleanText(title), ...written.map((line) => `  ${line}`.trimEnd())];
}
