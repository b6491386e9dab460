import { jwtRanges } from "./jwt-ranges";
import { namedValueRanges } from "./named-value-ranges";
import type { Range } from "./ranges";
import { isMarker } from "./ranges";

/** S3 and STS elements that echo credentials or what was signed with them. */
const XML_OPEN =
  /<(Token-\d{1,2}|SecretAccessKey|SessionToken|CanonicalRequest\w{0,8}|StringToSign\w{0,8}|SignatureProvided)>/gi;

/** Session tokens of AWS begin so; catalog API keys and GitHub tokens have a prefix of their own. */
const KNOWN_PREFIX =
  /(?:IQoJ|FwoG|FQoG|AQoD)[A-Za-z0-9+/=_%-]{60,}|\bqk_[A-Za-z0-9_-]{12,}|\bgh[pousr]_[A-Za-z0-9]{36,}/g;

/** `Signature=` of SigV4, in headers and presigned URLs. */
const SIGNATURE = /Signature=([0-9a-f]{64})/gi;

/** Finds what looks like a credential though nobody registered it. Linear in the text. */
export function patternRanges(text: string): Range[] {
  if (text.length < 12) return [];
  return [...jwtRanges(text), ...namedValueRanges(text), ...xmlRanges(text), ...prefixRanges(text)];
}

function xmlRanges(text: string): Range[] {
  if (!text.includes("<")) return [];
  const ranges: Range[] = [];
  XML_OPEN.lastIndex = 0;
  for (let match = XML_OPEN.exec(text); match !== null; match = XML_OPEN.exec(text)) {
    const start = match.index + match[0].length;
    const close = text.indexOf(`</${match[1] ?? ""}`, start);
    // An excerpt may have lost the closing tag.
    const end = close < 0 ? text.length : close;
    if (end > start && !isMarker(text.slice(start, end))) ranges.push({ start, end });
    XML_OPEN.lastIndex = end;
  }
  return ranges;
}

function prefixRanges(text: string): Range[] {
  const known = [...text.matchAll(KNOWN_PREFIX)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const signatures = [...text.matchAll(SIGNATURE)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - 64, end };
  });
  return [...known, ...signatures];
}
