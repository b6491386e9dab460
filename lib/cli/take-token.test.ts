import { describe, expect, it } from "vitest";
import { type AppError, isAppError } from "@/lib/errors";
import { intakeToken } from "@/lib/intake/test-intake";
import { takeToken } from "./take-token";
import { createTestTerminal } from "./test-terminal";

const token = intakeToken("4ad3c1");
const other = intakeToken("other");

async function take(read: string | Uint8Array, pick?: string) {
  const terminal = createTestTerminal();
  const result: unknown = await takeToken(read, pick, terminal).catch((error: unknown) => error);
  return { result, terminal, err: terminal.text().err };
}

async function taken(read: string | Uint8Array, pick?: string) {
  const terminal = createTestTerminal();
  const { token: held, ...rest } = await takeToken(read, pick, terminal);
  return { token: held.reveal(), ...rest, err: terminal.text().err, secrets: terminal.secrets() };
}

async function refused(read: string | Uint8Array, pick?: string): Promise<AppError> {
  const { result } = await take(read, pick);
  if (isAppError(result)) return result;
  throw new Error("it was taken");
}

describe("one token", () => {
  it("that stands alone is taken without a word, as it was given", async () => {
    for (const text of [token, `${token}\n`, `"Bearer ${token}"\n`]) {
      const { token: given, candidates, err } = await taken(text);
      expect({ given, candidates, err }).toEqual({ given: text, candidates: 1, err: "" });
    }
  });

  it("is said from where, and what was mended", async () => {
    const curl = `curl -H 'Authorization: Bearer ${token}' https://registry.test/api/auth/get_credentials`;
    expect(await taken(curl)).toMatchObject({
      token,
      source: { shape: "curl", where: "header Authorization", mended: [] },
      candidates: 1,
      hints: [{ field: "registryUrl", value: "https://registry.test", where: "URL" }],
      err: "Token taken from: curl, header Authorization.\n",
    });
    expect(await taken(`${token.slice(0, 76)}\n${token.slice(76)}\n`)).toMatchObject({
      token,
      err: "Token taken from: raw, the text itself; mended: line breaks.\n",
    });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${token}\r\n`, "utf16le")]);
    const read = await taken(utf16);
    expect(read.token.trim()).toBe(token);
    expect(read.err).toBe("Token taken from: raw, the text itself; mended: decoded from UTF-16LE.\n");
  });

  it("is kept secret, whatever it stood in", async () => {
    expect((await taken(JSON.stringify({ access_token: token }))).secrets).toContain(token);
  });

  it("may be picked, and no other", async () => {
    expect((await taken(token, "1")).token).toBe(token);
    for (const pick of ["2", "0", "-1", "x", "1.0", ""]) {
      expect(await refused(token, pick)).toMatchObject({ code: "BAD_REQUEST", suggestion: "Leave --pick out." });
    }
  });
});

describe("several tokens", () => {
  const text = `FIRST=${token}\nSECOND=${other}\nTHIRD=${token}\nKEY=qk_abcdef012345\n`;

  it("are listed by kind, place and expiry, and none is taken", async () => {
    const { result, err } = await take(text);
    expect(err.split("\n")).toEqual([
      expect.stringMatching(/^1\. catalog-jwt, variable FIRST, expires in /),
      expect.stringMatching(/^2\. catalog-jwt, variable SECOND, expires in /),
      "3. api-key, variable KEY, no readable expiry",
      "",
    ]);
    expect(result).toMatchObject({
      code: "BAD_REQUEST",
      message: "There are 3 different tokens.",
      suggestion: "Choose one with --pick, 1 to 3.",
    });
    expect(err).not.toContain(token.slice(-20));
  });

  it("give the one that is picked, and still count all", async () => {
    expect(await taken(text, "2")).toMatchObject({ token: other, candidates: 3, source: { where: "variable SECOND" } });
    expect((await taken(text, "3")).token).toBe("qk_abcdef012345");
    expect(await refused(text, "4")).toMatchObject({
      message: "--pick names none of them: there are 3 different tokens.",
    });
  });
});

describe("what is no token", () => {
  it.each([
    ['{"refresh_token":"abcdef0123456789"}', "refresh token"],
    ["arn:aws:iam::123456789012:role/Reader", "ARN of a role"],
    ["-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "private key"],
    ["<!doctype html><html></html>", "HTML page"],
    ["eyJhbGciOi...", "cut off"],
    ["$TOKEN", "no token in this text"],
    ["Bearer {{token}}", "no token in this text"],
    ["a text of more than five words, all of them plain", "no token in this text"],
    [Buffer.from("1f8b0800", "hex"), "binary"],
  ])("is told by what it is (%#)", async (read, words) => {
    const fault = await refused(read);
    expect(fault.code).toBe("BAD_TOKEN");
    expect(fault.message).toContain(words);
    expect(fault.message).not.toContain("abcdef0123456789");
  });

  it.each(["", "two words", "\n"])("%j is left to the token's own reading", async (text) => {
    expect(await taken(text)).toMatchObject({ token: text, source: null, candidates: 0 });
  });
});
