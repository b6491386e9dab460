import type { RunEventBody } from "@/lib/diagnosis/events";
import type { EvidenceRow, EvidenceTable, LayerResult } from "@/lib/diagnosis/model";
import { distinctRows, rowId } from "@/lib/diagnosis/row-id";
import type { Redactor } from "./create-redactor";

/** Redacts every string of a value, keeping its shape. */
function redactDeep<T>(redactor: Redactor, value: T): T {
  if (typeof value === "string") {
    // The shape is kept: a string stays a string.
    return redactor.text(value) as T & string;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(redactor, item)) as T & unknown[];
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, redactDeep(redactor, child)])) as T;
}

/**
 * The row redacted. Its id spells names of its cells in lower case and with dashes, in which no secret is known: where a
 * cell is redacted, the id spells what is left of it.
 */
function redactRow(redactor: Redactor, row: EvidenceRow): EvidenceRow {
  const cells = row.cells.map((cell) => redactor.text(cell));
  const spelt = cells.reduce((id, shown, at) => {
    const cell = row.cells[at] ?? "";
    return shown === cell ? id : id.replaceAll(rowId(cell), rowId(shown));
  }, row.id);
  const id = redactor.text(spelt);
  return { ...row, cells, id: id === spelt ? id : rowId(id) };
}

function redactTable(redactor: Redactor, table: EvidenceTable): EvidenceTable {
  const rows = table.rows.map((row) => redactRow(redactor, row));
  return { ...redactDeep(redactor, { ...table, rows: [] }), rows: distinctRows(rows) };
}

function redactResult(redactor: Redactor, { tables, ...rest }: LayerResult): LayerResult {
  const redacted = redactDeep(redactor, rest);
  return tables === undefined ? redacted : { ...redacted, tables: tables.map((table) => redactTable(redactor, table)) };
}

/**
 * The one funnel: nothing of a run leaves the engine but through here. `run-started` describes the plan in our own
 * words and the token as a fingerprint, so that it is passed through for its speed.
 */
export function redactEvent(redactor: Redactor, body: RunEventBody): RunEventBody {
  if (body.type === "run-started") return body;
  if (body.type !== "layer-finished" && body.type !== "layer-revised") return redactDeep(redactor, body);
  const { result, ...rest } = body;
  return { ...redactDeep(redactor, rest), result: redactResult(redactor, result) };
}
