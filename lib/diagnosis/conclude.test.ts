import { describe, expect, it } from "vitest";
import type { Finding } from "./model";
import { conclude, finding, layer, refused, rule } from "./test-concluded";

describe("concludeRun", () => {
  it("fails at the first failed layer in chain order, required or not", () => {
    const { conclusion } = conclude([
      layer("a", "pass"),
      layer("b", "fail", { required: false, findings: [finding("b/odd", "warn"), finding("b/broken", "fail")] }),
      layer("c", "fail", { findings: [finding("c/broken", "fail")] }),
    ]);
    expect(conclusion).toMatchObject({ verdict: "fail", brokenLayer: "b", code: "b/broken", actor: "operator" });
  });

  it("never passes where nothing was required", () => {
    const optional = { required: false } as const;
    expect(conclude([layer("a", "pass", optional), layer("b", "blocked", optional)]).conclusion).toMatchObject({
      verdict: "inconclusive",
      code: null,
      headline: "Cannot tell: no layer was required, so nothing is concluded.",
      actor: "unclear",
    });
    expect(conclude([]).conclusion.verdict).toBe("inconclusive");
    expect(conclude([layer("a", "pass"), layer("b", "blocked", optional)]).conclusion.verdict).toBe("pass");
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

  it("names our own fault before what is unclear, and leaves out what decides nothing", () => {
    const note = finding("a/note", "info");
    const unclear = finding("a/timeout", "inconclusive");
    const ours = finding("a/refused-by-policy", "tool-error");
    const code = (status: "inconclusive" | "tool-error", ...findings: (typeof note)[]) =>
      conclude([layer("a", status, { findings })]).conclusion.code;
    expect(code("inconclusive", note, unclear)).toBe("a/timeout");
    expect(code("tool-error", note, unclear, ours)).toBe("a/refused-by-policy");
    expect(code("inconclusive", note)).toBeNull();
  });

  it("concludes what the first required layer that did not pass says", () => {
    const unclear = { ...finding("b/timeout", "inconclusive"), actor: "deployer" as const };
    const { conclusion, revision } = conclude([
      layer("a", "inconclusive", { required: false, findings: [finding("a/odd", "inconclusive")] }),
      layer("b", "inconclusive", { findings: [unclear] }),
      layer("c", "tool-error"),
    ]);
    expect(conclusion).toEqual({
      verdict: "inconclusive",
      brokenLayer: null,
      code: "b/timeout",
      headline: "Cannot tell at b: b/timeout happened.",
      heading: "Cannot tell at b: b/timeout happened",
      proven: [],
      notProven: ["a is good", "b is good", "c is good"],
      nextSteps: [{ actor: "deployer", text: "mend b/timeout", remedyOf: "b/timeout" }],
      actor: "deployer",
      causes: [],
      firstVerifier: null,
    });
    expect(revision).toBeNull();
  });

  it.each([
    ["blocked", "Cannot tell at a: a summary."],
    ["not-applicable", "Cannot tell at a: a summary."],
    ["tool-error", "Cannot tell: Bonafide itself failed at a, which says nothing about the target."],
  ] as const)("says of a layer that ended as %s without a finding: %s", (status, headline) => {
    const { conclusion, revision } = conclude([layer("a", status)], [rule("a/x", { text: "t", basis: "observed" })]);
    expect(conclusion).toMatchObject({ headline, code: null, actor: "unclear", nextSteps: [], causes: [] });
    expect(revision).toBeNull();
  });

  it("says why our own policy refused, where it says so", () => {
    const ours = layer("a", "tool-error", { findings: [finding("a/refused-by-policy", "tool-error")] });
    expect(conclude([ours]).conclusion.heading).toBe("Cannot tell at a: a/refused-by-policy happened");
  });

  it("never lets a warning change the verdict", () => {
    const { conclusion } = conclude([layer("a", "pass", { findings: [finding("a/odd", "warn")] })]);
    expect(conclusion).toMatchObject({ verdict: "pass", code: null });
  });

  it("says on a pass what was proven and what was not", () => {
    const { conclusion, revision } = conclude([
      layer("local", "pass", { nature: "local" }),
      layer("a", "pass", { settledBy: ["elsewhere"] }),
      layer("b", "pass", { settledBy: ["elsewhere", "c"], controlResults: [refused] }),
      layer("c", "pass"),
      layer("d", "pass", { doesNotProve: "what c leaves open" }),
      layer("extra", "pass", { required: false, settledBy: ["c"] }),
    ]);
    const heading = "All 5 required layers passed, and every wrong credential that was sent was turned away";
    expect(conclusion).toEqual({
      verdict: "pass",
      brokenLayer: null,
      code: null,
      headline: `${heading}.`,
      heading,
      proven: ["local is good", "a is good", "b is good", "c is good", "d is good", "extra is good"],
      notProven: ["what a leaves open", "what c leaves open"],
      nextSteps: [],
      actor: null,
      causes: [],
      firstVerifier: "b",
    });
    expect(revision).toBeNull();
  });

  it("says that an emulator answered, whatever else was found and wherever", () => {
    const found = [finding("identity/clock-skew", "warn"), finding("identity/emulator", "info")];
    const emulated = conclude([layer("a", "pass"), layer("identity", "pass", { findings: found })]);
    expect(emulated.conclusion.heading).toBe("All 2 required layers passed (on an AWS emulator, not AWS itself)");
    const real = conclude([layer("identity", "pass", { findings: found.slice(0, 1) })]);
    expect(real.conclusion.heading).not.toContain("emulator");
  });

  it("claims no controls where none counted", () => {
    const { conclusion } = conclude([layer("a", "pass", { controlResults: [{ ...refused, counts: false }] })]);
    expect(conclusion.heading).toBe("The one required layer passed");
  });

  it("does not say that all were turned away where open access is right", () => {
    const open = { ...refused, name: "no-token", observed: "accepted" as const };
    const { conclusion } = conclude([layer("a", "pass", { controlResults: [refused, open] })]);
    expect(conclusion.heading).toContain("open to anyone");
    expect(conclusion.heading).not.toContain("turned away");
  });

  it("concludes nothing of a run that was stopped, but keeps a failure that was seen", () => {
    const stopped = {
      verdict: "inconclusive",
      heading: "Stopped before the end: nothing is concluded",
      actor: "operator",
    };
    expect(conclude([layer("a", "pass")], [], true)).toMatchObject({ conclusion: stopped, revision: null });
    expect(conclude([layer("a", "cancelled")], [], true).conclusion).toMatchObject(stopped);
    const failed = layer("a", "fail", { findings: [finding("a/broken", "fail")] });
    expect(conclude([failed, layer("b", "cancelled")], [], true).conclusion.verdict).toBe("fail");
  });

  it.each([
    ["Who?", "Broken at a: Who?"],
    ["It broke!", "Broken at a: It broke!"],
    ["config.json is missing", "Broken at a: config.json is missing."],
  ])("ends the headline in one full stop: %s", (title, headline) => {
    const failed = layer("a", "fail", { findings: [{ ...finding("a/broken", "fail"), title }] });
    expect(conclude([failed]).conclusion.headline).toBe(headline);
  });

  it("takes the first wording that fits 140 characters, and never cuts a sentence", () => {
    const long = (length: number) => "x".repeat(length);
    const broken = { ...finding("a/broken", "fail"), title: "it broke" };
    const heading = (title: string, joined: string) =>
      conclude(
        [layer("a", "fail", { findings: [{ ...broken, title }] })],
        [rule("a/broken", { text: "t", basis: "observed", heading: joined })],
      ).conclusion.headline;
    const room = 140 - "Broken at a: .".length;
    expect(heading("it broke", long(room))).toBe(`Broken at a: ${long(room)}.`);
    expect(heading("it broke", long(room + 1))).toBe("Broken at a: it broke.");
    expect(heading(long(room + 1), long(room + 1))).toBe("Broken at a: a/broken.");
    const unclear = (findings: readonly Finding[]) =>
      conclude([layer("b", "inconclusive", { findings })], []).conclusion.headline;
    expect(unclear([{ ...finding("b/timeout", "inconclusive"), title: long(200) }])).toBe(
      "Cannot tell at b: b/timeout.",
    );
    const blocked = layer("b", "blocked");
    const wordy = { ...blocked, result: { ...blocked.result, summary: long(200) } };
    expect(conclude([wordy]).conclusion.headline).toBe("Cannot tell at b: blocked.");
  });

  it("breaks loudly when a layer fails without a finding", () => {
    expect(() => conclude([layer("a", "fail")])).toThrow("without a finding");
  });
});
