import { describe, expect, it } from "vitest";
import { findKnownVersion, knownVersions } from "./known-versions";

describe("findKnownVersion", () => {
  it.each([
    ["0.8.0", "itself"],
    ["0.9.2", "itself"],
    ["0.9.5", "no-token"],
    ["0.14.0", "itself"],
    ["0.15.0", "passes-on"],
    ["0.21.0", "passes-on"],
    ["v0.22.0", "passes-on"],
    ["0.22.0.post1", "passes-on"],
  ])("knows who verifies in %s", (version, verifies) => {
    expect(findKnownVersion(version)?.verifies).toBe(verifies);
  });

  it("tells 0.14.0, which exchanges no token, from 0.14.1, which does", () => {
    expect(findKnownVersion("0.14.0")?.defects.join()).toContain("S3 tools always fail");
    expect(findKnownVersion("0.14.1")?.defects.join()).not.toContain("S3 tools always fail");
  });

  it.each(["0.7.9", "0.23.0", "1.0.0", "", "unknown", "0.14"])("says of %s only what was looked at", (version) => {
    expect(findKnownVersion(version)).toBe(version === "0.14" ? findKnownVersion("0.14.0") : null);
  });

  it("has ranges in order that do not overlap", () => {
    for (const [index, range] of knownVersions.entries()) {
      expect(findKnownVersion(range.from)).toBe(range);
      expect(findKnownVersion(range.to)).toBe(knownVersions[index]);
    }
  });
});
