import { describe, expect, it } from "vitest";
import { ended, type FindingTable, type LayerContext, layerFor } from "./layer";
import type { Effect } from "./model";
import { toFinding } from "./run-layers";
import { other, runTestLayers, testLayer, value } from "./test-layer";

/** Runs one layer and gives its result and what our own faults said. */
async function runOne(run: (ctx: LayerContext<null>) => unknown, parts: Parameters<typeof testLayer>[1] = {}) {
  const faults: string[] = [];
  const { results, events } = await runTestLayers(
    [
      testLayer("one", {
        ...parts,
        run: async (ctx) => {
          await run(ctx);
          return ended("looked");
        },
      }),
    ],
    { onCrash: (_, error) => faults.push(String(error)) },
  );
  return { result: results.get("one"), events, faults };
}

describe("what a layer reports", () => {
  it.each([
    ["broken", "fail"],
    ["unclear", "inconclusive"],
    ["odd", "pass"],
    ["refused", "tool-error"],
  ])("makes a %s finding end it as %s", async (reason, status) => {
    const { result } = await runOne((ctx) => ctx.found(reason));
    expect(result?.status).toBe(status);
    expect(result?.findings.map(({ code }) => code)).toEqual([`one/${reason}`]);
  });

  it("says of a finding what the layer says of this observation", async () => {
    const { result } = await runOne((ctx) => ctx.found("broken", { at: 1 }, { title: "it broke at the hinge" }));
    expect(result?.findings).toMatchObject([
      { title: "it broke at the hinge", remedy: "mend it", evidence: { at: 1 } },
    ]);
  });

  it("is nothing where it found nothing", async () => {
    const { result, events } = await runOne(() => {});
    expect(result).toEqual({
      status: "pass",
      summary: "looked",
      findings: [],
      facts: [],
      startedAt: "1970-01-01T00:00:00.001Z",
      durationMs: 1,
    });
    expect(events).toEqual([
      { type: "layer-started", layer: "one", startedAt: "1970-01-01T00:00:00.001Z", doing: "one" },
      { type: "layer-finished", layer: "one", result },
    ]);
  });

  it("took no time when the clock was set back", async () => {
    let clock = 9_000;
    const { results } = await runTestLayers([testLayer("a")], {
      now: () => {
        clock -= 1_000;
        return clock;
      },
    });
    expect(results.get("a")).toMatchObject({ startedAt: "1970-01-01T00:00:08.000Z", durationMs: 0 });
  });

  it("lists each fact once, with the first flaw's evidence", async () => {
    const { result } = await runOne((ctx) => {
      ctx.found("odd", { of: "real" });
      ctx.found("broken");
      ctx.found("odd", { of: "repeat" });
    });
    expect(result?.findings.map(({ code, evidence }) => [code, evidence])).toEqual([
      ["one/odd", { of: "real" }],
      ["one/broken", {}],
    ]);
  });

  it("may be a finding of its own table alone", async () => {
    const { result, faults } = await runOne((ctx) => ctx.found("unheard-of"));
    expect(result?.status).toBe("tool-error");
    expect(faults).toEqual(['Error: one has no finding "unheard-of"']);
  });
});

describe("toFinding", () => {
  const row = { title: "It is so", remedy: "mend it", actor: "deployer" } as const;
  const severities: readonly (readonly [Effect, string])[] = [
    ["fail", "fail"],
    ["inconclusive", "warn"],
    ["tool-error", "warn"],
    ["warn", "warn"],
    ["info", "info"],
  ];

  it.each(severities)("shows the effect %s as severity %s", (effect, severity) => {
    const table: FindingTable = { so: { ...row, effect } };
    expect(toFinding("s3", table, "so", { keys: 1 })).toEqual({
      ...row,
      code: "s3/so",
      effect,
      severity,
      evidence: { keys: 1 },
    });
  });

  it.each([{ title: "It is otherwise" }, { remedy: "do otherwise" }, { actor: "operator" }] as const)(
    "says %j in place of the row's word, and the rest as the row has it",
    (words) => {
      const table: FindingTable = { so: { ...row, effect: "fail" } };
      expect(toFinding("s3", table, "so", {}, words)).toMatchObject({ ...row, ...words });
    },
  );

  it("keeps the section that the row names, and makes up none", () => {
    const table: FindingTable = { so: { ...row, effect: "fail", spec: "RFC 7519 §4.1.4" } };
    expect(toFinding("claims", table, "so", {}).spec).toBe("RFC 7519 §4.1.4");
    expect(toFinding("claims", { so: { ...row, effect: "fail" } }, "so", {})).not.toHaveProperty("spec");
  });
});

describe("outputs", () => {
  it.each<[string, "awaits" | "gives", (ctx: LayerContext<null>) => unknown]>([
    ["one awaits value without declaring it", "awaits", (ctx) => ctx.whenGiven(value)],
    ["one gives value without declaring it", "gives", (ctx) => ctx.give(value, "x")],
  ])("are those that the layer declares: %s", async (fault, declared, run) => {
    expect(await runOne(run)).toMatchObject({ result: { status: "tool-error" }, faults: [`Error: ${fault}`] });
    expect((await runOne(run, { [declared]: [other] })).faults).toEqual([`Error: ${fault}`]);
    expect((await runOne(run, { [declared]: [other, value] })).faults).toEqual([]);
  });
});

describe("a layer's variant", () => {
  const softened = { broken: { effect: "warn", title: "it is broken", remedy: "mend it", actor: "operator" } } as const;

  it("takes the place of its own findings for that input alone", async () => {
    const run = async (ctx: LayerContext<null>) => {
      ctx.found("broken");
      return ended("looked");
    };
    const { statuses } = await runTestLayers([
      testLayer("plain", { run }),
      testLayer("soft", { run, variant: () => ({ findings: softened }) }),
    ]);
    expect(statuses).toEqual({ plain: "fail", soft: "pass" });
  });

  it("leaves the words that it does not name", () => {
    const layer = testLayer("soft", { variant: () => ({ proves: "less" }) });
    expect(layerFor(layer, null)).toMatchObject({ title: "soft", proves: "less", doesNotProve: "more" });
  });
});
