import { isJsonObject, type JsonObject } from "@/lib/json-object";

/**
 * Checks arguments against a tool's input schema: required and unknown members, types, enums and bounds
 * (JSON Schema 2020-12, the part that tools use). What else a schema asks is left to the server: a pattern from
 * elsewhere is never run here, for it could take for ever.
 *
 * @returns what is wrong, one short phrase each; empty when nothing is
 */
export function checkArguments(schema: JsonObject, values: JsonObject): readonly string[] {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const missing = required.filter((name) => typeof name === "string" && !Object.hasOwn(values, name));
  const unknown =
    schema.additionalProperties === false ? Object.keys(values).filter((name) => !Object.hasOwn(properties, name)) : [];
  const wrong = Object.entries(values).flatMap(([name, value]) => {
    const rule = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const fault = isJsonObject(rule) ? faultOf(rule, value, 0) : null;
    return fault === null ? [] : [`${name} ${fault}`];
  });
  return [...missing.map((name) => `${name} is required`), ...unknown.map((name) => `${name} is not known`), ...wrong];
}

/** Names of the members that a schema speaks of; null when it lets any in. */
export function knownArguments(schema: JsonObject): ReadonlySet<string> | null {
  if (!isJsonObject(schema.properties)) return null;
  return new Set(Object.keys(schema.properties));
}

const MAX_DEPTH = 8;

function faultOf(rule: JsonObject, value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return null;
  const choices = [rule.anyOf, rule.oneOf].filter((list) => Array.isArray(list)).flat();
  if (choices.length > 0 && !choices.some((one) => !isJsonObject(one) || faultOf(one, value, depth + 1) === null)) {
    return "fits none of its allowed forms";
  }
  if (rule.type !== undefined && !ofType(rule.type, value)) return `is not ${typeWords(rule.type)}`;
  if (Array.isArray(rule.enum) && !rule.enum.some((one) => Object.is(one, value))) return "is not one of its values";
  if (typeof value === "number") {
    if (typeof rule.minimum === "number" && value < rule.minimum) return `is below ${rule.minimum}`;
    if (typeof rule.maximum === "number" && value > rule.maximum) return `is above ${rule.maximum}`;
  }
  const { items } = rule;
  if (Array.isArray(value) && isJsonObject(items)) {
    return value.some((item) => faultOf(items, item, depth + 1) !== null) ? "has an item of another form" : null;
  }
  return null;
}

function typeWords(type: unknown): string {
  return (Array.isArray(type) ? type : [type]).map(String).join(" or ");
}

function ofType(type: unknown, value: unknown): boolean {
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  return names.some((name) => {
    switch (name) {
      case "null":
        return value === null;
      case "array":
        return Array.isArray(value);
      case "object":
        return isJsonObject(value);
      case "integer":
        return Number.isInteger(value);
      case "number":
      case "string":
      case "boolean":
        return typeof value === name;
      default:
        // A type that this checker does not know is for the server to judge.
        return true;
    }
  });
}
