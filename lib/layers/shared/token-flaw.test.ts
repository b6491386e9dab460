import { describe, expect, it } from "vitest";
import { claims } from "../claims/claims";
import { createTestContext } from "./test-context";
import { reportTokenFlaws, type TokenFlaw } from "./token-flaw";

function report(flaws: readonly TokenFlaw[]) {
  const context = createTestContext({ layer: claims });
  const given = reportTokenFlaws(context.context, flaws);
  expect(given).toEqual(context.findings);
  return context.findings.map(({ code, evidence }) => [code, evidence]);
}

describe("what was seen in a token", () => {
  it("is nothing where nothing was seen", () => {
    expect(report([])).toEqual([]);
  });

  it("is one finding for each reason, in the order of first sight", () => {
    const seen: TokenFlaw[] = [
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
    const inner: TokenFlaw = { reason: "expired", where: "inner token", detail: "a day ago" };
    const outer: TokenFlaw = { reason: "expired", where: "token", detail: "an hour ago" };
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
