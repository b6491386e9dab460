import { createHash } from "node:crypto";
import { parseSync } from "oxc-parser";

/** Words for people: two words beside each other, on one line. */
export const PROSE = /[\p{L}\d,;:.)'’}] [\p{L}\d($‘'{]/u;

/** Methods whose argument is looked for: such a text decides something, however many words it has. */
export const LOOKS_FOR = /^(includes|startsWith|endsWith|split|test|has)$/;

/** Where a node stands in its file, and its types: nothing that could be mutated. */
const LEFT_OUT = new Set(["start", "end", "range", "loc", "raw", "typeAnnotation", "returnType", "typeParameters"]);
const LEFT_OUT_NODES =
  /^(ImportDeclaration|TSInterfaceDeclaration|TSTypeAliasDeclaration|TSTypeParameterInstantiation)$/;

function textOf(node) {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis.map((part) => part.value.cooked).join("{}");
  return null;
}

function decides(parent) {
  if (parent?.type === "BinaryExpression") return true;
  return parent?.type === "CallExpression" && LOOKS_FOR.test(parent.callee.property?.name ?? "");
}

/** The node without what no mutant can touch: places, types, imports and sentences. */
function essence(node, parent) {
  if (Array.isArray(node)) return node.map((one) => essence(one, parent)).filter((one) => one !== undefined);
  if (typeof node === "bigint") return `${node}n`;
  if (typeof node !== "object" || node === null) return node;
  if (typeof node.type !== "string") {
    return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, essence(child, parent)]));
  }
  if (LEFT_OUT_NODES.test(node.type)) return undefined;
  if (node.type === "ImportExpression") return ["import"];
  if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression") return essence(node.expression, parent);
  const text = textOf(node);
  if (text !== null && !text.includes("\n") && PROSE.test(text) && !decides(parent)) return ["a sentence"];
  const kept = Object.entries(node).filter(([name]) => !LEFT_OUT.has(name));
  return Object.fromEntries(kept.map(([name, child]) => [name, essence(child, node)]));
}

/**
 * What of a source its mutants depend on, as 16 hex digits: a file that moved, whose imports, comments, types or
 * sentences alone differ, is the same.
 */
export function fingerprint(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed`);
  return createHash("sha256")
    .update(JSON.stringify(essence(program.body, null)))
    .digest("hex")
    .slice(0, 16);
}
