import { describe, expect, it } from "vitest";
import { claims } from "../claims/claims";
import { reportSightings, type Sighting } from "./sighting";
import { createTestContext } from "./test-context";

function report(sightings: readonly Sighting[]) {
  const context = createTestContext({ layer: claims });
  const given = reportSightings(context.context, sightings);
  expect(given).toEqual(context.findings);
  return context.findings.map(({ code, evidence }) => [code, evidence]);
}

describe("what was seen in a token", () => {
  it("is nothing where nothing was seen", () => {
    expect(report([])).toEqual([]);
  });

  it("is one finding for each reason, in the order of first sight", () => {
    const seen: Sighting[] = [
      { reason: "wrong-type", where: "token", detail: "id is a number" },
      { reason: "expired", where: "token", detail: "an hour ago", evidence: { exp: 5 } },
      { reason: "wrong-type", where: "token", detail: "uuid is a list" },
    ];
    expect(report(seen)).toEqual([
      ["claims/wrong-type", { detail: "id is a number", also: ["uuid is a list"] }],
      ["claims/expired", { detail: "an hour ago", exp: 5 }],
    ]);
  });

  it("says which of the two tokens of a hybrid it was seen in", () => {
    const inner: Sighting = { reason: "expired", where: "inner token", detail: "a day ago" };
    const outer: Sighting = { reason: "expired", where: "token", detail: "an hour ago" };
    expect(report([inner])).toEqual([["claims/expired", { token: "inner catalog_token", detail: "a day ago" }]]);
    expect(report([inner, inner])).toEqual([
      ["claims/expired", { token: "inner catalog_token", detail: "a day ago", also: ["a day ago"] }],
    ]);
    expect(report([outer, inner])).toEqual([
      ["claims/expired", { detail: "an hour ago", also: ["inner token: a day ago"] }],
    ]);
    expect(report([inner, outer])).toEqual([
      ["claims/expired", { token: "inner catalog_token", detail: "a day ago", also: ["token: an hour ago"] }],
    ]);
  });
});
