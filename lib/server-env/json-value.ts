/** Members of a parsed file; read them by `member`, for a file may name one `__proto__` or `constructor`. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member by its name; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A scalar as the text that it stands for; null for a list, a map or nothing. */
export function scalarText(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** The texts of a list, or of one text split at blanks, as commands are written. */
export function wordsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(/\s+/);
  return listOf(value).flatMap((item) => (typeof item === "string" ? [item] : []));
}
