import { expect, it } from "vitest";
import { joinUrl, withoutTrailingSlashes } from "./join-url";

it.each([
  ["https://a.test", "https://a.test"],
  ["https://a.test/", "https://a.test"],
  ["https://a.test/b///", "https://a.test/b"],
  ["/a/b/", "/a/b"],
  ["///", ""],
  ["", ""],
  ["a/ ", "a/ "],
])("%j has %j in front of its last slashes", (text, bare) => {
  expect(withoutTrailingSlashes(text)).toBe(bare);
  expect(joinUrl(text, "/graphql")).toBe(`${bare}/graphql`);
});

it("takes no longer where slashes stand in the middle", () => {
  const text = `${"/".repeat(200_000)}a`;
  const began = performance.now();
  expect(withoutTrailingSlashes(text)).toBe(text);
  expect(performance.now() - began).toBeLessThan(100);
});
