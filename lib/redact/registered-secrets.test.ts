import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fragments, header, jwt, redactor, secretKey, sessionToken } from "./test-secrets";

const spacedHex = (text: string) =>
  Buffer.from(text)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const encodings: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  "percent encoding": encodeURIComponent,
  "percent encoding in small letters": (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "percent encoding of everything": (text) => Buffer.from(text).toString("hex").replace(/../g, "%$&"),
  "percent encoding twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "a form": (text) => new URLSearchParams({ a: text }).toString(),
  JSON: json,
  "JSON with escaped slashes": (text) => json(text).replaceAll("/", "\\/"),
  "JSON with unicode escapes": (text) =>
    [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  "JSON in JSON": (text) => json(json(text)),
  HTML: (text) =>
    text
      .replace(/[&<>"'/=+]/g, (char) => `&#${char === "/" ? "x2F" : char.charCodeAt(0)};`)
      .replaceAll("&#38;", "&amp;"),
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 behind one byte": (text) => Buffer.from(`x${text}y`).toString("base64"),
  "base64 behind two bytes": (text) => Buffer.from(`xx${text}yy`).toString("base64"),
  base64url: (text) => Buffer.from(`user:${text}`).toString("base64url"),
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "spaced hex": spacedHex,
  "spaced hex in capitals": (text) => spacedHex(text).toUpperCase(),
  "hex with colons": (text) => spacedHex(text).replaceAll(" ", ":"),
};

describe("a registered secret", () => {
  for (const [name, encode] of Object.entries(encodings)) {
    it.each([
      ["token", jwt],
      ["secret key", secretKey],
      ["session token", sessionToken],
      ["password", "hunter2/=+ü-and some more"],
    ])(`in ${name} does not survive: %s`, (_, secret) => {
      const text = `before ${encode(secret)} after`;
      const redacted = redactor(secret).text(text);
      expect(redacted).toMatch(/\[redacted (token )?\d+ B\]/);
      for (const run of fragments(encode(secret.startsWith(header) ? secret.slice(header.length + 1) : secret), 24)) {
        expect(redacted).not.toContain(run);
      }
      expect(redacted.startsWith("before ")).toBe(true);
      expect(redacted.endsWith(" after")).toBe(true);
    });

    it(`in ${name} does not survive, whatever it is made of`, () => {
      const secret = fc.string({ unit: fc.constantFrom(..."abcXYZ0189+/=-_.%&\"'\\ü€"), minLength: 16, maxLength: 80 });
      fc.assert(
        fc.property(
          secret.filter((text) => new Set(text).size > 8 && text.trim() === text),
          (value) => {
            const encoded = encode(value);
            expect(redactor(value).text(`<<${encoded}>>`)).not.toContain(encoded);
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it("is found by any twelve characters of it", () => {
    const one = redactor(secretKey, jwt);
    fc.assert(
      fc.property(fc.nat(secretKey.length - 12), (start) => {
        const part = secretKey.slice(start, start + 12);
        expect(one.text(`excerpt: ${part}…`)).not.toContain(part);
      }),
    );
    expect(one.text(`… ${jwt.slice(-30)}`)).toBe("… [redacted 30 B]");
    expect(one.text(`token ${jwt.slice(0, 70)}`)).toBe("token [redacted token 70 B]");
  });

  it("leaves the header that all such tokens share", () => {
    expect(redactor(jwt).text(`header: ${header}`)).toBe(`header: ${header}`);
    expect(redactor(jwt).text(Buffer.from(header).toString("base64"))).toBe(Buffer.from(header).toString("base64"));
  });

  it("is found when somebody wrote its bytes in the other base64 alphabet", () => {
    const other = jwt.slice(-43).replaceAll("-", "+").replaceAll("_", "/");
    expect(redactor(jwt).text(`signature ${other}`)).toBe("signature [redacted 43 B]");
  });

  it("is found whole when it is short, and not at all when it is a mere word", () => {
    const one = redactor("hunter2pw", "secret");
    expect(one.text("pw=hunter2pw!")).toBe("pw=[redacted 9 B]!");
    expect(one.text(encodings.hex?.("hunter2pw") ?? "")).toBe("[redacted 18 B]");
    expect(one.text("the secret is out")).toBe("the secret is out");
  });

  it("does not make indentation secret", () => {
    const blanks = `${" ".repeat(40)}x`;
    expect(redactor(`${" ".repeat(20)}secretsecret1234`).text(blanks)).toBe(blanks);
  });
});
