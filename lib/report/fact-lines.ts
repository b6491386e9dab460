import type { Fact } from "@/lib/diagnosis/model";
import { factText } from "@/lib/words/fact-text";
import { cleanText } from "@/lib/words/terminal-text";

/** What a layer's real answer showed: a line each, its values aligned. */
export function factLines(facts: readonly Fact[]): string[] {
  const lines = facts.map(({ label, value }) => ({ label: cleanText(label), text: cleanText(factText(value)) }));
  const width = Math.max(0, ...lines.map(({ label }) => label.length));
  return lines.map(({ label, text }) => `${label.padEnd(width)}  ${text}`.trimEnd());
}
