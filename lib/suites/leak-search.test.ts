import { describe, expect, it } from "vitest";
import { LeakSearch } from "./leak-search";

const secret = "s3cr/t+Value=with.many~odd&characters-of_all:kinds";
const bytes = Buffer.from(secret);
const search = new LeakSearch([{ label: "one", value: secret }]);

const shown: readonly (readonly [name: string, text: string])[] = [
  ["raw", `before ${secret} after`],
  ["16 characters of it", `before ${secret.slice(20, 36)} after`],
  ["URL-encoded", `?q=${encodeURIComponent(secret)}`],
  ["JSON-escaped", JSON.stringify({ secret }).replaceAll("/", "\\/")],
  ["base64", bytes.toString("base64")],
  ["base64 behind one byte", Buffer.from(`x${secret}x`).toString("base64")],
  ["base64 behind two bytes", Buffer.from(`xx${secret}x`).toString("base64")],
  ["base64url of a part", Buffer.from(`x${secret.slice(7, 30)}`).toString("base64url")],
  ["hex", bytes.toString("hex")],
  ["upper hex", bytes.toString("hex").toUpperCase()],
  ["spaced hex", (bytes.toString("hex").match(/../g) ?? []).join(" ")],
  ["upper hex with colons", (bytes.toString("hex").toUpperCase().match(/../g) ?? []).join(":")],
  ["hex of a part", Buffer.from(secret.slice(5, 21)).toString("hex")],
];

describe("the search for leaks", () => {
  it.each(shown)("finds a secret: %s", (_, text) => {
    expect(search.search({ a: [{ b: text }] }, "here")[0]).toMatchObject({ place: "here.a.b", secret: "one" });
  });

  it("finds one in a member's name", () => {
    expect(search.search({ [secret]: 1 }, "here")[0]?.place).toBe("here.(name)");
  });

  it("finds nothing in 15 characters of one, nor where none is", () => {
    expect(search.search([secret.slice(0, 15), "no secret stands here", 12345], "here")).toEqual([]);
  });

  it("finds secrets that are short", () => {
    const short = new LeakSearch([{ label: "short", value: "12-letters+x" }]);
    expect(short.search(`(${Buffer.from("12-letters+x").toString("hex").toUpperCase()})`, "here")).toHaveLength(1);
    expect(short.search("12-letters+y", "here")).toEqual([]);
  });
});
