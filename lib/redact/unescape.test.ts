import { expect, it } from "vitest";
import { AMPERSAND, unescapeOnce } from "./unescape";

const codesOf = (text: string) => Uint16Array.from(text, (char) => char.charCodeAt(0));

it.each(["&toString;", "&valueOf;"])("takes %s, called as what every object has, for no escape", (text) => {
  expect(unescapeOnce(codesOf(text), AMPERSAND)).toBeNull();
});
