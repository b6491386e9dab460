import { isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { fault } from "./server-env-fault";

/** Aliases that a file may resolve to: enough for anchors of environments, too few for a bomb. */
const MAX_ALIASES = 100;

/**
 * Reads a YAML file (1.2, with merge keys) as plain data: numbers and booleans stay the text that they were written as.
 * @throws AppError BAD_SERVER_ENV with line and column, never with contents
 */
export function readYaml(text: string): unknown {
  const lineCounter = new LineCounter();
  const document = readDocument(text, lineCounter);
  const [first] = document.errors;
  if (first !== undefined) {
    const { line, col } = lineCounter.linePos(first.pos[0]);
    throw fault(
      `it is not valid YAML at line ${line}, column ${col}.`,
      "Correct it; docker compose config checks it too.",
    );
  }
  visit(document, {
    // The package compares each key with every other, which thousands of keys make a matter of minutes.
    Map(_, node) {
      const seen = new Set<unknown>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) throw doubledKey(lineCounter, isNode(key) ? key.range?.[0] : undefined);
        seen.add(name);
      }
    },
    Scalar(_, node) {
      if (isScalar(node) && node.value !== null && typeof node.value !== "string") node.value = node.source ?? "";
    },
  });
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    throw fault("its YAML aliases expand to too much, or point nowhere.", "Give the file without anchors and aliases.");
  }
}

function readDocument(text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, { merge: true, uniqueKeys: false, prettyErrors: false, logLevel: "error", lineCounter });
  } catch {
    // Thousands of levels exhaust the stack of any reader.
    throw fault("it is nested too deeply.");
  }
}

function doubledKey(lineCounter: LineCounter, offset = 0) {
  const { line, col } = lineCounter.linePos(offset);
  return fault(`a key occurs twice in one map, at line ${line}, column ${col}.`, "Leave one of them.");
}
