import { parseToken } from "@/lib/token/parse-token";

const standIn = "(not shown: it may be a token)";

function isSuspect(segment: string): boolean {
  const result = parseToken(segment);
  if (result.ok && (result.token.looksLikeJwt || result.token.kind === "api-key")) return true;
  if (segment.length > 60 || /^[0-9a-fA-F-]{32,}$/.test(segment)) return true;
  return segment.length >= 32 && /[a-z]/.test(segment) && /[A-Z]/.test(segment) && /\d/.test(segment);
}

/** The parts of a word on the command line (a path, a URL, an option with its value) that may be a credential. */
function suspectParts(word: string): readonly string[] {
  return word.split(/[/\\=\s]+/).filter((part) => part !== "" && isSuspect(part));
}

/** The word in quotes, or a stand-in where it may be a credential. */
export function quoteWord(word: string): string {
  return suspectParts(word).length > 0 ? standIn : `"${word.replace(/[^\x20-\x7e]/g, "?")}"`;
}

/** A message without what may be a credential among the words of the command line, also where it is cut short. */
export function maskWords(message: string, words: readonly string[]): string {
  const starts = words.flatMap(suspectParts).map((part) => part.slice(0, 12).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return starts.reduce((text, start) => text.replace(new RegExp(`${start}[\\w.+=~-]*`, "g"), standIn), message);
}
