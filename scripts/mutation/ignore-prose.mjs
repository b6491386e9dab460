import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { LOOKS_FOR, PROSE } from "./fingerprint.mjs";

function textOf(node) {
  if (node.type === "StringLiteral") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis.map((part) => part.value.cooked).join("{}");
  return null;
}

/** Text that decides something: it is compared with, or looked for. */
function decides(path) {
  const parent = path.parent;
  if (parent.type === "BinaryExpression") return true;
  return parent.type === "CallExpression" && LOOKS_FOR.test(parent.callee.property?.name ?? "");
}

/**
 * Leaves sentences alone: an emptied title is no broken behaviour, and a test that repeats every sentence proves
 * nothing. Codes, names, keys and whatever is compared are mutated.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "prose", {
    shouldIgnore(path) {
      const text = textOf(path.node);
      if (text === null || text.includes("\n") || decides(path)) return undefined;
      return PROSE.test(text) ? "a sentence for people" : undefined;
    },
  }),
];
