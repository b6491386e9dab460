import type { RunEvent } from "@/lib/diagnosis/events";
import type { LayerPlan } from "@/lib/diagnosis/layer";
import type { RunView } from "@/lib/diagnosis/reduce";
import { describeControls } from "@/lib/words/describe-controls";
import { describeRequests } from "@/lib/words/describe-requests";
import { describeSubject } from "@/lib/words/describe-subject";
import { statusSigns, verdictStyles } from "@/lib/words/status-signs";
import { cleanText, createPaint } from "@/lib/words/terminal-text";
import type { Stream } from "./terminal";

/** Says before a run where it goes and what it does there. */
export async function announce(plan: LayerPlan, err: Stream): Promise<void> {
  const where = plan.destinations.length === 0 ? "nowhere" : plan.destinations.map(cleanText).join(", ");
  const what = describeRequests({
    total: plan.requests,
    wrongCredentials: plan.wrongCredentials,
    awsSessionsMinted: plan.awsSessionsMinted,
  });
  await err.write(`Goes to ${where}.\nAt most ${what}\n`);
}

/** Prints one line for each layer as it ends, then the verdict. `view` is the run after the event. */
export async function printEvent(event: RunEvent, view: RunView, err: Stream): Promise<void> {
  const paint = createPaint(err.colour);
  const subject = event.type === "run-started" ? describeSubject(view) : null;
  if (subject !== null) await err.write(`Subject ${cleanText(subject)}.\n`);
  if (event.type === "layer-finished" || event.type === "layer-revised") {
    const layer = view.layers.find((one) => one.id === event.layer);
    if (layer === undefined) return;
    const { sign, style } = statusSigns[event.result.status];
    const controls = describeControls(layer);
    const revised = event.type === "layer-revised" ? " (revised)" : "";
    const tail = controls === null ? "" : paint("dim", ` [controls: ${controls}]`);
    const status = paint(style, `${sign} ${event.result.status.padEnd(14)}`);
    await err.write(`${status} ${layer.id.padEnd(10)}${revised} ${cleanText(event.result.summary)}${tail}\n`);
  }
  if (event.type === "run-finished") {
    const { verdict, headline } = event.conclusion;
    const state = event.state === "finished" ? "" : ` (${event.state})`;
    await err.write(`${paint(verdictStyles[verdict], verdict.toUpperCase())}${state}: ${cleanText(headline)}\n`);
  }
}
