import { nameKind } from "./secret-names";

/** Elements whose text is kept: what AWS says when it refuses. */
const KEPT = new Set(["code", "message", "type", "requestid"]);
const MAX_TEXT = 400;
const MAX_TAGS = 200;
const TAG = /<(\/?)([A-Za-z_][\w.-]{0,63})(?:\s[^<>]{0,500})?(\/?)>([^<]*)/g;

interface Element {
  readonly name: string;
  readonly closing: boolean;
  readonly empty: boolean;
  readonly text: string;
}

function elementsOf(body: string): readonly Element[] {
  return [...body.matchAll(TAG)].slice(0, MAX_TAGS).map(([, slash = "", name = "", end = "", text = ""]) => ({
    name,
    closing: slash !== "",
    empty: end !== "",
    text: text.trim(),
  }));
}

function isXml(body: string): boolean {
  return /^\s*<(\?xml|(?!html\b)[A-Za-z_])/i.test(body);
}

/** Texts of an XML answer's elements that are named as credentials are: to be kept as secrets before it is recorded. */
export function xmlCredentials(body: string): readonly string[] {
  if (!isXml(body)) return [];
  return elementsOf(body)
    .filter(({ closing, name, text }) => !closing && text !== "" && nameKind(name) === "secret")
    .map(({ text }) => text);
}

/**
 * Of an XML answer that may hold credentials, what may be kept: names of its elements, lengths of their texts, and
 * error texts. Null when it is no XML.
 *
 * @param text redacts a kept text.
 */
export function xmlOutline(body: string, text: (value: string) => string): string | null {
  if (!isXml(body)) return null;
  const elements = elementsOf(body);
  if (elements.length === 0) return null;
  return elements
    .map((element) => {
      const tag = `<${element.closing ? "/" : ""}${text(element.name)}${element.empty ? "/" : ""}>`;
      if (element.text === "" || element.closing) return tag;
      const kept = KEPT.has(element.name.toLowerCase());
      return tag + (kept ? text(element.text).slice(0, MAX_TEXT) : `string(${element.text.length})`);
    })
    .join("");
}
