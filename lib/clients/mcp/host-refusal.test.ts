import { describe, expect, it } from "vitest";
import { hostTexts, refusesHost } from "./host-refusal";

describe("a refusal of the Host header", () => {
  it("is a 421, whatever it says", () => {
    expect([refusesHost(421, ""), refusesHost(421, "<html>")]).toEqual([true, true]);
  });

  it.each([400, 403, 404, 500])("is one of the known texts at %i", (status) => {
    for (const { says, goesOn } of hostTexts) {
      expect([says, refusesHost(status, says.toUpperCase())]).toEqual([says, true]);
      expect([says, refusesHost(status, `${says} a.example`)]).toEqual([says, goesOn]);
    }
  });

  it.each([
    [400, "the Invalid host header"],
    [400, "Invalid header"],
    [403, "Missing host headers"],
    [403, "Forbidden"],
    [200, "Invalid Host header"],
    [302, "Invalid Host header"],
    [400, ""],
  ])("is not a %i that says %j", (status, text) => {
    expect(refusesHost(status, text)).toBe(false);
  });

  it("takes a full stop", () => {
    expect(refusesHost(403, "Missing Host header.")).toBe(true);
  });
});
