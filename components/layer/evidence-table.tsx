import { Said } from "@/components/ui/said";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { RowMark, EvidenceTable as Table } from "@/lib/diagnosis/model";
import { markWords } from "@/lib/words/status-words";
import { Section } from "./section";

const colours: Readonly<Record<RowMark, string>> = {
  good: "text-pass",
  bad: "text-fail",
  unknown: "text-inconclusive",
  note: "text-ink-3",
};

/** Only what is too long for a column breaks within a word; a narrow page scrolls the table instead. */
const LONG_WORD = /[^\s-]{25,}/;
const breaks = "min-w-28 [overflow-wrap:anywhere]";

/** What the layer saw of several things, a row each. */
export function EvidenceTable({ table }: { readonly table: Table }) {
  return (
    <Section title={table.title}>
      <ScrollRegion label={table.title} className="overflow-x-auto">
        <table data-table={table.id} className="w-full text-left text-fine">
          <thead className="text-ink-3">
            <tr>
              <th className="w-6 py-1">
                <span className="sr-only">mark</span>
              </th>
              {table.columns.map(({ id, label }) => (
                <th key={id} scope="col" className="py-1 pr-4 font-normal">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ id, mark, cells }) => (
              <tr key={id} data-mark={mark} className="border-t border-line align-baseline">
                <td className={`py-1 pr-2 ${colours[mark]}`}>
                  <span aria-hidden="true">{markWords[mark].sign}</span>
                  <span className="sr-only">{markWords[mark].word}</span>
                </td>
                {cells.map((cell, index) => (
                  <td key={table.columns[index]?.id} className={`py-1 pr-4 ${LONG_WORD.test(cell) ? breaks : ""}`}>
                    <Said>{cell}</Said>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
