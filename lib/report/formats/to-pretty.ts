import type { Conclusion, LogLine } from "@/lib/diagnosis/model";
import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import { actorWords } from "@/lib/words/actor-words";
import { describeRequests } from "@/lib/words/describe-requests";
import { describeSubject } from "@/lib/words/describe-subject";
import { formatDuration } from "@/lib/words/format-duration";
import { verdictStyles } from "@/lib/words/status-signs";
import { basisWords } from "@/lib/words/status-words";
import { cleanText, createPaint, type Paint } from "@/lib/words/terminal-text";
import { detailHeading, detailLines, layerLine, layerLines, logLines } from "../layer-lines";
import { tellingLogs } from "../telling-logs";
import type { RenderOptions, ReportFormat } from "./report-format";

/**
 * The run as text for a terminal: verdict and next step, then a line a layer with the first broken one in full; `verbose`
 * shows each layer with all its evidence.
 */
export function toPretty(view: RunView, { colour, verbose }: RenderOptions): string {
  const paint = createPaint(colour);
  const lines = [
    ...verdictLines(view, paint),
    "",
    ...(verbose ? view.layers.flatMap((layer) => layerLines(layer, paint)) : briefLines(view, paint)),
    ...causeLines(view.conclusion, paint),
    ...besideLines(view.logs, paint),
    "",
    ...footLines(view, verbose, paint),
  ];
  return `${lines.join("\n")}\n`;
}

export const prettyFormat: ReportFormat = {
  ...{ id: "pretty", label: "Text", mime: "text/plain; charset=utf-8", extension: "txt" },
  isForTerminal: true,
  render: toPretty,
};

/** The layer that the verdict speaks of: the first that failed, else the first required one that did not pass. */
function findBroken({ conclusion, layers }: RunView): LayerView | undefined {
  if (conclusion?.verdict === "pass") return undefined;
  const failed = layers.find(({ status }) => status === "fail");
  return failed ?? layers.find(({ required, status }) => required && status !== "pass");
}

/** The layer that the verdict speaks of, and those where Bonafide itself failed. */
function isShownInFull(view: RunView, layer: LayerView): boolean {
  return layer === findBroken(view) || layer.status === "tool-error";
}

function briefLines(view: RunView, paint: Paint): string[] {
  return view.layers.flatMap((layer) =>
    isShownInFull(view, layer)
      ? [detailHeading(layer, paint), ...brokenLines(layer, view.conclusion, paint)]
      : [layerLine(layer, paint)],
  );
}

/** The broken layer's evidence, of its log lines those that matter. What "Next" says already is not said again. */
function brokenLines(layer: LayerView, conclusion: Conclusion | null, paint: Paint): string[] {
  const { lines: logs, others } = tellingLogs(layer.logs);
  const said = (conclusion?.nextSteps ?? []).map(({ text }) => text);
  const more = others === 0 ? [] : [paint("dim", `    Log ${others} more: --verbose`)];
  return ["", ...detailLines(layer, { paint, logs, said }), ...more, ""];
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

/** What failed beside the chain, and touched no verdict. */
function besideLines(logs: readonly LogLine[], paint: Paint): string[] {
  if (logs.length === 0) return [];
  const lines = logs.flatMap((line) => logLines(line).map((text) => `  ${text}`));
  return ["", paint("bold", "Beside the run"), ...lines];
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

/** What was seen row by row in layers that the brief report gives one line. */
function hiddenTables(view: RunView, verbose: boolean): string[] {
  if (verbose) return [];
  const hidden = view.layers.filter((layer) => !isShownInFull(view, layer));
  const names = hidden.flatMap(({ id, result }) =>
    (result?.tables ?? []).map(({ title, rows }) => `${title} (${id}, ${rows.length})`),
  );
  return names.length === 0 ? [] : [cleanText(`With --verbose also: ${names.join("; ")}.`)];
}

function footLines(view: RunView, verbose: boolean, paint: Paint): string[] {
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
    ...hiddenTables(view, verbose),
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
