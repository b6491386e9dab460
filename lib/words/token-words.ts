import { tokenKindWords } from "@/lib/token/describe-token";

/** Plain words for a token kind; the kind itself if it is new to us. Without the explanation in brackets. */
export function kindWords(kind: string): string {
  const words: Readonly<Record<string, string>> = tokenKindWords;
  return (Object.hasOwn(words, kind) ? (words[kind] ?? kind) : kind).replace(/ \(.*\)$/, "");
}

/** "9f2c 41d0 a7be": twelve digits in groups, easier to compare by eye. */
export function groupedFingerprint(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(" ") ?? fingerprint;
}
