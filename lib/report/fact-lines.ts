import type { Evidence, EvidenceValue } from "@/lib/diagnosis/model";
import { cleanText } from "@/lib/words/terminal-text";

/** A fact's value in words: "yes", "none", "a, b". */
export function factText(value: EvidenceValue): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" || typeof value === "number") return String(value);
  return value.length === 0 ? "none" : value.join(", ");
}

/** What a layer's real answer showed: a line each, its values aligned. */
export function factLines(facts: Evidence): string[] {
  const names = Object.keys(facts).map(cleanText);
  const width = Math.max(0, ...names.map((name) => name.length));
  const values = Object.values(facts).map((value) => cleanText(factText(value)));
  return names.map((name, index) => `${name.padEnd(width)}  ${values[index] ?? ""}`.trimEnd());
}
