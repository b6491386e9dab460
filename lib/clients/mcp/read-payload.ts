import { isJsonObject, type JsonObject } from "@/lib/json-object";

/** What a tool or a resource handed back, taken out of its wrappings. */
export interface ToolPayload {
  /** The answer itself: what `structuredContent` holds, else the content blocks; text where that is no JSON. */
  readonly value: unknown;
  /** Everything that it may be read as, `value` first: the structure, each block, and several blocks as one list. */
  readonly readings: readonly unknown[];
  /** Every part once, unwrapped: the structure and each block. */
  readonly parts: readonly unknown[];
  /** The text of every block, as it came. */
  readonly texts: readonly string[];
  /** The beginning of the texts, at most 500 characters. */
  readonly text: string;
}

const MAX_BLOCKS = 1_000;
const MAX_UNWRAPPED = 6;
const SHOWN = 500;

/**
 * Unwraps the result of `tools/call` or `resources/read`: `structuredContent` and every block with a text (its own, or that
 * of an embedded resource), each taken out of `result` and out of JSON inside strings (facts of quilt-mcp; FastMCP wraps
 * what is no object in `result`, and the items of a list in a block each).
 */
export function readPayload(result: JsonObject): ToolPayload {
  const texts = blockTexts(result);
  const blocks = texts.map((text) => unwrap(text));
  const { structuredContent } = result;
  const structured = structuredContent === undefined || structuredContent === null ? [] : [unwrap(structuredContent)];
  const listed = blocks.length > 1 && blocks.every((block) => typeof block !== "string") ? [blocks] : [];
  const parts = [...structured, ...blocks];
  const readings = [...structured, ...listed, ...blocks];
  const text = texts.join("\n").slice(0, SHOWN);
  return { value: readings[0] ?? text, readings, parts, texts, text };
}

/** Texts of content blocks (MCP 2025-06-18, Tools, Tool Result) or of a resource's contents, at most 1,000. */
function blockTexts({ content, contents }: JsonObject): readonly string[] {
  const blocks: readonly unknown[] = [content, contents].flatMap((list): readonly unknown[] =>
    Array.isArray(list) ? list.slice(0, MAX_BLOCKS) : [],
  );
  return blocks.flatMap((block) => {
    if (!isJsonObject(block)) return [];
    const holder = isJsonObject(block.resource) ? block.resource : block;
    return typeof holder.text === "string" ? [holder.text] : [];
  });
}

/**
 * Takes a value out of `{result: …}` and out of JSON inside a string, a few times over. Each step reads a part of what the
 * step before it read, so the work is linear.
 */
function unwrap(value: unknown): unknown {
  let found = value;
  for (let step = 0; step < MAX_UNWRAPPED; step += 1) {
    const inner = innerOf(found);
    if (inner === undefined) break;
    found = inner;
  }
  return found;
}

function innerOf(value: unknown): unknown {
  if (typeof value === "string") return jsonInText(value);
  if (isJsonObject(value) && "result" in value && Object.keys(value).length === 1) return value.result ?? undefined;
  return undefined;
}

/** What JSON in a string holds, if that is more than a word: undefined for prose. */
export function jsonInText(text: string): unknown {
  const start = text.trimStart().charAt(0);
  if (start !== "{" && start !== "[" && start !== '"') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Prose that begins like JSON: the text itself is what the tool said.
    return undefined;
  }
}

/** Whether the payload holds a text: in the text of a block, or anywhere in its structure. */
export function payloadContains({ texts, parts }: ToolPayload, wanted: string): boolean {
  const escaped = JSON.stringify(wanted).slice(1, -1);
  const isIn = (text: string) => text.includes(wanted) || text.includes(escaped);
  return texts.some(isIn) || parts.some((part) => isIn(typeof part === "string" ? part : JSON.stringify(part)));
}
