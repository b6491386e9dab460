import type { Conclusion, Evidence, Finding } from "@/lib/diagnosis/model";
import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import { actorWords } from "@/lib/words/actor-words";
import { describeControl, describeControls } from "@/lib/words/describe-controls";
import { describeRequests } from "@/lib/words/describe-requests";
import { describeSubject } from "@/lib/words/describe-subject";
import { formatDuration } from "@/lib/words/format-duration";
import { statusSigns, verdictStyles } from "@/lib/words/status-signs";
import { basisWords } from "@/lib/words/status-words";
import { cleanText, createPaint, type Paint } from "@/lib/words/terminal-text";
import { factLines } from "../fact-lines";
import { tableLines } from "../table-lines";
import { settledStatus } from "./to-json";

export interface PrettyOptions {
  /** ANSI colours. */
  readonly colour: boolean;
}

/** The run as text for a terminal: verdict and next step first, then each layer with its evidence. */
export function toPretty(view: RunView, { colour }: PrettyOptions = { colour: false }): string {
  const paint = createPaint(colour);
  const lines = [
    ...verdictLines(view, paint),
    "",
    ...view.layers.flatMap((layer) => layerLines(layer, paint)),
    ...causeLines(view.conclusion, paint),
    "",
    ...footLines(view, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function verdictLines(view: RunView, paint: Paint): string[] {
  const { conclusion } = view;
  if (conclusion === null) return [paint("yellow", "INCONCLUSIVE"), "  The run did not finish."];
  const word = paint("bold", paint(verdictStyles[conclusion.verdict], conclusion.verdict.toUpperCase()));
  const state = view.state === "finished" ? "" : ` (run ${view.state})`;
  const broken = conclusion.brokenLayer === null ? [] : [`  Broken layer: ${conclusion.brokenLayer}`];
  const code = conclusion.code === null ? [] : [`  Code: ${conclusion.code}`];
  const who = describeSubject(view);
  const subject = who === null ? [] : [`  Subject: ${cleanText(who)}`];
  const steps = conclusion.nextSteps.map((step) => `    ${actorWords[step.actor]}: ${cleanText(step.text)}`);
  const next = steps.length === 0 ? [] : ["  Next:", ...steps];
  const headline = `${word}${state}  ${paint("bold", cleanText(conclusion.headline))}`;
  return [headline, ...subject, ...broken, ...code, ...next, ...provenLines(conclusion)];
}

function provenLines({ proven, notProven }: Conclusion): string[] {
  const line = (label: string, parts: readonly string[]) =>
    parts.length === 0 ? [] : [`  ${label}: ${cleanText(parts.join("; "))}`];
  return [...line("Proven", proven), ...line("Not proven", notProven)];
}

/** One layer with its findings, controls and log lines. */
export function layerLines(layer: LayerView, paint: Paint): string[] {
  const status = settledStatus(layer.status);
  const { sign, style } = statusSigns[status];
  const time = layer.result === null || layer.startedAt === null ? "" : formatDuration(layer.result.durationMs);
  const required = layer.required ? "" : ", not required";
  const head = `${paint(style, `${sign} ${status.padEnd(14)}`)} ${paint("bold", layer.id.padEnd(10))} ${paint("dim", `${layer.nature}${required}`.padEnd(19))} ${time.padStart(8)}`;
  const summary = layer.result?.summary ?? "";
  const controls = describeControls(layer);
  return [
    head.trimEnd(),
    ...(summary === "" ? [] : [`    ${cleanText(summary)}`]),
    ...(layer.result?.findings ?? []).flatMap((finding) => findingLines(finding, paint)),
    ...factLines(layer.result?.facts ?? {}).map((line) => paint("dim", `    Seen ${line}`)),
    ...(layer.result?.tables ?? []).flatMap((table) => tableLines(table).map((line) => `    ${line}`)),
    ...(controls === null ? [] : [`    Controls: ${controls}`]),
    ...layer.controlResults.map((control) => paint("dim", `      ${cleanText(describeControl(layer, control))}`)),
    ...layer.logs.map((line) =>
      paint("dim", `    Log ${cleanText(`${line.source} ${line.at} ${line.level} ${line.message}`)}`),
    ),
  ];
}

const severityStyles = { fail: "red", warn: "yellow", info: "cyan" } as const;

function findingLines(finding: Finding, paint: Paint): string[] {
  const evidence = describeEvidence(finding.evidence);
  return [
    `    ${paint(severityStyles[finding.severity], `${finding.severity} ${finding.code}`)}: ${cleanText(finding.title)}`,
    ...(finding.remedy === "" ? [] : [`      ${actorWords[finding.actor]}: ${cleanText(finding.remedy)}`]),
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

function causeLines(conclusion: Conclusion | null, paint: Paint): string[] {
  const causes = conclusion?.causes ?? [];
  if (causes.length === 0) return [];
  return [
    "",
    paint("bold", "Causes"),
    ...causes.flatMap((cause) => [
      `  ${basisWords[cause.basis].padEnd(9)} ${cleanText(cause.text)} (${actorWords[cause.actor]})`,
      ...(cause.decide === "" ? [] : [paint("dim", `            ${cleanText(cause.decide)}`)]),
    ]),
  ];
}

function footLines(view: RunView, paint: Paint): string[] {
  const { token, target } = view;
  const tokenText =
    token === null
      ? "no token"
      : `${token.kind}${token.algorithm === null ? "" : ` ${token.algorithm}`} ${token.fingerprint}`;
  const subject = view.subject === null ? "" : `, subject ${view.subject}`;
  const off = view.controls === "off" ? ["Controls were off: a live layer is inconclusive at best."] : [];
  const first = view.conclusion?.firstVerifier ?? null;
  return [
    ...off,
    ...(first === null ? [] : [`First hop that refused a tampered token: ${first}.`]),
    `Sent: ${describeRequests(view.requests)}`,
    paint(
      "dim",
      cleanText(
        `Run ${view.id}, ${view.startedAt}, ${formatDuration(view.durationMs ?? 0)}; target ${target.name}${target.region === null ? "" : ` (${target.region})`}${subject}; token ${tokenText}; from ${view.vantage}; Bonafide ${view.toolVersion}`,
      ),
    ),
  ];
}
