import type { RunEvent } from "@/lib/diagnosis/events";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { Outline } from "@/lib/run/outline";
import { describeControls } from "@/lib/words/describe-controls";
import { describeRequests } from "@/lib/words/describe-requests";
import { describeSubject } from "@/lib/words/describe-subject";
import { sentTwice } from "@/lib/words/sent-twice";
import { statusSigns, verdictStyles } from "@/lib/words/status-signs";
import { cleanText, createPaint, type Paint } from "@/lib/words/terminal-text";
import type { Stream } from "./terminal";

/** Says before a run where it goes, and what it does there: at most, and what is usual where nothing is wrong. */
export async function announce(plan: Outline, err: Stream): Promise<void> {
  const where = plan.destinations.length === 0 ? "nowhere" : plan.destinations.map(cleanText).join(", ");
  const { requests: total, wrongCredentials, awsSessionsMinted, sound } = plan;
  const what = describeRequests({ total, wrongCredentials, awsSessionsMinted });
  const exactly =
    sound === null
      ? ""
      : `Usually, where nothing is wrong: ${sound.requests} requests, ${sound.wrongCredentials} of them with a wrong credential, ${sound.awsSessionsMinted} AWS sessions minted.\n`;
  const adds = plan.adds.map((one) => `Also: ${one}.\n`).join("");
  await err.write(`Goes to ${where}.\nAt most ${what} ${sentTwice}\n${exactly}${adds}`);
}

export interface ProgressOptions {
  /** The report follows on the same screen: what it says is left out. */
  readonly brief: boolean;
}

/** Prints one line for each layer as it ends, then the verdict. The printer gets the run as it is after each event. */
export function progressPrinter(
  err: Stream,
  { brief }: ProgressOptions,
): (event: RunEvent, view: RunView) => Promise<void> {
  const paint = createPaint(err.colour);
  const lineOf = brief ? briefLine : fullLine;
  return async (event, view) => {
    const line = lineOf(event, view, paint);
    if (line !== null) await err.write(`${line}\n`);
  };
}

type LayerEnd = Extract<RunEvent, { type: "layer-finished" | "layer-revised" }>;

function endSign(event: LayerEnd, paint: Paint): string {
  const { sign, style } = statusSigns[event.result.status];
  return paint(style, `${sign} ${event.result.status.padEnd(14)}`);
}

/** A layer's status, while the run goes on. */
function briefLine(event: RunEvent, _view: RunView, paint: Paint): string | null {
  if (event.type !== "layer-finished") return null;
  return `${endSign(event, paint)} ${event.layer}`;
}

function fullLine(event: RunEvent, view: RunView, paint: Paint): string | null {
  if (event.type === "run-started") {
    const subject = describeSubject(view);
    return subject === null ? null : `Subject ${cleanText(subject)}.`;
  }
  if (event.type === "layer-finished" || event.type === "layer-revised") {
    const layer = view.layers.find((one) => one.id === event.layer);
    if (layer === undefined) return null;
    const controls = describeControls(layer);
    const revised = event.type === "layer-revised" ? " (revised)" : "";
    const tail = controls === null ? "" : paint("dim", ` [controls: ${controls}]`);
    return `${endSign(event, paint)} ${layer.id.padEnd(10)}${revised} ${cleanText(event.result.summary)}${tail}`;
  }
  if (event.type !== "run-finished") return null;
  const { verdict, headline } = event.conclusion;
  const state = event.state === "finished" ? "" : ` (${event.state})`;
  return `${paint(verdictStyles[verdict], verdict.toUpperCase())}${state}: ${cleanText(headline)}`;
}
