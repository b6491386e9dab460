import type { Actor, Cause, LiveLayerStatus } from "@/lib/diagnosis/model";
import { tokenKindWords } from "@/lib/token/describe-token";

export const actorWords: Record<Actor, string> = {
  "token-holder": "token holder",
  "registry-admin": "registry admin",
  "aws-admin": "AWS admin",
  deployer: "deployer",
  operator: "operator",
  bonafide: "Bonafide",
  unclear: "not clear who",
};

export const basisWords: Record<Cause["basis"], string> = {
  observed: "observed",
  inferred: "inferred",
  possible: "possible",
};

export const natureWords = { local: "local: validation", live: "live: authentication" } as const;

/** Plain words for a token kind; the kind itself if it is new to us. Without the explanation in brackets. */
export function kindWords(kind: string): string {
  const words: Readonly<Record<string, string>> = tokenKindWords;
  return (Object.hasOwn(words, kind) ? (words[kind] ?? kind) : kind).replace(/ \(.*\)$/, "");
}

/** What a row says when the layer itself left no summary. */
export const statusMeaning: Record<LiveLayerStatus, string> = {
  pass: "passed, with its evidence",
  fail: "failed",
  inconclusive: "ran, and cannot tell",
  blocked: "a layer it needs gave no output",
  "not-applicable": "does not concern this token or target",
  "tool-error": "Bonafide's own fault, or its own policy refused",
  cancelled: "stopped before it ended",
  running: "under way",
  waiting: "not begun",
};

/** A sentence for a heading: first letter upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function countOf(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : more}`;
}

export function formatBytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes.toLocaleString("en-US")} B` : `${(bytes / 1000).toFixed(1)} kB`;
}

/** "9f2c 41d0 a7be": twelve digits in groups, easier to compare by eye. */
export function groupedFingerprint(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(" ") ?? fingerprint;
}
