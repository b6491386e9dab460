import { decodeMarkedText, markWords } from "@/lib/marked-text";

/** The text of what was given, with what was done to read it; or what it is in place of text. */
export type DecodedIntake =
  | { readonly text: string; readonly mended: readonly string[] }
  | { readonly kind: "image" | "binary" };

type Magic = readonly [kind: "image" | "binary", hex: string];

/** First bytes of files that are no text: images, archives, compressed streams, PDF and SQLite. */
const magics: readonly Magic[] = [
  ["image", "89504e470d0a1a0a"],
  ["image", "ffd8ff"],
  ["image", "474946383761"],
  ["image", "474946383961"],
  ["image", "52494646"],
  ["binary", "504b0304"],
  ["binary", "504b0506"],
  ["binary", "1f8b08"],
  ["binary", "425a68"],
  ["binary", "377abcaf271c"],
  ["binary", "fd377a585a00"],
  ["binary", "28b52ffd"],
  ["binary", "255044462d"],
  ["binary", "53514c69746520"],
];

function hexOf(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** UTF-16 without its mark: every other byte of Latin text is zero. */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const sample = bytes.subarray(0, 64);
  if (sample.length < 8 || bytes.length % 2 !== 0) return null;
  const zeros = (parity: number) => sample.every((byte, index) => (byte === 0) === (index % 2 === parity));
  if (zeros(1)) return "utf-16le";
  return zeros(0) ? "utf-16be" : null;
}

/** Reads bytes as text: by their mark, as UTF-16 where they plainly are, else as UTF-8. */
export function decodeIntake(bytes: Uint8Array): DecodedIntake {
  const start = hexOf(bytes);
  const magic = magics.find(([, hex]) => start.startsWith(hex));
  if (magic !== undefined) return { kind: magic[0] };
  const guessed = unmarkedUtf16(bytes);
  if (guessed !== null) {
    return { text: new TextDecoder(guessed).decode(bytes), mended: [`decoded from ${guessed.toUpperCase()}`] };
  }
  const marked = decodeMarkedText(bytes);
  if (marked.text.includes("\0")) return { kind: "binary" };
  const words = markWords(marked);
  return { text: marked.text, mended: words === null ? [] : [words] };
}
