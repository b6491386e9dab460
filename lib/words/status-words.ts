import type { Actor, LiveLayerStatus, Verdict } from "@/lib/diagnosis/model";
import type { Style } from "./terminal-text";

/** Sign, word and colour of a status: a colour is never alone. */
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

const actorWords: Readonly<Record<Actor, string>> = {
  "token-holder": "token holder",
  "registry-admin": "registry admin",
  "aws-admin": "AWS admin",
  deployer: "deployer",
  operator: "operator",
  bonafide: "Bonafide",
  unclear: "unclear who",
};

/** Who has to act, as a reader would say it. */
export function nameActor(actor: Actor): string {
  return actorWords[actor];
}
