/**
 * The forms of a secret that no decoder of ours finds: itself, its UTF-8 bytes as characters, with plus signs for
 * spaces, and what it becomes inside base64 at each of the three positions it can have there.
 * Escapes and hex are undone in the text instead.
 */
export function encodedForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const forms = new Set([secret, bytes.toString("latin1"), secret.replaceAll(" ", "+")]);
  for (const phase of [0, 1, 2]) forms.add(base64Core(bytes, phase));
  return [...forms];
}

/** The base64 digits that hang on these bytes alone when `phase` other bytes stand before them. */
function base64Core(bytes: Buffer, phase: number): string {
  const before = Buffer.alloc(phase);
  const digits = Buffer.concat([before, bytes]).toString("base64").replace(/=+$/, "");
  const firstWhole = Math.ceil((phase * 8) / 6);
  const lastWhole = Math.floor(((phase + bytes.length) * 8) / 6);
  return digits.slice(firstWhole, lastWhole);
}
