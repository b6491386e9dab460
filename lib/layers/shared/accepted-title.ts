import { controlName } from "@/lib/words/describe-controls";

/** As long as a headline may be. */
const MAX_TITLE = 140;
const MAX_NAMED = 2;

/**
 * A title that names the wrong credentials that were accepted: in words and, for searching, by the control's name.
 * `serves` says who gave what: "the registry handed out AWS credentials".
 */
export function acceptedTitle(serves: string, accepted: readonly string[]): string {
  const title = naming(serves, accepted, MAX_NAMED);
  return title.length <= MAX_TITLE ? title : naming(serves, accepted, 1);
}

function naming(serves: string, accepted: readonly string[], most: number): string {
  const named = accepted.slice(0, most).map((name) => `${withArticle(controlName(name))} (${name})`);
  const more = accepted.length - named.length;
  return `${serves} for ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(", ")}`;
}

function withArticle(words: string): string {
  if (words.startsWith("no ") || words.startsWith("a ")) return words;
  return `${"aeiou".includes(words.slice(0, 1)) ? "an" : "a"} ${words}`;
}
