import { changeAt, type JsonPath, nameOfPath, valueAt } from "./evidence-paths";

/** One change of a success body. */
export interface Mutation {
  readonly field: string;
  readonly how: string;
  readonly body: string;
  /** Content type in place of the server's own. */
  readonly contentType?: string;
}

type Change = readonly [how: string, to: unknown];

/** Keys of objects and ids of documents: a space alone is a lawful one. */
const MAY_BE_BLANK = /(^|\.)(key|_id)$/;

function changesOf(value: unknown, field: string): readonly Change[] {
  if (typeof value === "string") {
    return [
      ["emptied", ""],
      ...(MAY_BE_BLANK.test(field) ? [] : [["blank", " "] as const]),
      ["number", 12345],
      ["boolean", true],
      ["object", { value }],
      ["array", [value]],
    ];
  }
  if (typeof value === "number") {
    return [
      ["emptied", ""],
      ["string", `${value}`],
      ["words", "many"],
      ["boolean", true],
      ["object", { count: value }],
      ["array", [value]],
      ["fraction", 0.5],
    ];
  }
  if (Array.isArray(value)) {
    return [
      ["emptied", []],
      ["object", { ...value }],
      ["string", JSON.stringify(value)],
      ["number", value.length],
      ["array of nulls", value.map(() => null)],
      ["array of empty objects", value.map(() => ({}))],
    ];
  }
  return [
    ["emptied", {}],
    ["array", [value]],
    ["empty array", []],
    ["string", JSON.stringify(value)],
    ["empty string", ""],
    ["number", 0],
  ];
}

/** Each of these values of a JSON body removed, nulled, retyped and emptied, one at a time. */
export function jsonMutations(body: unknown, paths: readonly JsonPath[]): readonly Mutation[] {
  return paths.flatMap((path) => {
    const make = (how: string, change: { readonly to: unknown } | "remove"): Mutation => ({
      field: nameOfPath(path),
      how,
      body: JSON.stringify(changeAt(body, path, change)),
    });
    // A list without one of its items is no less of a list.
    const removed = typeof path.at(-1) === "number" ? [] : [make("removed", "remove")];
    const changes: readonly Change[] = [["nulled", null], ...changesOf(valueAt(body, path), nameOfPath(path))];
    return [...removed, ...changes.map(([how, to]) => make(how, { to }))];
  });
}

/** Each occurrence of an XML element removed, nulled, retyped and emptied, one at a time; `texts` are wrong for it. */
export function xmlMutations(body: string, element: string, texts: readonly string[]): readonly Mutation[] {
  const found = [...body.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, "g"))];
  return found.flatMap((match, index) => {
    const make = (how: string, to: string): Mutation => ({
      field: found.length > 1 ? `${element}[${index}]` : element,
      how,
      body: body.slice(0, match.index) + to + body.slice(match.index + match[0].length),
    });
    return [
      make("removed", ""),
      make("emptied", `<${element}></${element}>`),
      make("empty tag", `<${element}/>`),
      make("nulled", `<${element} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`),
      make("object", `<${element}><Value>${match[1]}</Value></${element}>`),
      make("array", `${match[0]}${match[0]}`),
      make("other case", match[0].replaceAll(element, element.toLowerCase())),
      ...texts.map((text) => make(`"${text}"`, `<${element}>${text}</${element}>`)),
    ];
  });
}

const HTML = "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in</body></html>";
const OTHER_XML = `<?xml version="1.0"?><ListAllMyBucketsResult><Owner><ID>1</ID></Owner><Buckets/></ListAllMyBucketsResult>`;

/** Bodies that are no answer of the layer's protocol at all, or only half of one. */
export function wholeBodies(body: string): readonly Mutation[] {
  const whole = (how: string, text: string, contentType?: string): Mutation => ({
    field: "(body)",
    how,
    body: text,
    ...(contentType === undefined ? {} : { contentType }),
  });
  return [
    whole("empty", ""),
    whole("empty object", "{}"),
    whole("null", "null"),
    whole("array", `[${body}]`),
    whole("HTML", HTML, "text/html"),
    whole("HTML, said to be what was asked for", HTML),
    whole("JSON of another API", '{"access_token":"none","token_type":"Bearer","expires_in":3600}', "application/json"),
    whole("XML of another API", OTHER_XML, "application/xml"),
    whole("truncated", body.slice(0, Math.floor(body.length / 2))),
    whole("all but the last byte", body.slice(0, -1)),
    whole("as a JSON string", JSON.stringify(body), "application/json"),
  ];
}
