import { describe, expect, it } from "vitest";
import type { CauseRule } from "./cause-rule";
import { type ConcludedLayer, concludeRun } from "./conclude";
import type { Control, Finding, LayerStatus } from "./model";

const finding = (code: string, effect: Finding["effect"]): Finding => ({
  code,
  effect,
  severity: effect === "fail" || effect === "info" ? effect : "warn",
  title: `${code} happened`,
  remedy: `mend ${code}`,
  actor: "operator",
  evidence: {},
});

const refused: Control = {
  name: "tampered",
  tool: null,
  expected: "refused",
  observed: "refused",
  counts: true,
  status: 401,
  note: null,
};

function layer(
  id: string,
  status: LayerStatus,
  more: Partial<ConcludedLayer> & { findings?: Finding[] } = {},
): ConcludedLayer {
  const { findings = [], ...rest } = more;
  return {
    id,
    title: id,
    question: "?",
    nature: "live",
    required: true,
    proves: `${id} is good`,
    doesNotProve: `what ${id} leaves open`,
    controls: [],
    byHand: null,
    settledBy: [],
    result: { status, summary: `${id} summary`, findings, facts: {}, startedAt: null, durationMs: 0 },
    controlResults: [],
    logs: [],
    ...rest,
  };
}

const conclude = (layers: ConcludedLayer[], rules: CauseRule[] = [], cancelled = false) =>
  concludeRun({ layers, rules, tokenKind: "catalog-jwt", cancelled });

describe("concludeRun", () => {
  it("fails at the first failed layer in chain order, required or not", () => {
    const { conclusion } = conclude([
      layer("a", "pass"),
      layer("b", "fail", { required: false, findings: [finding("b/odd", "warn"), finding("b/broken", "fail")] }),
      layer("c", "fail", { findings: [finding("c/broken", "fail")] }),
    ]);
    expect(conclusion).toMatchObject({ verdict: "fail", brokenLayer: "b", code: "b/broken", actor: "operator" });
  });

  it.each(["inconclusive", "blocked", "not-applicable", "tool-error", "cancelled"] as const)(
    "is inconclusive when a required layer ends as %s",
    (status) => {
      const { conclusion } = conclude([layer("a", "pass"), layer("b", status)]);
      expect(conclusion).toMatchObject({ verdict: "inconclusive", brokenLayer: null });
    },
  );

  it.each(["inconclusive", "blocked", "not-applicable", "tool-error"] as const)(
    "passes over a layer that is not required and ends as %s",
    (status) => {
      expect(conclude([layer("a", "pass"), layer("b", status, { required: false })]).conclusion.verdict).toBe("pass");
    },
  );

  it("names the inconclusive finding's code", () => {
    const { conclusion } = conclude([
      layer("a", "inconclusive", { findings: [finding("a/note", "info"), finding("a/timeout", "inconclusive")] }),
    ]);
    expect(conclusion.code).toBe("a/timeout");
  });

  it("never lets a warning change the verdict", () => {
    const { conclusion } = conclude([layer("a", "pass", { findings: [finding("a/odd", "warn")] })]);
    expect(conclusion).toMatchObject({ verdict: "pass", code: null });
  });

  it("says on a pass what was proven and what was not", () => {
    const { conclusion } = conclude([layer("a", "pass", { controlResults: [refused] })]);
    expect(conclusion.headline).toContain("a is good");
    expect(conclusion.headline).toContain("what a leaves open");
    expect(conclusion.heading).toContain("every wrong credential was turned away");
  });

  it("does not list as unproven what a later layer settled", () => {
    const layers = [layer("a", "pass", { settledBy: ["b"] }), layer("b", "pass")];
    const { notProven } = conclude(layers).conclusion;
    expect(notProven).toBe("what b leaves open");
  });

  it("says that an emulator answered", () => {
    const emulated = layer("identity", "pass", { findings: [finding("identity/emulator", "info")] });
    expect(conclude([emulated]).conclusion.headline).toContain("emulator");
  });

  it("claims no controls where none counted", () => {
    const { conclusion } = conclude([layer("a", "pass", { controlResults: [{ ...refused, counts: false }] })]);
    expect(conclusion.headline).not.toContain("turned away");
  });

  it("does not say that all were turned away where open access is right", () => {
    const open = { ...refused, name: "no-token", observed: "accepted" as const };
    const { conclusion } = conclude([layer("a", "pass", { controlResults: [refused, open] })]);
    expect(conclusion.heading).toContain("open to anybody");
    expect(conclusion.heading).not.toContain("turned away");
  });

  it("names the first layer that refused the tampered token beside an acceptance", () => {
    const { conclusion } = conclude([
      layer("a", "fail", { findings: [finding("a/x", "fail")], controlResults: [{ ...refused, counts: false }] }),
      layer("b", "pass", { controlResults: [refused] }),
    ]);
    expect(conclusion.firstVerifier).toBe("b");
  });

  describe("the first verifier, where a server stands in front of others", () => {
    const registry = layer("exchange", "pass", { controlResults: [refused] });
    const front = (...statuses: (number | null)[]) =>
      layer("mcp", "pass", {
        frontOf: ["exchange"],
        controlResults: statuses.map((status) => ({ ...refused, tool: "bucket_list", status })),
      });
    const first = (...layers: ConcludedLayer[]) => conclude(layers).conclusion.firstVerifier;

    it("is that server when it refuses the tampered token itself", () => {
      expect(first(registry, front(401, 403))).toBe("mcp");
    });

    it("is the hop behind it when it only hands a refusal back", () => {
      expect(first(registry, front(200, 200))).toBe("exchange");
      expect(first(registry, front(401, 200))).toBe("exchange");
    });

    it("is nobody when that hop was not looked at", () => {
      expect(first(front(200))).toBeNull();
      expect(first(front(null))).toBeNull();
    });

    it("is the hop behind it while its own refusals prove nothing", () => {
      const idle = layer("mcp", "fail", {
        frontOf: ["exchange"],
        findings: [finding("mcp/x", "fail")],
        controlResults: [{ ...refused, counts: false }],
      });
      expect(first(registry, idle)).toBe("exchange");
    });
  });

  describe("with rules", () => {
    const rule = (id: string, basis: "observed" | "inferred" | "possible", heading?: string): CauseRule => ({
      id,
      explains: ["a/broken"],
      when: () => ({ text: id, basis, actor: "operator", decide: "", ...(heading === undefined ? {} : { heading }) }),
    });
    const broken = layer("a", "fail", { findings: [finding("a/broken", "fail")] });
    const guess = rule("guess", "possible", "a guess");
    const joined = rule("joined", "inferred", "two secrets");

    it("ranks observed before inferred before possible", () => {
      const { conclusion } = conclude([broken], [guess, joined, rule("log", "observed")]);
      expect(conclusion.causes.map((cause) => cause.text)).toEqual(["log", "joined", "guess"]);
    });

    it("lets a fact that joins layers head the verdict, unless a log line outranks it", () => {
      expect(conclude([broken], [guess, joined]).conclusion.headline).toBe("Broken at a: two secrets.");
      const withLog = conclude([broken], [joined, rule("log", "observed")]).conclusion.headline;
      expect(withLog).toBe("Broken at a: a/broken happened.");
    });

    it("never heads the verdict with a guess", () => {
      expect(conclude([broken], [guess]).conclusion.headline).toBe("Broken at a: a/broken happened.");
    });
  });

  it("revises the finding once with what joins layers", () => {
    const rule: CauseRule = {
      id: "log",
      explains: ["a/broken"],
      when: () => ({ text: "t", basis: "observed", actor: "operator", decide: "", evidence: { log: "line" } }),
    };
    const { revision } = conclude([layer("a", "fail", { findings: [finding("a/broken", "fail")] })], [rule]);
    expect(revision?.result.findings[0]?.evidence).toEqual({ log: "line" });
  });

  it("concludes nothing of a run that was stopped, but keeps a failure that was seen", () => {
    expect(conclude([layer("a", "pass")], [], true).conclusion.verdict).toBe("inconclusive");
    const failed = layer("a", "fail", { findings: [finding("a/broken", "fail")] });
    expect(conclude([failed, layer("b", "cancelled")], [], true).conclusion.verdict).toBe("fail");
  });

  it("breaks loudly when a layer fails without a finding", () => {
    expect(() => conclude([layer("a", "fail")])).toThrow("without a finding");
  });
});
