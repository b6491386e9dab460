import type { Evidence, Finding, LogLine } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { actorWords } from "@/lib/words/actor-words";
import { describeControl, describeControls } from "@/lib/words/describe-controls";
import { formatDuration } from "@/lib/words/format-duration";
import { statusSigns } from "@/lib/words/status-signs";
import { cleanText, type Paint } from "@/lib/words/terminal-text";
import { factLines } from "./fact-lines";
import { settledStatus } from "./formats/to-json";
import { tableLines } from "./table-lines";

const severityStyles = { fail: "red", warn: "yellow", info: "cyan" } as const;

/** One layer with its findings, evidence, controls and every log line. */
export function layerLines(layer: LayerView, paint: Paint): string[] {
  const summary = layer.result?.summary ?? "";
  return [
    headLine(layer, paint),
    ...(summary === "" ? [] : [`    ${cleanText(summary)}`]),
    ...detailLines(layer, { paint, logs: layer.logs, said: [] }),
  ];
}

/** A layer's status and time. */
function headLine(layer: LayerView, paint: Paint): string {
  const status = settledStatus(layer.status);
  const { sign, style } = statusSigns[status];
  const time = layer.result === null || layer.startedAt === null ? "" : formatDuration(layer.result.durationMs);
  const required = layer.required ? "" : ", not required";
  const nature = paint("dim", `${layer.nature}${required}`.padEnd(19));
  const word = paint(style, `${sign} ${status.padEnd(14)}`);
  return `${word} ${paint("bold", layer.id.padEnd(10))} ${nature} ${time.padStart(8)}`.trimEnd();
}

/** A layer in one line: what it ended as, in how long, with what, and how many warnings it holds. */
export function layerLine(layer: LayerView, paint: Paint): string {
  const summary = cleanText(layer.result?.summary ?? "");
  return `${headLine(layer, paint)}  ${summary}${warningCount(layer, paint)}`.trimEnd();
}

/** The line above a layer's details: its summary is left out where a finding below says just that. */
export function detailHeading(layer: LayerView, paint: Paint): string {
  const { summary = "", findings = [] } = layer.result ?? {};
  return findings.some(({ title }) => title === summary) ? headLine(layer, paint) : layerLine(layer, paint);
}

function warningCount(layer: LayerView, paint: Paint): string {
  const warnings = (layer.result?.findings ?? []).filter(({ severity }) => severity === "warn").length;
  return warnings === 0 ? "" : paint("yellow", ` (${warnings} ${warnings === 1 ? "warning" : "warnings"})`);
}

export interface DetailOptions {
  readonly paint: Paint;
  readonly logs: readonly LogLine[];
  /** Remedies that already stand elsewhere in the report. */
  readonly said: readonly string[];
}

/** What stands behind a layer's status. */
export function detailLines(layer: LayerView, { paint, logs, said }: DetailOptions): string[] {
  const controls = describeControls(layer);
  return [
    ...(layer.result?.findings ?? []).flatMap((finding) => findingLines(finding, said, paint)),
    ...factLines(layer.result?.facts ?? []).map((line) => paint("dim", `    Seen ${line}`)),
    ...(layer.result?.tables ?? []).flatMap((table) => tableLines(table).map((line) => `    ${line}`)),
    ...(controls === null ? [] : [`    Controls: ${controls}`]),
    ...layer.controlResults.map((control) => paint("dim", `      ${cleanText(describeControl(layer, control))}`)),
    ...logs.flatMap((line) => logLines(line).map((text) => paint("dim", `    ${text}`))),
  ];
}

/** A line of a server's log; a stack of our own keeps its lines. */
export function logLines({ source, at, level, message }: LogLine): string[] {
  const [first = "", ...more] = source === "bonafide" ? message.split("\n") : [message];
  return [cleanText(`Log ${source} ${at} ${level} ${first}`), ...more.map((text) => `    ${cleanText(text).trim()}`)];
}

function findingLines(finding: Finding, said: readonly string[], paint: Paint): string[] {
  const evidence = describeEvidence(finding.evidence);
  const remedy = said.includes(finding.remedy) ? "" : finding.remedy;
  return [
    `    ${paint(severityStyles[finding.severity], `${finding.severity} ${finding.code}`)}: ${cleanText(finding.title)}`,
    ...(remedy === "" ? [] : [`      ${actorWords[finding.actor]}: ${cleanText(remedy)}`]),
    ...(evidence === "" ? [] : [paint("dim", `      ${cleanText(evidence)}`)]),
    ...(finding.spec === undefined ? [] : [paint("dim", `      ${cleanText(finding.spec)}`)]),
  ];
}

function describeEvidence(evidence: Evidence): string {
  return Object.entries(evidence)
    .map(
      ([name, value]) => `${name}: ${typeof value === "object" && value !== null ? value.join(", ") : String(value)}`,
    )
    .join("; ");
}
