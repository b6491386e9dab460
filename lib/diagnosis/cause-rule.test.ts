import { describe, expect, it } from "vitest";
import { type CauseRule, explain, type RunFacts, toCause } from "./cause-rule";
import { rule } from "./test-concluded";

const factsWith = (): RunFacts => ({
  status: () => null,
  finding: () => null,
  logs: () => [],
  fact: () => undefined,
  recognised: () => false,
  tokenKind: null,
});

describe("explain", () => {
  const texts = (...rules: CauseRule[]) => explain(rules, "a/broken", factsWith()).map(({ text }) => text);

  it("asks only the rules that explain the code, and leaves out those that do not match", () => {
    const other = rule("a/other", { text: "other", basis: "observed" });
    const silent: CauseRule = { id: "silent", explains: ["a/broken"], when: () => null };
    expect(texts(other, silent, rule("a/broken", { text: "this", basis: "possible" }))).toEqual(["this"]);
  });

  it("says which rule a match is of", () => {
    const named: CauseRule = { ...rule("a/broken", { text: "this", basis: "possible" }), id: "the-rule" };
    expect(explain([named], "a/broken", factsWith())).toMatchObject([{ rule: "the-rule", text: "this" }]);
  });

  it("puts the surest first, and keeps the table's order among equals", () => {
    const bases = ["possible", "inferred", "observed", "inferred", "possible", "observed"] as const;
    const rules = bases.map((basis, index) => rule("a/broken", { text: `${basis} ${index}`, basis }));
    expect(texts(...rules)).toEqual([
      ...["observed 2", "observed 5", "inferred 1", "inferred 3", "possible 0", "possible 4"],
    ]);
  });
});

describe("toCause", () => {
  it("keeps of a match what the report shows", () => {
    const match = { rule: "r", text: "t", basis: "observed", actor: "operator", decide: "d" } as const;
    expect(toCause({ ...match, heading: "h", next: "n", evidence: { a: 1 } })).toStrictEqual(match);
    const line = { source: "registry", at: "2026-01-01T00:00:00Z" };
    expect(toCause({ ...match, line })).toEqual({ ...match, line });
  });
});
