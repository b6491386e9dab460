import type { EvidenceValue } from "@/lib/diagnosis/model";

/** A fact's value in words: "yes", "none", "a, b". */
export function factText(value: EvidenceValue): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" || typeof value === "number") return String(value);
  return value.length === 0 ? "none" : value.join(", ");
}
