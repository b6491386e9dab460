import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "./base64url";
import { readJwe, readJws } from "./read-jwt";
import { testJwt } from "./test-jwt";

const base64 = (text: string) => encodeBase64url(new TextEncoder().encode(text));
const header = base64('{"alg":"HS256"}');
const payload = base64('{"id":"a"}');
const messages = (reading: ReturnType<typeof readJws>) => reading.faults.map(({ message }) => message);

describe("readJws", () => {
  it("keeps the parts as they were sent, and gives no names where none occurs twice", () => {
    const reading = readJws([header, payload, "AAAA="]);
    expect({ ...reading }).toEqual({
      header: { alg: "HS256" },
      payload: { id: "a" },
      segments: { header, payload, signature: "AAAA=" },
      faults: [{ part: "signature", reason: "padding", message: "signature: padding after character 4", members: [] }],
    });
  });

  it.each([
    [[], { header: "", payload: "", signature: "" }, ["token: 0 parts instead of three", "header: empty"]],
    [[header], { header, payload: "", signature: "" }, ["token: 1 part instead of three"]],
    [[header, payload], { header, payload, signature: "" }, ["token: 2 parts instead of three"]],
    [[header, "", "AAAA"], { header, payload: "", signature: "AAAA" }, ["payload: empty"]],
  ])("reads what is there of %j", (parts, segments, faults) => {
    const reading = readJws(parts);
    expect(reading.segments).toEqual(segments);
    expect(messages(reading)).toEqual(faults);
    expect(reading.payload === null).toBe(segments.payload === "");
  });

  it.each([
    ["{id}", "payload: not JSON (no member name at character 2)"],
    [`{"a":${"[".repeat(40)}`, "payload: nested deeper than 32 levels"],
    ['{"exp":1,"exp":2,"id":1,"id":2}', "payload: exp, id occurs twice"],
    ['"text"', "payload: JSON, but not an object"],
    ["null", "payload: JSON, but not an object"],
  ])("says what is wrong with the payload %s", (text, message) => {
    expect(messages(readJws([header, base64(text), "AAAA"]))).toEqual([message]);
  });

  it("reads the signature of an unsigned token too, where there is one", () => {
    const none = base64('{"alg":"None"}');
    expect(messages(readJws([none, payload, ""]))).toEqual([]);
    expect(messages(readJws([none, payload, "AA+A"]))).toEqual(["signature: character 3 is not base64url"]);
    expect(messages(readJws([header, payload, ""]))).toEqual(["signature: empty"]);
    expect(messages(readJws([base64('{"alg":7}'), payload, ""]))).toEqual(["signature: empty"]);
  });

  it("prints as [secret] and nothing more", () => {
    const reading = readJws(testJwt({ payload: { id: "a" } }).split("."));
    expect(JSON.stringify({ reading })).toBe('{"reading":"[secret]"}');
    expect(inspect(reading)).toBe("[secret]");
    expect(Object.keys(reading)).toEqual(["header", "payload", "segments", "faults"]);
  });
});

describe("readJwe", () => {
  const jweHeader = base64('{"alg":"dir","enc":"A256GCM"}');

  it("reads the header alone, and keeps header, ciphertext and tag", () => {
    expect({ ...readJwe([jweHeader, "", "AAAA", "BBBB", "CCCC"]) }).toEqual({
      header: { alg: "dir", enc: "A256GCM" },
      payload: null,
      segments: { header: jweHeader, payload: "BBBB", signature: "CCCC" },
      faults: [],
    });
  });

  it("lists the faults of every part", () => {
    expect(messages(readJwe(["!", "+", "A", "BB", ""]))).toEqual([
      "header: character 1 is not base64url",
      "token: character 1 is not base64url",
      "token: a length of 1 characters is impossible in base64url",
      "token: character 2 sets bits that must be zero",
      "signature: empty",
    ]);
  });
});
