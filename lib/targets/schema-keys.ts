import { z } from "zod";

/** The keys that a schema knows at a place within it. */
export function keysAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  let here = schema;
  for (const part of path) here = childSchema(unwrap(here), part);
  const found = unwrap(here);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

function childSchema(schema: unknown, part: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}
