import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** Words for people: two words beside each other, on one line. */
const PROSE = /[\p{L}\d,;:.)'’}] [\p{L}\d($‘'{]/u;

function textOf(node) {
  if (node.type === "StringLiteral") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis.map((part) => part.value.cooked).join("{}");
  return null;
}

/** Text that decides something: it is compared with, or looked for. */
function decides(path) {
  const parent = path.parent;
  if (parent.type === "BinaryExpression") return true;
  return (
    parent.type === "CallExpression" &&
    /^(includes|startsWith|endsWith|split|test|has)$/.test(parent.callee.property?.name ?? "")
  );
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
