import { expect, it } from "vitest";
import { shortenMiddle } from "./shorten-middle";
import { visibleText } from "./visible-text";

it("writes out what hides or reorders text", () => {
  expect(visibleText("a\u202eb\u200bc\u001b[31m\u0000")).toBe("a\\u202eb\\u200bc\\u001b[31m\\u0000");
});

it("leaves letters of every script, tabs and line breaks", () => {
  const text = "مستودع ü 試 🙂\tx\ny";
  expect(visibleText(text)).toBe(text);
});

it("shortens in the middle to the asked length, and keeps both ends", () => {
  expect(shortenMiddle("abcdefghij", 7)).toBe("abc…hij");
  expect(shortenMiddle("abc", 7)).toBe("abc");
});
