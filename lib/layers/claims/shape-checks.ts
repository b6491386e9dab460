import type { ParsedToken } from "@/lib/token/parse-token";
import type { JsonObject, JsonValue } from "@/lib/token/strict-json";
import { roleArnClaim, roleArnSpellings } from "@/lib/token/token-kind";

export interface ShapeFlaw {
  readonly reason: "missing-claim" | "wrong-type" | "unexpected-claims" | "no-expiry" | "catalog-token-missing";
  readonly detail: string;
}

const catalogClaims = ["id", "uuid", "exp"];
const MAX_NAMES = 20;

function names(list: readonly string[]): string {
  const shown = list.slice(0, MAX_NAMES).map((name) => name.slice(0, 64));
  return shown.join(", ") + (list.length > MAX_NAMES ? ` and ${list.length - MAX_NAMES} more` : "");
}

function typeWords(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return value === "" ? "an empty string" : "a string";
  if (typeof value === "number") return "a number";
  return typeof value === "boolean" ? "true or false" : "an object";
}

function missing(token: ParsedToken, payload: JsonObject): readonly string[] {
  const lacks = (name: string) => !Object.hasOwn(payload, name);
  if (token.kind === "catalog-jwt") return catalogClaims.filter(lacks);
  // quilt-mcp 0.10–0.12 names the session after the subject and refuses a token without one.
  const needsSubject = token.kind === "role-jwt" || token.kind === "hybrid-jwt";
  return needsSubject && ["sub", "user_id", "id"].every(lacks) ? ["sub"] : [];
}

const isText = (value: JsonValue) => typeof value === "string" && value !== "";
const isTextOrTexts = (value: JsonValue) =>
  isText(value) || (Array.isArray(value) && value.length > 0 && value.every((item) => isText(item)));
const isRoleArn = (value: JsonValue) => typeof value === "string" && /^arn:[^:]+:(?:iam|sts)::[^:]+:.+$/.test(value);

const types: readonly (readonly [string, (value: JsonValue) => boolean, string])[] = [
  ["exp", (value) => typeof value === "number", "a number of seconds"],
  ["nbf", (value) => typeof value === "number", "a number of seconds"],
  ["iat", (value) => typeof value === "number", "a number of seconds"],
  ["iss", isText, "a string"],
  ["sub", isText, "a string"],
  ["aud", isTextOrTexts, "a string or a list of strings"],
  ["catalog_token", isText, "a string"],
];

function wrongTypes(token: ParsedToken, payload: JsonObject): readonly string[] {
  const ids = token.kind === "catalog-jwt" ? (["id", "uuid"] as const) : [];
  const rules = [...types, ...ids.map((name) => [name, isText, "a string"] as const)];
  const wrong = rules.flatMap(([name, fits, wanted]) => {
    const value = payload[name];
    return value === undefined || fits(value) ? [] : [`${name} is ${typeWords(value)} instead of ${wanted}`];
  });
  if (token.kind === "hybrid-jwt" && token.inner === null && isText(payload.catalog_token ?? null)) {
    wrong.push("catalog_token is a string that cannot be a token");
  }
  const role = roleArnClaim(payload);
  if (role === undefined || isRoleArn(role)) return wrong;
  const spelling = roleArnSpellings.find((name) => Object.hasOwn(payload, name));
  return [...wrong, `${spelling} is ${isText(role) ? "not an ARN" : typeWords(role)} instead of the ARN of a role`];
}

/** Checks which claims are there and of which type, by what tokens of this kind carry. */
export function shapeFlaws(token: ParsedToken, payload: JsonObject): readonly ShapeFlaw[] {
  const flaws: ShapeFlaw[] = [];
  const lacking = missing(token, payload);
  if (lacking.length > 0) flaws.push({ reason: "missing-claim", detail: `without ${names(lacking)}` });
  for (const detail of wrongTypes(token, payload)) flaws.push({ reason: "wrong-type", detail });
  if (token.kind !== "catalog-jwt" && !Object.hasOwn(payload, "exp")) {
    flaws.push({ reason: "no-expiry", detail: "without exp" });
  }
  if (token.kind === "catalog-jwt") {
    const extra = Object.keys(payload).filter((name) => !catalogClaims.includes(name));
    if (extra.length > 0) flaws.push({ reason: "unexpected-claims", detail: `also ${names(extra)}` });
  }
  if (token.kind === "role-jwt") {
    flaws.push({ reason: "catalog-token-missing", detail: "a role, and no catalog_token" });
  }
  return flaws;
}
