/** A base URL, or a folder's path, without slashes at its end. */
export function withoutTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "/") end -= 1;
  return text.slice(0, end);
}

/** A path, which begins with a slash, under a base URL that may end in some. */
export function joinUrl(base: string, path: string): string {
  return `${withoutTrailingSlashes(base)}${path}`;
}
