import type { FindingWords } from "@/lib/diagnosis/layer";

/** Texts of AWS that say more than their code. */
export interface AwsText {
  /** Without `Exception`. */
  readonly codes: readonly string[];
  /** How each text is told: it begins the message, or it is a phrase that only this error holds. */
  readonly how: "prefix" | "phrase";
  /** Lower case, blanks single. */
  readonly texts: readonly string[];
  /** In place of the code's; the code's own where it is left out. */
  readonly reason?: string;
  /** Rules that explain findings join on it. */
  readonly signal: string;
  /** In place of the finding's own. */
  readonly words?: FindingWords;
  /** Where the text was met. */
  readonly source: string;
}
