import type { Cause, LiveLayerStatus, Observed, RowMark } from "@/lib/diagnosis/model";

/** What a row says when the layer itself left no summary. */
export const statusMeaning: Readonly<Record<LiveLayerStatus, string>> = {
  pass: "passed, with its evidence",
  fail: "failed",
  inconclusive: "ran, but cannot tell",
  blocked: "a layer it needs gave no output",
  "not-applicable": "does not apply to this token or target",
  "tool-error": "Bonafide's own fault, or refused by its own policy",
  cancelled: "stopped before it ended",
  running: "running",
  waiting: "not started",
};

/** How sure a cause is. */
export const basisWords: Readonly<Record<Cause["basis"], string>> = {
  observed: "observed",
  inferred: "inferred",
  possible: "possible",
};

export const natureWords = { local: "local: validation", live: "live: authentication" } as const;

/** What a call's answer amounts to. */
export const observedWords: Readonly<Record<Observed, string>> = {
  accepted: "accepted",
  refused: "refused",
  "no-answer": "no answer",
};

/** Sign and word of a row's mark: the sign stands without colour, the word is for those who cannot see it. */
export const markWords: Readonly<Record<RowMark, { readonly sign: string; readonly word: string }>> = {
  good: { sign: "✓", word: "yes" },
  bad: { sign: "✗", word: "no" },
  unknown: { sign: "?", word: "not known" },
  note: { sign: "·", word: "note" },
};
