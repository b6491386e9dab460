import { z } from "zod";

/** Where a value sits in a JSON body: member names and array positions. */
export type JsonPath = readonly (string | number)[];

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/**
 * Every value of a real success body that an evidence schema requires, found by walking the schema and the body side by
 * side. Of several shapes that a member may have, the one that the body has counts.
 */
export function requiredPaths(evidence: z.ZodType, body: unknown): readonly JsonPath[] {
  return walk(z.toJSONSchema(evidence), body, []);
}

function walk(schema: unknown, value: unknown, path: JsonPath): readonly JsonPath[] {
  const { anyOf, properties, required, items } = fieldsOf(schema);
  if (Array.isArray(anyOf)) {
    const shape: unknown = anyOf.find((one) => describes(one, value));
    return shape === undefined ? [] : walk(shape, value, path);
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => [[...path, index], ...walk(items, item, [...path, index])]);
  }
  if (!Array.isArray(required)) return [];
  return required.flatMap((name: unknown) => {
    const inner = [...path, String(name)];
    return [inner, ...walk(fieldsOf(properties)[String(name)], fieldsOf(value)[String(name)], inner)];
  });
}

function describes(schema: unknown, value: unknown): boolean {
  const { type, const: only, enum: allowed, properties } = fieldsOf(schema);
  if (only !== undefined) return value === only;
  if (Array.isArray(allowed)) return allowed.includes(value);
  if (type === "object") {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    const members = Object.entries(fieldsOf(properties));
    return isObject && members.every(([name, inner]) => !isFixed(inner) || describes(inner, fieldsOf(value)[name]));
  }
  if (type === "null") return value === null;
  if (type === "integer" || type === "number") return typeof value === "number";
  return typeof value === type;
}

function isFixed(schema: unknown): boolean {
  const { const: only, enum: allowed } = fieldsOf(schema);
  return only !== undefined || Array.isArray(allowed);
}

/** A path in words: `objects.firstPage.hits[0].key`. */
export function nameOfPath(path: JsonPath): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

/** The value at a path. */
export function valueAt(body: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, step) => (value === null ? undefined : Reflect.get(Object(value), step)), body);
}

/** A copy of a body with the value at a path changed; `remove` takes a member out. */
export function changeAt(body: unknown, path: JsonPath, change: { readonly to: unknown } | "remove"): unknown {
  const copy: unknown = structuredClone(body);
  const holder = valueAt(copy, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof holder !== "object" || holder === null || last === undefined) throw new Error("no such path");
  if (change !== "remove") Reflect.set(holder, last, change.to);
  else Reflect.deleteProperty(holder, last);
  return copy;
}
