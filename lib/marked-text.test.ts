import { describe, expect, it } from "vitest";
import { decodeMarkedText, markWords } from "./marked-text";

const text = "a ß € 😀\r\n";
const le = Buffer.from(text, "utf16le");
const be = Buffer.from(le).swap16();

describe("a text with a byte order mark", () => {
  it.each([
    ["UTF-8", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), "UTF-8 byte order mark"],
    ["UTF-16LE", Buffer.concat([Buffer.from([0xff, 0xfe]), le]), "decoded from UTF-16LE"],
    ["UTF-16BE", Buffer.concat([Buffer.from([0xfe, 0xff]), be]), "decoded from UTF-16BE"],
    [null, Buffer.from(text), null],
  ])("%s is decoded, and said", (mark, bytes, words) => {
    const read = decodeMarkedText(bytes);
    expect(read).toEqual({ text, mark });
    expect(markWords(read)).toBe(words);
  });

  it.each([[[0xef, 0xbb]], [[0xef, 0xbb, 0xbe]], [[0xff]], [[0xfe, 0xfe]], [[0xff, 0xff]], [[]]])(
    "is none with only a part of one: %j",
    (bytes) => {
      expect(decodeMarkedText(Uint8Array.from(bytes)).mark).toBeNull();
    },
  );

  it("keeps a second mark, which is part of the text", () => {
    expect(decodeMarkedText(Uint8Array.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf])).text).toBe("\ufeff");
  });
});
