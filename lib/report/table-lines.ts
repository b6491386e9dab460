import type { EvidenceTable } from "@/lib/diagnosis/model";
import { markWords } from "@/lib/words/status-words";
import { cleanText } from "@/lib/words/terminal-text";

const GAP = "  ";

/** A table as lines of text, its columns aligned. */
export function tableLines({ title, columns, rows }: EvidenceTable): string[] {
  const lines = [
    ["", ...columns.map(({ label }) => label)],
    ...rows.map(({ mark, cells }) => [markWords[mark].sign, ...cells.map((cell) => cleanText(cell))]),
  ];
  const widths = lines.reduce<readonly number[]>(
    (widest, line) => line.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  const written = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP));
  return [cleanText(title), ...written.map((line) => `  ${line}`.trimEnd())];
}
