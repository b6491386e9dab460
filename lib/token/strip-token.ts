const outer = "[\\s\\u200b-\\u200d\\u2060\\ufeff\"'`\\u2018\\u2019\\u201c\\u201d]";
const isOuter = new RegExp(outer);
const leading = new RegExp(`${outer}*`, "y");
const headerName = /authorization\s*:/iy;
const scheme = /bearer(?=\s|$)/iy;

/** What a paste carried around the token, named for the person. */
function nameOf(padding: string, stripped: Set<string>): void {
  if (/[\s\u200b-\u200d\u2060\ufeff]/.test(padding)) stripped.add("outer whitespace");
  if (/["'`\u2018\u2019\u201c\u201d]/.test(padding)) stripped.add("quotes");
}

/** Takes outer whitespace, quotes, `Bearer` and `Authorization:` off a pasted token and says what it took. */
export function stripToken(raw: string): { readonly text: string; readonly stripped: readonly string[] } {
  const stripped = new Set<string>();
  let end = raw.length;
  while (isOuter.test(raw.charAt(end - 1))) end -= 1;
  nameOf(raw.slice(end), stripped);
  const text = raw.slice(0, end);
  let start = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = start;
    if (!pattern.test(text)) return "";
    const skipped = text.slice(start, pattern.lastIndex);
    start = pattern.lastIndex;
    return skipped;
  };
  for (;;) {
    nameOf(skip(leading), stripped);
    if (skip(headerName) !== "") stripped.add("Authorization:");
    else if (skip(scheme) !== "") stripped.add("Bearer");
    else break;
  }
  return { text: text.slice(start), stripped: [...stripped] };
}
