import { readFileSync } from "node:fs";
import { isStrictObject, type JsonObject, type JsonValue, parseStrictJson } from "@/lib/token/strict-json";

/** For tests: reads a file of published vectors that lies beside this one. */
export function readVectors(name: string): JsonValue {
  const result = parseStrictJson(readFileSync(new URL(name, import.meta.url), "utf8"));
  if (!result.ok) throw new Error(`${name}: ${result.message}`);
  return result.value;
}

/** For tests: the objects of a list. */
export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  if (!Array.isArray(value) || !value.every((item) => isStrictObject(item))) throw new Error("no list of objects");
  return value;
}

/** For tests: an object, or an empty one where there is none. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isStrictObject(value) ? value : {};
}
