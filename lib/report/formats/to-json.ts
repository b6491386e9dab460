import type {
  Evidence,
  EvidenceTable,
  EvidenceValue,
  Exchange,
  Fact,
  Finding,
  LayerStatus,
  LiveLayerStatus,
  LogLine,
} from "@/lib/diagnosis/model";
import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import type { TokenSummary } from "@/lib/diagnosis/run-model";
import { printJson } from "@/lib/words/terminal-text";
import type { ReportFormat } from "./report-format";
import type { JsonReport } from "./report-schema";

type JsonLayer = JsonReport["layers"][number];

/** The JSON report of a run (schema version 1). Layers that an unfinished run never ended count as cancelled. */
export function toJsonReport(view: RunView): JsonReport {
  const { target, conclusion } = view;
  return {
    schemaVersion: 1,
    run: {
      id: view.id,
      state: view.state,
      startedAt: view.startedAt,
      durationMs: view.durationMs ?? 0,
      verdict: conclusion?.verdict ?? "inconclusive",
      brokenLayer: conclusion?.brokenLayer ?? null,
      code: conclusion?.code ?? null,
      headline: conclusion?.headline ?? "The run did not finish, so nothing is concluded.",
      proven: [...(conclusion?.proven ?? [])],
      notProven: [...(conclusion?.notProven ?? [])],
      parent: null,
      recorded: false,
      liveSecrets: 0,
      actor: conclusion?.actor ?? null,
      causes: (conclusion?.causes ?? []).map(({ text, basis, actor, decide }) => ({ text, basis, actor, decide })),
      firstVerifier: conclusion?.firstVerifier ?? null,
      requests: { ...view.requests },
      toolVersion: view.toolVersion,
      vantage: view.vantage,
    },
    target: {
      name: target.name,
      origins: [...target.origins],
      region: target.region,
      stackVersion: target.stackVersion,
      mcpVersion: target.mcpVersion,
      mcpEras: [...(target.mcpEras ?? [])],
    },
    subject: view.subject,
    token: view.token === null ? null : toToken(view.token),
    logs: view.logs.map(toLogLine),
    layers: view.layers.map(toLayer),
  };
}

/** The report as text. */
export function toJsonText(view: RunView): string {
  return printJson(toJsonReport(view));
}

/** The JSON report, in the published schema. */
export const jsonFormat: ReportFormat = {
  ...{ id: "json", label: "JSON", mime: "application/json", extension: "json" },
  render: toJsonText,
};

/** The status a layer has once nothing more can happen to it. */
export function settledStatus(status: LiveLayerStatus): LayerStatus {
  return status === "waiting" || status === "running" ? "cancelled" : status;
}

function toToken(token: TokenSummary): NonNullable<JsonReport["token"]> {
  return {
    kind: token.kind,
    algorithm: token.algorithm,
    fingerprint: token.fingerprint,
    lengthBytes: token.lengthBytes,
    expiresAt: token.expiresAt,
    caseFingerprint: null,
    inner: token.inner === null ? null : toToken(token.inner),
  };
}

function toLayer(layer: LayerView): JsonLayer {
  return {
    id: layer.id,
    title: layer.title,
    nature: layer.nature,
    status: settledStatus(layer.status),
    required: layer.required,
    startedAt: layer.startedAt,
    durationMs: layer.result?.durationMs ?? 0,
    findings: (layer.result?.findings ?? []).map(toFinding),
    controls: layer.controlResults.map(({ unsent: _unsent, notJudged: _notJudged, ...control }) => ({ ...control })),
    exchanges: layer.exchanges.map(toExchange),
    logs: layer.logs.map(toLogLine),
    facts: (layer.result?.facts ?? []).map(toFact),
    tables: (layer.result?.tables ?? []).map(toTable),
    proves: layer.proves,
    doesNotProve: layer.doesNotProve,
  };
}

function toLogLine({ source, at, level, message, matchedBy }: LogLine): JsonReport["logs"][number] {
  return { source, at, level, message, matchedBy };
}

function toFact({ id, label, value }: Fact): JsonLayer["facts"][number] {
  return { id, label, value: copyValue(value) };
}

function toTable({ id, title, columns, rows }: EvidenceTable): JsonLayer["tables"][number] {
  return {
    id,
    title,
    columns: columns.map((column) => ({ id: column.id, label: column.label })),
    rows: rows.map((row) => ({ id: row.id, mark: row.mark, cells: [...row.cells] })),
  };
}

function copyEvidence(evidence: Evidence): JsonLayer["findings"][number]["evidence"] {
  return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, copyValue(value)]));
}

function copyValue(value: EvidenceValue): JsonLayer["facts"][number]["value"] {
  return typeof value === "object" && value !== null ? [...value] : value;
}

function toFinding({ code, severity, title, remedy, actor, evidence, spec }: Finding): JsonLayer["findings"][number] {
  const copied = copyEvidence(evidence);
  return { code, severity, title, remedy, actor, evidence: copied, ...(spec === undefined ? {} : { spec }) };
}

function toExchange(exchange: Exchange): JsonLayer["exchanges"][number] {
  const { timings, requestHeaders, responseHeaders, ...rest } = exchange;
  return {
    ...rest,
    timings: { ...timings },
    requestHeaders: { ...requestHeaders },
    responseHeaders: { ...responseHeaders },
  };
}
