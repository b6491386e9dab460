import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url, utf8Text } from "./base64url";

describe("base64url", () => {
  it("writes what Node writes and reads it back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        const reading = decodeBase64url(text);
        expect(reading.fault).toBeNull();
        expect(Buffer.from(reading.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it("calls a text canonical only if it is the one way to write its bytes", () => {
    const text = fc.string({ unit: fc.constantFrom(..."AQgwZz09-_=+/ \u00e9"), maxLength: 9 });
    fc.assert(
      fc.property(text, (written) => {
        const reading = decodeBase64url(written);
        const canonical = reading.bytes !== null && encodeBase64url(reading.bytes) === written;
        expect(reading.fault === null).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["QQ==", "padding", 2],
    ["QR", "spare-bits", 1],
    ["QUF", "spare-bits", 2],
    ["QUFB+", "bad-character", 4],
    ["QUFBQ", "bad-length", 5],
    ["Q=QQ", "bad-character", 1],
  ])("names the fault of %s", (text, reason, at) => {
    expect(decodeBase64url(text).fault).toEqual({ reason, at });
  });

  it("tells bytes that are not UTF-8, and keeps a byte order mark", () => {
    expect(utf8Text(new Uint8Array([0xff, 0xfe]))).toBeNull();
    expect(utf8Text(new Uint8Array([0xc0, 0xaf]))).toBeNull();
    expect(utf8Text(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b]))).toBe("\ufeff{");
  });
});
