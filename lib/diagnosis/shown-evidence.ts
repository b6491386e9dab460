import type { FactLabels, FilledTable, TableLabels } from "./layer";
import type { EvidenceTable, EvidenceValue, Fact, LayerResult } from "./model";
import { distinctRows } from "./row-id";

/** What a layer declares that it may show or recognise. */
interface Declared {
  readonly id: string;
  readonly facts?: FactLabels;
  readonly tables?: TableLabels;
  readonly signals?: readonly string[];
}

/**
 * What a layer has shown so far. Ids are the layer's own words for what it declares: what a server calls its tools or
 * buckets is never one, so that nothing can be overwritten from outside. An id that is not declared throws: our own fault.
 */
export class ShownEvidence {
  readonly #declared: Declared;
  readonly #facts = new Map<string, Fact>();
  readonly #tables = new Map<string, EvidenceTable>();
  readonly #signals = new Set<string>();

  constructor(declared: Declared) {
    this.#declared = declared;
  }

  fact(id: string, value: EvidenceValue): void {
    this.#facts.set(id, { id, label: this.#own(this.#declared.facts, "fact", id), value });
  }

  table({ id, titleNote, columns: chosen, rows }: FilledTable): void {
    const words = this.#own(this.#declared.tables, "table", id);
    const columns = (chosen ?? Object.keys(words.columns)).map((column) => ({
      id: column,
      label: this.#own(words.columns, `column of the table "${id}"`, column),
    }));
    if (rows.some((row) => row.cells.length !== columns.length)) {
      throw new Error(`${this.#declared.id} fills the table "${id}" with rows that do not fit its columns`);
    }
    const title = titleNote === undefined ? words.title : `${words.title} (${titleNote})`;
    this.#tables.set(id, { id, title, columns, rows: distinctRows(rows) });
  }

  recognised(signal: string): void {
    if (this.#declared.signals?.includes(signal) !== true) throw this.#undeclared("signal", signal);
    this.#signals.add(signal);
  }

  parts(): Pick<LayerResult, "facts" | "tables" | "signals"> {
    const [tables, signals] = [[...this.#tables.values()], [...this.#signals]];
    return {
      facts: [...this.#facts.values()],
      ...(tables.length === 0 ? {} : { tables }),
      ...(signals.length === 0 ? {} : { signals }),
    };
  }

  #own<T>(declared: Readonly<Record<string, T>> | undefined, kind: string, id: string): T {
    const found = declared !== undefined && Object.hasOwn(declared, id) ? declared[id] : undefined;
    if (found === undefined) throw this.#undeclared(kind, id);
    return found;
  }

  #undeclared(kind: string, id: string): Error {
    return new Error(`${this.#declared.id} declares no ${kind} "${id}"`);
  }
}
