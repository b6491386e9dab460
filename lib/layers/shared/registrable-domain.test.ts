import { describe, expect, it } from "vitest";
import { isSameSite } from "./registrable-domain";

describe("hosts that belong together", () => {
  it.each([
    ["catalog.example.org", "registry.example.org"],
    ["example.org", "registry.example.org"],
    ["a.b.example.co.uk", "c.example.co.uk"],
    ["Catalog.Example.Org", "catalog.example.org"],
    ["127.0.0.1", "127.0.0.1"],
    ["localhost", "LOCALHOST"],
    ["d1.cloudfront.net", "d1.cloudfront.net"],
    ["x.d1.cloudfront.net", "y.d1.cloudfront.net"],
  ])("%s and %s", (a, b) => {
    expect(isSameSite(a, b)).toBe(true);
    expect(isSameSite(b, a)).toBe(true);
  });

  it.each([
    ["catalog.example.org", "catalog.example.com"],
    ["example.org", "example.org.evil.test"],
    ["example.org", "badexample.org"],
    ["a.co.uk", "b.co.uk"],
    ["tenant-a.cloudfront.net", "tenant-b.cloudfront.net"],
    ["a.s3.amazonaws.com", "b.s3.amazonaws.com"],
    ["127.0.0.1", "127.0.0.2"],
    ["10.0.0.1", "10.0.0.2"],
    ["localhost", "127.0.0.1"],
    ["a.local", "com"],
    ["com", "org"],
  ])("are not %s and %s", (a, b) => {
    expect(isSameSite(a, b)).toBe(false);
    expect(isSameSite(b, a)).toBe(false);
  });
});
