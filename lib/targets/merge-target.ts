import type { TargetFile } from "@/lib/wire/target-schema";

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mergeFields(base: Fields, over: Fields): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged[key];
    merged[key] = isFields(below) && isFields(value) ? { ...below, ...withoutUndefined(value) } : value;
  }
  return merged;
}

function withoutUndefined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Lays objects over a target's, field by field; a list replaces a list. */
export function mergeTarget(base: TargetFile, over: TargetFile): TargetFile {
  return mergeFields(base, over);
}
