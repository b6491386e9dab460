import { describe, expect, it } from "vitest";
import { isSafeKey, whyUnsafe } from "./safe-names";

const secret = "Kx9vQ2mZr7Lp0aBt";

describe("a name that the registry gave", () => {
  it("may enter a URL when it is a plain bucket's, or the target's own", () => {
    expect(whyUnsafe("raw-data", undefined, [secret])).toBeNull();
    expect(whyUnsafe("my.bucket", "my.bucket", [secret])).toBeNull();
  });

  it.each([
    ["../", "not asked: not a bucket's name"],
    ["a/b", "not asked: not a bucket's name"],
    ["a".repeat(200), "not asked: not a bucket's name"],
    ["169.254.169.254", "not asked: dots in the name"],
    ["my.bucket", "not asked: dots in the name"],
    ["a..b", "not asked: dots in the name"],
    [secret.toLowerCase(), "not asked: the name repeats a secret"],
    [secret.toLowerCase().replace(/(.{4})/g, "$1-"), "not asked: the name repeats a secret"],
    [`x-${secret.toLowerCase()}`, "not asked: the name repeats a secret"],
    [secret.toLowerCase().slice(0, 13), "not asked: the name repeats a secret"],
  ])("may not when it is %s", (name, why) => {
    expect(whyUnsafe(name, "raw-data", [secret])).toBe(why);
  });
});

describe("a key that S3 listed", () => {
  it.each(["README.md", "raw/a b.csv", "a//b", "..x/y", "ä/ö"])("is asked for as it is: %s", (key) => {
    expect(isSafeKey(key, [secret])).toBe(true);
  });

  it.each(["raw/", "../x", "a/../../other-bucket/x", "./x", "a/..", "a\nb", "\ud800", `logs/${secret}.txt`])(
    "is left alone: %j",
    (key) => {
      expect(isSafeKey(key, [secret])).toBe(false);
    },
  );
});
