import type { EvidenceValue, Fact } from "@/lib/diagnosis/model";
import { cleanText } from "@/lib/words/terminal-text";

/** A fact's value in words: "yes", "none", "a, b". */
export function factText(value: EvidenceValue): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" || typeof value === "number") return String(value);
  return value.length === 0 ? "none" : value.join(", ");
}

/** What a layer's real answer showed: a line each, its values aligned. */
export function factLines(facts: readonly Fact[]): string[] {
  const lines = facts.map(({ label, value }) => ({ label: cleanText(label), text: cleanText(factText(value)) }));
  const width = Math.max(0, ...lines.map(({ label }) => label.length));
  return lines.map(({ label, text }) => `${label.padEnd(width)}  ${text}`.trimEnd());
}
