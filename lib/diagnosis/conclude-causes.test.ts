import { describe, expect, it } from "vitest";
import type { CauseRule, RunFacts } from "./cause-rule";
import type { Actor } from "./model";
import { conclude, finding, layer, refused, rule } from "./test-concluded";

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

describe("a finding that follows from a wrong clock of ours", () => {
  const ours = layer("a", "inconclusive", { findings: [{ ...finding("a/broken", "inconclusive"), ownClock: true }] });

  it("is explained by nothing, and asks for its own remedy alone", () => {
    const asks = rule("a/broken", { text: "asks", basis: "observed", next: "log in again" });
    expect(conclude([ours], [asks, log]).conclusion).toMatchObject({
      causes: [],
      nextSteps: [{ actor: "operator", text: "mend a/broken", remedyOf: "a/broken" }],
      headline: "Cannot tell at a: a/broken happened.",
    });
  });

  it("is set right first, whatever else failed", () => {
    const broke = { ...finding("b/broken", "fail"), actor: "deployer" } as const;
    const { conclusion } = conclude([ours, layer("b", "fail", { findings: [broke] })]);
    expect(conclusion.headline).toBe("Broken at b: b/broken happened.");
    expect(conclusion.nextSteps).toEqual([
      { actor: "operator", text: "mend a/broken", remedyOf: "a/broken" },
      { actor: "deployer", text: "mend b/broken", remedyOf: "b/broken" },
    ]);
  });

  it("explains nothing of another layer", () => {
    const joins: CauseRule = {
      id: "joins",
      explains: ["b/broken"],
      when: (facts) =>
        facts.finding("a/broken") === null
          ? null
          : { text: "joins", basis: "inferred", actor: "operator", decide: "look" },
    };
    const failed = layer("b", "fail", { findings: [finding("b/broken", "fail")] });
    expect(conclude([ours, failed], [joins]).conclusion.causes).toEqual([]);
    expect(conclude([unclear, failed], [joins]).conclusion.causes).toHaveLength(1);
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

  it("is what was seen where a wrong credential was accepted, unless a log line says more", () => {
    const open = layer("a", "fail", {
      findings: [finding("a/broken", "fail")],
      controlResults: [{ ...refused, observed: "accepted" }],
    });
    const said = { ...rule("a/broken", { text: "said", basis: "observed", heading: "the log says it" }) };
    expect(conclude([open], [joined]).conclusion.headline).toBe("Broken at a: a/broken happened.");
    expect(conclude([open], [joined, said]).conclusion.headline).toBe("Broken at a: the log says it.");
    const closed = { ...open, controlResults: [refused] };
    expect(conclude([closed], [joined]).conclusion.headline).toBe("Broken at a: two secrets.");
  });

  it("is never a guess", () => {
    expect(headline(guess)).toBe("Broken at a: a/broken happened.");
  });
});

describe("the next steps", () => {
  const steps = (...rules: CauseRule[]) => conclude([broken], rules).conclusion.nextSteps.map(({ text }) => text);
  const asking = (
    text: string,
    basis: "observed" | "inferred" | "possible",
    { next = `do ${text}`, actor = "deployer" as Actor } = {},
  ) => rule("a/broken", { text, basis, next, actor });

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
    const same = asking("it", "observed", { next: "mend a/broken" });
    expect(conclude([broken], [same]).conclusion.nextSteps).toEqual([
      { actor: "deployer", text: "mend a/broken", remedyOf: "a/broken" },
    ]);
  });

  it("begin with the finding's own remedy where the best explanation is a guess or asks for nothing", () => {
    expect(steps(asking("it", "possible"))).toEqual(["mend a/broken", "do it"]);
    expect(steps(log, asking("it", "inferred"))).toEqual(["mend a/broken", "do it"]);
  });

  it("are at most two of the explanations, and none twice", () => {
    const by = (text: string, actor: Actor) => asking(text, "observed", { actor });
    const many = [by("x", "deployer"), by("y", "aws-admin"), by("z", "token-holder")];
    expect(steps(...many)).toEqual(["do x", "do y", "mend a/broken"]);
    const again = asking("again", "inferred", { next: "do x", actor: "aws-admin" });
    expect(steps(asking("x", "observed"), again)).toEqual(["do x", "mend a/broken"]);
    expect(steps(asking("x", "observed", { next: "mend a/broken" }))).toEqual(["mend a/broken"]);
  });

  it("are one for each actor: the best explanation's, else the finding's own", () => {
    expect(steps(asking("x", "observed"), asking("y", "observed"))).toEqual(["do x", "mend a/broken"]);
    const [mine, other] = [asking("x", "observed", { actor: "operator" }), asking("y", "inferred")];
    expect(steps(mine, other)).toEqual(["do x", "do y"]);
    expect(steps(asking("x", "possible", { actor: "operator" }), asking("y", "possible"))).toEqual([
      "mend a/broken",
      "do y",
    ]);
  });

  it("of another actor are not crowded out by two of one", () => {
    const third = asking("z", "observed", { actor: "aws-admin" });
    expect(steps(asking("x", "observed"), asking("y", "observed"), third)).toEqual(["do x", "do z", "mend a/broken"]);
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
