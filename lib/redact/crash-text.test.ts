import { describe, expect, it } from "vitest";
import { crashText } from "./crash-text";
import { createRedactor } from "./create-redactor";

const token = "opaque-sesame-open-0123456789";

function redactorWith(...secrets: readonly string[]) {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.addSecret(secret);
  return redactor;
}

describe("crashText", () => {
  it("keeps the stack and hides what is secret in message, stack and cause", () => {
    const inner = new TypeError(`bad header Bearer ${token}`);
    const text = crashText(new Error(`no answer for ${token}`, { cause: inner }), redactorWith(token));
    expect(text).toContain("crash-text.test.ts");
    expect(text).toMatch(/^Error: no answer for \[/);
    expect(text).toContain("\ncaused by TypeError: bad header");
    expect(text).not.toContain("sesame");
  });

  it("hides a token that nobody registered, by its pattern", () => {
    const jwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"id":"x"}').toString("base64url")}.${"A".repeat(43)}`;
    expect(crashText(new Error(`cannot read ${jwt}`), redactorWith())).not.toContain("A".repeat(20));
  });

  it("hides a secret before it cuts the text", () => {
    const text = crashText(new Error(`${"x".repeat(5_985)} ${token}`), redactorWith(token));
    expect(text.length).toBeLessThanOrEqual(6_000);
    expect(text).not.toContain("opaque-");
  });

  it("follows at most three causes, and no circle for ever", () => {
    const error = new Error("round");
    error.cause = error;
    expect(crashText(error, redactorWith()).match(/Error: round/g)).toHaveLength(4);
  });

  it.each<[string, unknown, string]>([
    ["text", "just words", "just words"],
    ["nothing", undefined, "undefined"],
    ["an error without a stack", Object.assign(new Error("bare"), { stack: undefined }), "Error: bare"],
    [
      "what cannot be read",
      {
        toString: () => {
          throw new Error("no");
        },
      },
      "an error that cannot be described",
    ],
  ])("describes %s", (_, thrown, text) => {
    expect(crashText(thrown, redactorWith())).toBe(text);
  });
});
