import type { DeploymentMode } from "@/lib/clients/mcp/read-health";
import type { Evidence, EvidenceRow, RowMark } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import type { FileView } from "./file-view";

/** What the run knows beside the file, to compare it with. Nulls: not known. */
export interface ObservedRun {
  readonly registryUrl: string | null;
  readonly catalogUrl: string | null;
  /** Of quilt-mcp, from its /health. */
  readonly version: string | null;
  /** From the handshake. */
  readonly mode: DeploymentMode | null;
  /** There were calls without a token, and every one was refused. */
  readonly refusesWithoutToken: boolean;
  /** QUILT_FALLBACK_JWT of the file in words that hold nothing of it; null where the file has none. */
  readonly fallback: string | null;
}

/** What one rule makes of the file. */
export interface EnvSight {
  readonly rows: readonly EvidenceRow[];
  readonly findings: readonly EnvFinding[];
}

export interface EnvFinding {
  /** In the table `envFindings`. */
  readonly reason: string;
  readonly evidence: Evidence;
}

export type EnvRule = (file: FileView, run: ObservedRun) => EnvSight;

export const nothing: EnvSight = { rows: [], findings: [] };

export function row(mark: RowMark, setting: string, says: string, means: string): EvidenceRow {
  return { id: rowId(setting), mark, cells: [setting, says, means] };
}
