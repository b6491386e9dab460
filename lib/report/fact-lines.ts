import type { Evidence } from "@/lib/diagnosis/model";
import { factText } from "@/lib/words/fact-text";
import { cleanText } from "@/lib/words/terminal-text";

/** What a layer's real answer showed: a line each, its values aligned. */
export function factLines(facts: Evidence): string[] {
  const names = Object.keys(facts).map(cleanText);
  const width = Math.max(0, ...names.map((name) => name.length));
  const values = Object.values(facts).map((value) => cleanText(factText(value)));
  return names.map((name, index) => `${name.padEnd(width)}  ${values[index] ?? ""}`.trimEnd());
}
