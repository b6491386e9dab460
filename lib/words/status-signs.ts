import type { LiveLayerStatus, Verdict } from "@/lib/diagnosis/model";
import type { Style } from "./terminal-text";

/** Sign and colour of a status in a terminal: a colour is never alone. */
export const statusSigns: Readonly<Record<LiveLayerStatus, { readonly sign: string; readonly style: Style }>> = {
  pass: { sign: "✓", style: "green" },
  fail: { sign: "✗", style: "red" },
  inconclusive: { sign: "?", style: "yellow" },
  blocked: { sign: "⊘", style: "dim" },
  "not-applicable": { sign: "–", style: "dim" },
  "tool-error": { sign: "!", style: "magenta" },
  cancelled: { sign: "■", style: "dim" },
  running: { sign: "…", style: "cyan" },
  waiting: { sign: "·", style: "dim" },
};

export const verdictStyles: Readonly<Record<Verdict, Style>> = { pass: "green", fail: "red", inconclusive: "yellow" };
