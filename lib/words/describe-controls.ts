import { mayBeServed, servedByDesign } from "@/lib/diagnosis/expected-open-access";
import type { Control } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { countOf } from "./count-words";
import { observedWords } from "./status-words";

type LayerControls = Pick<LayerView, "expects" | "status" | "controlResults">;

/** What a layer's controls showed together. */
export interface ControlsSummary {
  /** `held`: all were refused, beside an acceptance. `idle`: they prove nothing. */
  readonly state: "planned" | "not-sent" | "accepted" | "open" | "idle" | "unanswered" | "underway" | "held";
  readonly words: string;
  /** The same for a narrow row. */
  readonly short: string;
}

const said = (state: ControlsSummary["state"], words: string, short = words): ControlsSummary => ({
  state,
  words,
  short,
});

/** What a row says about a layer's controls; null when it has none. Refusals count only beside an acceptance. */
export function summariseControls(layer: LayerControls & Pick<LayerView, "controls">): ControlsSummary | null {
  // What was not judged was never to prove anything.
  const done = layer.controlResults.filter((control) => control.notJudged !== true);
  const planned = Math.max(layer.controls.length, done.length);
  if (planned === 0) return null;
  const over = layer.status !== "waiting" && layer.status !== "running";
  if (done.length === 0 && layer.controlResults.length > 0) return said("idle", "prove nothing");
  if (done.length === 0) return over ? said("not-sent", "not sent") : said("planned", countOf(planned, "control"));
  const served = done.filter((control) => control.observed === "accepted");
  const accepted = served.filter((control) => !servedByDesign(layer, control)).length;
  if (accepted > 0) return said("accepted", `${accepted} of ${planned} accepted`, `${accepted} accepted`);
  if (served.length > 0) return said("open", "open on purpose", "open");
  if (done.every((control) => control.unsent === true)) return said("not-sent", "not sent");
  if (!done.some((control) => control.counts)) return said("idle", "prove nothing");
  const refused = done.filter((control) => control.observed === "refused").length;
  const unanswered = done.length - refused;
  if (unanswered > 0 && over) return said("unanswered", `${unanswered} unanswered`);
  const state = refused === planned ? "held" : "underway";
  return said(state, `${refused} of ${planned} refused`, `${refused} of ${planned}`);
}

/** The same in a line of text, with the reason why they prove nothing; null before any was sent. */
export function describeControls(layer: LayerControls & Pick<LayerView, "controls">): string | null {
  const summary = layer.controlResults.length === 0 ? null : summariseControls(layer);
  if (summary === null) return null;
  const why = layer.controlResults.every((control) => control.notJudged === true) ? "judged" : "accepted";
  return summary.state === "idle" ? `${summary.words}: the real call was not ${why}` : summary.words;
}

/** "5 of 5 controls refused", over the whole run; null when none was sent. */
export function describeRunControls(layers: readonly Pick<LayerView, "controlResults">[]): string | null {
  const sent = layers
    .flatMap((layer) => layer.controlResults)
    .filter((control) => control.unsent !== true && control.notJudged !== true);
  if (sent.length === 0) return null;
  const refused = sent.filter((control) => control.observed === "refused").length;
  const idle = sent.filter((control) => !control.counts).length;
  const words = `${refused} of ${sent.length} controls refused`;
  return idle === 0 ? words : `${words}, ${idle} of them prove nothing`;
}

/** One control and whether its answer was the one expected. */
export function describeControl(layer: LayerControls, control: Control): string {
  const name = controlLabel(control.name);
  const on = control.tool === null ? "" : ` (${control.tool})`;
  const status = control.status === null ? "" : `, HTTP ${control.status}`;
  const note = control.note === null ? "" : `, ${control.note}`;
  return `${name}${on}: ${observedWords[control.observed]}${status}${note} (${judge(layer, control)})`;
}

function judge(layer: LayerControls, control: Control): string {
  if (servedByDesign(layer, control)) return "open on purpose";
  if (control.notJudged === true) return "proves nothing";
  if (control.observed !== "refused") return "it must be refused";
  if (!control.counts) return "proves nothing";
  return mayBeServed(layer, control) ? "as it may be: the target allows serving it" : "as it must be";
}

/** A control's name as a row can hold it. */
export function controlLabel(name: string): string {
  return name.replaceAll("-", " ");
}

/** A control's name in words. */
export function controlName(name: string): string {
  const words: Readonly<Record<string, string>> = {
    "no-token": "no token",
    tampered: "tampered token",
    forged: "token forged with a public secret",
    "session-alone": "the id of this session, without its token",
    "wrong-secret": "wrong secret key",
    "wrong-role": "a role that does not exist",
    unsigned: "unsigned request",
    "alg-none": "token without a signature",
    lapsed: "expired token",
    malformed: "token that is only random text",
  };
  if (name.startsWith("forged:")) return `token forged with the public secret ${name.slice("forged:".length)}`;
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
