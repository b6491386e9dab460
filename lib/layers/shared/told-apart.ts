import { isSameAnswer } from "@/lib/refusals/alike";
import type { ForeignAnswer } from "@/lib/refusals/foreign-answer";

/** What a refusal of the real token means, held against what the wrong callers got. */
export type ToldApart = "blocked-in-front" | "rejected" | "forbidden";

/**
 * What a real 403 means beside its controls (DESIGN §2, Code → status). Alike to what no token and a tampered one got,
 * it comes from something that knows nobody; alike to the tampered one's alone, the token was taken for a bad one; else
 * it was told apart from a bad one, so it was verified. Null for a control that was not sent or not answered: then
 * nothing is told from it.
 */
export function toldApart(
  real: ForeignAnswer,
  noToken: ForeignAnswer | null,
  tampered: ForeignAnswer | null,
): ToldApart {
  if (tampered === null || !isSameAnswer(real, tampered)) return "forbidden";
  return noToken !== null && isSameAnswer(real, noToken) ? "blocked-in-front" : "rejected";
}
