import type { LayerView } from "@/lib/diagnosis/reduce";
import { servedByDesign } from "@/lib/diagnosis/served-by-design";

export interface ControlSummary {
  readonly shield: "planned" | "held" | "broken" | "unknown";
  readonly words: string;
  /** The same for a narrow row. */
  readonly short: string;
  readonly colour: string;
}

const many = (count: number) => `${count} control${count === 1 ? "" : "s"}`;

/** What a row says about its controls; null when it has none. Refusals count only beside an acceptance. */
export function controlSummary(layer: LayerView): ControlSummary | null {
  const done = layer.controlResults;
  const planned = Math.max(layer.controls.length, done.length);
  if (planned === 0) return null;
  const over = layer.status !== "waiting" && layer.status !== "running";
  const grey = { colour: "text-ink-2" };
  if (done.length === 0) {
    return {
      ...grey,
      shield: over ? "unknown" : "planned",
      words: over ? "not sent" : many(planned),
      short: over ? "not sent" : many(planned),
    };
  }
  const served = done.filter((control) => control.observed === "accepted");
  const accepted = served.filter((control) => !servedByDesign(layer, control)).length;
  const refused = done.filter((control) => control.observed === "refused").length;
  const unanswered = done.length - served.length - refused;
  if (accepted > 0) {
    return {
      shield: "broken",
      words: `${accepted} of ${planned} accepted`,
      short: `${accepted} accepted`,
      colour: "text-fail",
    };
  }
  if (served.length > 0) return { ...grey, shield: "unknown", words: "open on purpose", short: "open" };
  if (done.every((control) => control.unsent === true))
    return { ...grey, shield: "unknown", words: "not sent", short: "not sent" };
  if (!done.some((control) => control.counts)) {
    return { ...grey, shield: "unknown", words: "prove nothing", short: "prove nothing" };
  }
  if (unanswered > 0 && over) {
    return {
      shield: "unknown",
      words: `${unanswered} unanswered`,
      short: `${unanswered} unanswered`,
      colour: "text-inconclusive",
    };
  }
  const held = refused === planned;
  return {
    shield: held ? "held" : "planned",
    words: `${refused} of ${planned} refused`,
    short: `${refused} of ${planned}`,
    colour: held ? "text-pass" : "text-ink-2",
  };
}

/** "5 of 5 controls refused", over the whole run; null when none was sent. */
export function runControlWords(layers: readonly LayerView[]): string | null {
  const sent = layers.flatMap((layer) => layer.controlResults).filter((control) => control.unsent !== true);
  if (sent.length === 0) return null;
  const refused = sent.filter((control) => control.observed === "refused").length;
  const idle = sent.filter((control) => !control.counts).length;
  const words = `${refused} of ${sent.length} controls refused`;
  return idle === 0 ? words : `${words}, ${idle} of them proving nothing`;
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
    forged: "forged with a public secret",
    "wrong-secret": "wrong secret key",
    "wrong-role": "a role that does not exist",
    unsigned: "unsigned request",
    "alg:none": "the token without a signature",
    lapsed: "a lapsed token",
  };
  if (name.startsWith("forged:")) return `forged with the public secret ${name.slice("forged:".length)}`;
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
