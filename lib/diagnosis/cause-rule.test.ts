import { describe, expect, it } from "vitest";
import { type CauseRule, explain, logLineSaying, type RunFacts, toCause } from "./cause-rule";
import type { LogLine, Purpose } from "./model";
import { rule } from "./test-concluded";

const line = (purpose: Purpose, message: string): LogLine => ({
  source: "registry",
  at: "2026-01-01T00:00:00Z",
  level: "info",
  message,
  matchedBy: "traceId",
  purpose,
});

const factsWith = (...logs: LogLine[]): RunFacts => ({
  status: () => null,
  finding: () => null,
  logs: (layer) => (layer === "exchange" ? logs : []),
  fact: () => undefined,
  tokenKind: null,
});

describe("explain", () => {
  const texts = (...rules: CauseRule[]) => explain(rules, "a/broken", factsWith()).map(({ text }) => text);

  it("asks only the rules that explain the code, and leaves out those that do not match", () => {
    const other = rule("a/other", { text: "other", basis: "observed" });
    const silent: CauseRule = { id: "silent", explains: ["a/broken"], when: () => null };
    expect(texts(other, silent, rule("a/broken", { text: "this", basis: "possible" }))).toEqual(["this"]);
  });

  it("puts the surest first, and keeps the table's order among equals", () => {
    const bases = ["possible", "inferred", "observed", "inferred", "possible", "observed"] as const;
    const rules = bases.map((basis, index) => rule("a/broken", { text: `${basis} ${index}`, basis }));
    expect(texts(...rules)).toEqual([
      ...["observed 2", "observed 5", "inferred 1", "inferred 3", "possible 0", "possible 4"],
    ]);
  });
});

describe("logLineSaying", () => {
  it.each(["real", "repeat"] as const)("finds the first line that says so beside a %s call", (purpose) => {
    const lines = [line(purpose, "hello"), line(purpose, "bad signature: one"), line(purpose, "bad signature: two")];
    expect(logLineSaying(factsWith(...lines), "exchange", /bad signature/)).toBe(lines[1]);
  });

  it("takes nothing from what a server says of a control, or beside another layer", () => {
    const facts = factsWith(line("control:tampered", "bad signature"));
    expect(logLineSaying(facts, "exchange", /bad signature/)).toBeNull();
    expect(logLineSaying(factsWith(line("real", "bad signature")), "search", /bad signature/)).toBeNull();
  });
});

describe("toCause", () => {
  it("keeps of a match what the report shows", () => {
    const match = { text: "t", basis: "observed", actor: "operator", decide: "d" } as const;
    expect(toCause({ ...match, heading: "h", next: "n", evidence: { a: 1 } })).toEqual(match);
  });
});
