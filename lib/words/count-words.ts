/** "1 request", "2 requests", "1,234 requests". */
export function countOf(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : more}`;
}

/** "812 B", "12.3 kB". Takes bytes. */
export function formatBytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes.toLocaleString("en-US")} B` : `${(bytes / 1000).toFixed(1)} kB`;
}

/** A sentence for a heading: first letter upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
