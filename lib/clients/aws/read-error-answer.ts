import type { DoorAnswer } from "@/lib/http/door-types";

/** What an error answer holds, wherever it stands: in XML, in JSON, in headers. */
export interface ErrorAnswer {
  /** As on the wire, without namespace. */
  readonly code: string;
  readonly message: string;
  readonly region: string | null;
  readonly endpoint: string | null;
}

const MAX_MESSAGE = 2000;
const CODE = /^[A-Za-z0-9_.-]{1,120}$/;
const CDATA = "<![CDATA[";
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads an AWS error. STS and S3 write XML; gateways and stand-ins in their place JSON with a `__type`, or the code in
 * a header alone. Null where there is no code: then it is no AWS error.
 */
export function readErrorAnswer(answer: DoorAnswer): ErrorAnswer | null {
  // Takes a byte order mark away.
  const text = new TextDecoder().decode(answer.body);
  const parts = xmlParts(text) ?? jsonParts(answer, text) ?? headerParts(answer);
  if (parts === null) return null;
  return {
    code: parts.code,
    message: withoutCanonicalRequest(parts.message),
    region: nonEmpty(elementText(text, "Region")) ?? nonEmpty(answer.headers["x-amz-bucket-region"]),
    endpoint: nonEmpty(elementText(text, "Endpoint")),
  };
}

/** The request id that the body names; services put it into a header too, stand-ins at times here alone. */
export function requestIdInBody(answer: DoorAnswer): string | null {
  if (answer.status < 300) return null;
  const text = new TextDecoder().decode(answer.body);
  const id = (elementText(text, "RequestId") ?? "").trim();
  return /^[A-Za-z0-9-]{1,128}$/.test(id) ? id : null;
}

interface Parts {
  readonly code: string;
  readonly message: string;
}

function xmlParts(text: string): Parts | null {
  const code = (elementText(text, "Code") ?? "").trim();
  return CODE.test(code) ? { code, message: elementText(text, "Message") ?? "" } : null;
}

/** Of a success nothing is taken for an error. */
function jsonParts({ status }: DoorAnswer, text: string): Parts | null {
  if (status < 300 || !text.trimStart().startsWith("{")) return null;
  const body = parsed(text);
  const inner = Reflect.get(body, "Error");
  const error = typeof inner === "object" && inner !== null ? inner : body;
  const code = plainCode(textOf(body, "__type") ?? textOf(error, "Code") ?? "");
  return code === null ? null : { code, message: messageOf(error) };
}

/** API Gateway and the JSON services name the code here. */
function headerParts({ status, headers, body }: DoorAnswer): Parts | null {
  if (status < 300) return null;
  const code = plainCode(headers["x-amzn-errortype"] ?? headers["x-amz-error-code"] ?? "");
  if (code === null) return null;
  const text = new TextDecoder().decode(body);
  return { code, message: headers["x-amz-error-message"] ?? messageOf(parsed(text)) };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // No JSON: it holds no message of this form.
    return {};
  }
}

function messageOf(holder: object): string {
  return textOf(holder, "message") ?? textOf(holder, "Message") ?? "";
}

function textOf(holder: object, name: string): string | null {
  const value: unknown = Reflect.get(holder, name);
  return typeof value === "string" ? value : null;
}

/** `com.amazon.coral.service#AccessDeniedException` and `AccessDeniedException:http://…` are `AccessDeniedException`. */
function plainCode(written: string): string | null {
  const code = written.slice(written.indexOf("#") + 1).split(":", 1)[0] ?? "";
  return CODE.test(code) ? code : null;
}

/** Text of the first element of this name; null without one. */
function elementText(xml: string, name: string): string | null {
  const open = `<${name}>`;
  const from = xml.indexOf(open);
  const to = from < 0 ? -1 : xml.indexOf(`</${name}>`, from);
  if (to < 0) return null;
  const content = xml.slice(from + open.length, to).trim();
  const isPlain = content.startsWith(CDATA) && content.endsWith("]]>");
  return isPlain ? content.slice(CDATA.length, -"]]>".length) : unescapeXml(content);
}

function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** STS repeats the canonical request, session token included, after these words. */
function withoutCanonicalRequest(message: string): string {
  const cuts = ["The Canonical String", "The String-to-Sign"].map((words) => message.indexOf(words));
  const cut = cuts.filter((at) => at >= 0).reduce((a, b) => Math.min(a, b), message.length);
  return message.slice(0, Math.min(cut, MAX_MESSAGE)).trimEnd();
}

function nonEmpty(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}
