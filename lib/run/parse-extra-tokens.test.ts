import { describe, expect, it } from "vitest";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";
import { readOther, readReference } from "./parse-extra-tokens";

const nowMs = Date.UTC(2026, 5, 1);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (exp: number, id = "a") => `${part({ alg: "HS256" })}.${part({ id, uuid: "u", exp })}.${"A".repeat(43)}`;
const good = jwt(nowMs / 1000 + 60);

function parsed(text: string): ParsedToken {
  const result = parseToken(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result.token;
}

describe("the other user's token", () => {
  it("is taken if it is in date and another one", () => {
    expect(readOther(jwt(nowMs / 1000 + 60, "b"), parsed(good), nowMs).kind).toBe("catalog-jwt");
    expect(readOther("opaque-token-of-bob", parsed(good), nowMs).kind).toBe("opaque");
  });

  it.each([
    ["the run's own", good, "is the run's own"],
    ["the run's own with its scheme", `Bearer ${good}`, "is the run's own"],
    ["one that has expired", jwt(nowMs / 1000), "has expired"],
    ["one that only starts like a JWT", `${part({ alg: "HS256" })}.!!.x`, "starts like a JWT but is not one"],
    ["two words", "two words", "space"],
    ["nothing", "", "There is no token"],
  ])("is refused as %s, without a word of it", (_, text, says) => {
    const read = () => readOther(text, parsed(good), nowMs);
    expect(read).toThrow(expect.objectContaining({ code: "BAD_TOKEN" }));
    expect(read).toThrow(says);
    if (text !== "") expect(read).not.toThrow(text);
  });

  it("needs one of the run's own beside it", () => {
    expect(() => readOther(good, null, nowMs)).toThrow(expect.objectContaining({ code: "BAD_REQUEST" }));
  });
});

describe("a reference token", () => {
  it.each([
    ["is the run's own", good],
    ["has expired", jwt(nowMs / 1000)],
  ])("%s: refused", (says, text) => {
    const read = () => readReference(text, parsed(good), nowMs);
    expect(read).toThrow(expect.objectContaining({ code: "BAD_TOKEN" }));
    expect(read).toThrow(`The reference token ${says}`);
  });

  it("is taken if it is another one, in date", () => {
    expect(readReference(jwt(nowMs / 1000 + 60, "b"), parsed(good), nowMs).kind).toBe("catalog-jwt");
  });
});
