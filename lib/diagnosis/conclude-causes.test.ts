import { describe, expect, it } from "vitest";
import type { CauseRule, RunFacts } from "./cause-rule";
import type { Actor } from "./model";
import { conclude, finding, layer, rule } from "./test-concluded";

const broken = layer("a", "fail", { findings: [finding("a/broken", "fail")] });
const unclear = layer("a", "inconclusive", { findings: [finding("a/broken", "inconclusive")] });
const guess = rule("a/broken", { text: "guess", basis: "possible", heading: "a guess" });
const joined = rule("a/broken", { text: "joined", basis: "inferred", heading: "two secrets" });
const log = rule("a/broken", { text: "log", basis: "observed" });

describe("causes", () => {
  it("are ranked observed before inferred before possible, for a failure and for what is unclear", () => {
    for (const layers of [[broken], [unclear]]) {
      const { causes } = conclude(layers, [guess, joined, log]).conclusion;
      expect(causes.map(({ text, basis }) => [text, basis])).toEqual([
        ["log", "observed"],
        ["joined", "inferred"],
        ["guess", "possible"],
      ]);
    }
  });

  it("may look at what every layer found, showed and logged, and at the token's kind", () => {
    const line = {
      source: "registry",
      at: "2026-01-01T00:00:00Z",
      level: "info",
      message: "bad signature",
      matchedBy: "traceId",
      purpose: "real",
    } as const;
    const good = layer("b", "pass", { findings: [finding("b/odd", "warn")], logs: [line] });
    const second: typeof good = {
      ...good,
      result: { ...good.result, facts: [{ id: "role", label: "the role", value: "reader" }], signals: ["seen"] },
    };
    let seen: unknown = null;
    const looking: CauseRule = {
      id: "looking",
      explains: ["a/broken"],
      when: (facts: RunFacts) => {
        seen = {
          kind: facts.tokenKind,
          status: [facts.status("a"), facts.status("b"), facts.status("none")],
          finding: [facts.finding("b/odd")?.code, facts.finding("b/none")],
          logs: [facts.logs("a"), facts.logs("b"), facts.logs("none")],
          recognised: [facts.recognised("b", "seen"), facts.recognised("b", "none"), facts.recognised("a", "seen")],
          fact: [
            facts.fact("b", "role"),
            facts.fact("b", "the role"),
            facts.fact("b", "none"),
            facts.fact("none", "role"),
          ],
        };
        return null;
      },
    };
    expect(conclude([broken, second], [looking]).conclusion.causes).toEqual([]);
    expect(seen).toEqual({
      kind: "catalog-jwt",
      status: ["fail", "pass", null],
      finding: ["b/odd", null],
      logs: [[], [line], []],
      recognised: [true, false, false],
      fact: ["reader", undefined, undefined, undefined],
    });
  });
});

describe("the headline", () => {
  const headline = (...rules: CauseRule[]) => conclude([broken], rules).conclusion.headline;

  it("is a fact that joins layers, unless a log line outranks it", () => {
    expect(headline(guess, joined)).toBe("Broken at a: two secrets.");
    expect(headline(joined, log)).toBe("Broken at a: a/broken happened.");
  });

  it("is the first of the surest explanations that has one", () => {
    const silent = rule("a/broken", { text: "silent", basis: "inferred" });
    expect(headline(silent, joined)).toBe("Broken at a: two secrets.");
  });

  it("is never a guess", () => {
    expect(headline(guess)).toBe("Broken at a: a/broken happened.");
  });
});

describe("the next steps", () => {
  const steps = (...rules: CauseRule[]) => conclude([broken], rules).conclusion.nextSteps.map(({ text }) => text);
  const asking = (text: string, basis: "observed" | "inferred" | "possible", next = `do ${text}`) =>
    rule("a/broken", { text, basis, next });

  it("are the finding's own remedy where no rule knows more", () => {
    expect(conclude([broken], [joined]).conclusion.nextSteps).toEqual([
      { actor: "operator", text: "mend a/broken", remedyOf: "a/broken" },
    ]);
  });

  it("begin with what a sure explanation asks of its actor", () => {
    expect(conclude([broken], [asking("it", "inferred")]).conclusion.nextSteps).toEqual([
      { actor: "deployer", text: "do it" },
      { actor: "operator", text: "mend a/broken", remedyOf: "a/broken" },
    ]);
  });

  it("stay the finding's own remedy where a cause gives the same advice", () => {
    const same = asking("it", "observed", "mend a/broken");
    expect(conclude([broken], [same]).conclusion.nextSteps).toEqual([
      { actor: "deployer", text: "mend a/broken", remedyOf: "a/broken" },
    ]);
  });

  it("begin with the finding's own remedy where the best explanation is a guess or asks for nothing", () => {
    expect(steps(asking("it", "possible"))).toEqual(["mend a/broken", "do it"]);
    expect(steps(log, asking("it", "inferred"))).toEqual(["mend a/broken", "do it"]);
  });

  it("are at most two of the explanations, one for each actor, and none twice", () => {
    const by = (actor: Actor, text: string) => rule("a/broken", { text, actor, basis: "observed", next: `do ${text}` });
    const many = [asking("x", "observed"), asking("same", "observed"), by("aws-admin", "y"), by("token-holder", "z")];
    expect(steps(...many)).toEqual(["do x", "do y", "mend a/broken"]);
    expect(steps(by("operator", "x"))).toEqual(["do x"]);
    expect(steps(asking("x", "observed"), asking("again", "inferred", "do x"))).toEqual(["do x", "mend a/broken"]);
    expect(steps(asking("x", "observed", "mend a/broken"))).toEqual(["mend a/broken"]);
  });
});

describe("the revision", () => {
  const joins = (evidence: Record<string, string>) => rule("a/broken", { text: "joins", basis: "observed", evidence });

  it("adds what joins layers to the finding that decided, and to no other", () => {
    const decided = { ...finding("a/broken", "fail"), evidence: { status: 401 } };
    const findings = [finding("a/odd", "warn"), decided];
    const failed = layer("a", "fail", { findings });
    const { revision } = conclude([failed, layer("b", "pass")], [log, joins({ log: "line" }), joins({ late: "x" })]);
    expect(revision).toEqual({
      layer: "a",
      result: { ...failed.result, findings: [findings[0], { ...decided, evidence: { status: 401, log: "line" } }] },
    });
  });

  it("is made of what is unclear too", () => {
    const { revision } = conclude([unclear], [joins({ log: "line" })]);
    expect(revision?.result.findings.map(({ evidence }) => evidence)).toEqual([{ log: "line" }]);
  });

  it("is none where no explanation has evidence", () => {
    expect(conclude([broken], [log, joined]).revision).toBeNull();
    expect(conclude([unclear]).revision).toBeNull();
  });
});
