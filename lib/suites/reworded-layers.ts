import type { FindingTable, FindingWords, Layer, LayerVariant, Outcome, TableLabels } from "@/lib/diagnosis/layer";
import type { Evidence, EvidenceValue } from "@/lib/diagnosis/model";
import type { BonafideContext, LayerInput } from "@/lib/layers/shared/layer-input";

type BonafideLayer = Layer<LayerInput, BonafideContext>;

/** The same letters in another order behind a mark: nothing that looks for a word finds it. */
function reworded(text: string): string {
  return `§ ${[...text].reverse().join("")}`;
}

/** Values that are machine words by design: ids, times, names that code may join on. */
const MACHINE_FACTS: readonly string[] = [
  ...["exchange/strategy", "search/bucket-last-indexed", "search/newest-object-in-s3", "mcp/mode"],
  ...["discovery/registry-url", "discovery/region", "discovery/stack-version", "mcp/mcp-version", "mcp/mcp-eras"],
];

/** A layer that says everything otherwise: titles, remedies, labels, summaries, notes, and each word of its evidence. */
export function rewordLayer(layer: BonafideLayer): BonafideLayer {
  return {
    ...layer,
    ...rewordVariant(layer),
    facts: rewordEach(layer.facts ?? {}),
    tables: rewordTables(layer.tables ?? {}),
    doing: (input) => reworded(layer.doing(input)),
    notApplicable: (input) => {
      const reason = layer.notApplicable(input);
      return reason === null ? null : reworded(reason);
    },
    variant: (input) => rewordVariant(layer.variant?.(input) ?? {}),
    run: async (ctx): Promise<Outcome> => {
      const outcome = await layer.run(rewordContext(layer.id, ctx));
      return { ...outcome, summary: reworded(outcome.summary) };
    },
  };
}

function rewordVariant({ title, question, proves, doesNotProve, findings }: LayerVariant): LayerVariant {
  const words = Object.entries({ title, question, proves, doesNotProve }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, reworded(text)] as const],
  );
  return { ...Object.fromEntries(words), ...(findings === undefined ? {} : { findings: rewordFindings(findings) }) };
}

function rewordFindings(findings: FindingTable): FindingTable {
  const rows = Object.entries(findings).map(([reason, row]) => {
    return [reason, { ...row, title: reworded(row.title), remedy: reworded(row.remedy) }] as const;
  });
  return Object.fromEntries(rows);
}

function rewordEach(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([id, label]) => [id, reworded(label)]));
}

function rewordTables(tables: TableLabels): TableLabels {
  const all = Object.entries(tables).map(([id, { title, columns }]) => {
    return [id, { title: reworded(title), columns: rewordEach(columns) }] as const;
  });
  return Object.fromEntries(all);
}

function rewordContext(layer: string, ctx: BonafideContext): BonafideContext {
  return {
    ...ctx,
    doing: (words) => ctx.doing(reworded(words)),
    found: (reason, evidence = {}, words = {}) => ctx.found(reason, rewordEvidence(evidence), rewordWords(words)),
    control: (control) => ctx.control({ ...control, note: control.note === null ? null : reworded(control.note) }),
    fact: (id, value) => ctx.fact(id, MACHINE_FACTS.includes(`${layer}/${id}`) ? value : rewordValue(value)),
    table: (table) =>
      ctx.table({
        ...table,
        ...(table.titleNote === undefined ? {} : { titleNote: reworded(table.titleNote) }),
        rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(reworded) })),
      }),
  };
}

function rewordWords({ title, remedy, ...rest }: FindingWords): FindingWords {
  return {
    ...rest,
    ...(title === undefined ? {} : { title: reworded(title) }),
    ...(remedy === undefined ? {} : { remedy: reworded(remedy) }),
  };
}

function rewordEvidence(evidence: Evidence): Evidence {
  return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, rewordValue(value)]));
}

function rewordValue(value: EvidenceValue): EvidenceValue {
  if (typeof value === "string") return reworded(value);
  return typeof value === "object" && value !== null ? value.map(reworded) : value;
}
