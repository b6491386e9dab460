import { describe, expect, it } from "vitest";
import { isPlainBucketName } from "./bucket-name";

describe("the plain name of a bucket", () => {
  it.each(["abc", "raw-data", "quilt-lab-01", "1-2-3", "a".repeat(63)])("is %s", (name) => {
    expect(isPlainBucketName(name)).toBe(true);
  });

  it.each([
    "",
    "ab",
    "a".repeat(64),
    "a".repeat(200),
    "../",
    "..",
    "a/b",
    "a\\b",
    "a?b",
    "a#b",
    "a@b",
    "a:80",
    "a%2fb",
    "a b",
    "abc\n",
    "Raw-Data",
    "raw_data",
    "-raw",
    "raw-",
    "my.bucket",
    "evil.example.com",
    "169.254.169.254",
    "[fd00:ec2::254]",
    "2130706433.",
    "localhost.",
    "arn:aws:s3:us-east-1:111122223333:accesspoint/x",
    "xn--caf-dma",
    "access-s3alias",
    "bucket--use1-az4--x-s3",
    "bücket",
    "ｒaw",
    "raw\u200bdata",
  ])("is not %j", (name) => {
    expect(isPlainBucketName(name)).toBe(false);
  });
});
