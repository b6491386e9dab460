import { isJsonObject, type JsonObject } from "@/lib/json-object";

/** What a tool handed back, taken out of its wrapping. */
export interface ToolPayload {
  /** The tool's own object; null when it gave text that is no JSON object. */
  readonly object: JsonObject | null;
  /** Text of the first text block, at most 500 characters. */
  readonly text: string;
}

function textOf(result: JsonObject): string {
  const blocks: readonly unknown[] = Array.isArray(result.content) ? result.content : [];
  const block = blocks.find((one) => isJsonObject(one) && one.type === "text" && typeof one.text === "string");
  return isJsonObject(block) && typeof block.text === "string" ? block.text : "";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Prose: the text itself is what the tool said.
    return null;
  }
}

/**
 * Unwraps `structuredContent.result`, `structuredContent` or the JSON in the first text block: FastMCP wraps tools
 * of a union type in `result` and marks them so (facts of quilt-mcp).
 */
export function readPayload(result: JsonObject): ToolPayload {
  const text = textOf(result);
  const structured = isJsonObject(result.structuredContent) ? result.structuredContent : null;
  const wrapped = structured !== null && isJsonObject(structured.result) && Object.keys(structured).length === 1;
  const found = wrapped ? structured.result : (structured ?? parsed(text));
  return { object: isJsonObject(found) ? found : null, text: text.slice(0, 500) };
}

/**
 * The failure that a payload speaks of, at most 300 characters; null when it speaks of none.
 * quilt-mcp answers nearly every failure with `isError: false`: what counts is `error` and `success` in the payload.
 */
export function payloadFailure(result: JsonObject, payload: ToolPayload): string | null {
  const { object, text } = payload;
  const said = object === null ? null : errorOf(object);
  if (said !== null) return said.slice(0, 300);
  if (result.isError === true) return (text === "" ? "the tool reports an error" : text).slice(0, 300);
  if (object?.success !== undefined && object.success !== true) return `success is ${JSON.stringify(object.success)}`;
  return null;
}

function errorOf(object: JsonObject): string | null {
  const { error } = object;
  if (error === undefined || error === null) return null;
  if (typeof error === "string") return error === "" ? "an error without text" : error;
  if (isJsonObject(error) && typeof error.message === "string") return error.message;
  return JSON.stringify(error) ?? "an error of no known form";
}
