import { describe, expect, it } from "vitest";
import { saysSessionUnknown, sessionTexts } from "./session-texts";

describe("a session that is not known", () => {
  it.each(sessionTexts.map(({ says }) => says))("is said by %j, however it is put", (says) => {
    const capital = `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
    for (const text of [says, capital, `${capital}.`, `Bad Request: ${capital}`, `Not Found: ${says}`, ` ${says}\n`]) {
      expect([text, saysSessionUnknown(text)]).toEqual([text, true]);
    }
    expect(saysSessionUnknown(`${capital}: 3f2a`)).toBe(true);
  });

  it.each([
    "",
    "session",
    "Session is busy",
    "the session token has expired",
    "Your session not found page",
    "no session not found",
    "Session not founded",
    "Session termination unsupported",
    "Internal error: Session not found",
    "Token expired, session expired",
  ])("is not said by %j", (text) => {
    expect(saysSessionUnknown(text)).toBe(false);
  });

  it("is written as it is compared, each text once and with its source", () => {
    const says = sessionTexts.map((row) => row.says);
    expect(says).toEqual(says.map((one) => one.toLowerCase().trim()));
    expect(new Set(says).size).toBe(says.length);
    expect(sessionTexts.filter(({ source }) => source.length < 5)).toEqual([]);
  });
});
