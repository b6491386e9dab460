import { describe, expect, it } from "vitest";
import { ended, type LayerContext, layerFor, notApplicable } from "./layer";
import { other, runTestLayers, testLayer, value } from "./test-layer";

/** A door that one layer opens and another waits for. */
const gate = () => {
  let resolve: () => void = () => {};
  const passed = new Promise<void>((done) => {
    resolve = done;
  });
  const open = async (then: Promise<void> = Promise.resolve()) => {
    resolve();
    await then;
    return ended("");
  };
  return { open, passed };
};

const reporting = (reason: string) => async (ctx: LayerContext<null>) => {
  ctx.found(reason);
  return ended("");
};

describe("runLayers", () => {
  it("runs layers without an unmet need side by side", async () => {
    const a = gate();
    const b = gate();
    const { statuses } = await runTestLayers([
      testLayer("a", { run: () => a.open(b.passed) }),
      testLayer("b", { run: () => b.open(a.passed) }),
    ]);
    expect(statuses).toEqual({ a: "pass", b: "pass" });
  });

  it("tells by the event of its start what a layer is doing by now, and nothing once it has ended", async () => {
    let late: (words: string) => void = () => undefined;
    const { events } = await runTestLayers([
      testLayer("slow", {
        run: async (ctx) => {
          ctx.doing("half of it");
          late = ctx.doing;
          return ended("");
        },
      }),
    ]);
    late("too late");
    const started = events.filter((event) => event.type === "layer-started");
    expect(started.map(({ doing }) => doing)).toEqual(["slow", "half of it"]);
    expect(new Set(started.map(({ startedAt }) => startedAt)).size).toBe(1);
  });

  it("starts a dependant as soon as the output is there, before the giver has ended", async () => {
    const dependantRan = gate();
    const { statuses } = await runTestLayers([
      testLayer("giver", {
        gives: [value],
        run: async (ctx) => {
          ctx.give(value, "x");
          await dependantRan.passed;
          return ended("");
        },
      }),
      testLayer("dependant", {
        needs: () => [value],
        run: async (ctx) => {
          expect(ctx.get(value)).toBe("x");
          return dependantRan.open();
        },
      }),
    ]);
    expect(statuses).toEqual({ giver: "pass", dependant: "pass" });
  });

  it("blocks dependants of an output that was not given, and says who gave none", async () => {
    const { results } = await runTestLayers([
      testLayer("giver", { gives: [value] }),
      testLayer("dependant", { needs: () => [value], gives: [other] }),
      testLayer("last", { needs: () => [other] }),
    ]);
    expect(results.get("dependant")).toMatchObject({ status: "blocked", summary: "no value: giver gave none" });
    expect(results.get("last")).toMatchObject({ status: "blocked" });
  });

  it("runs a dependant of a layer that failed after giving", async () => {
    const { statuses } = await runTestLayers([
      testLayer("giver", {
        gives: [value],
        run: async (ctx) => {
          ctx.give(value, "x");
          return reporting("broken")(ctx);
        },
      }),
      testLayer("dependant", { needs: () => [value] }),
    ]);
    expect(statuses).toEqual({ giver: "fail", dependant: "pass" });
  });

  it("hands an awaited output over while the layer runs, and tells when nobody gives it", async () => {
    const began: string[] = [];
    const opened = gate();
    const { statuses, results } = await runTestLayers([
      testLayer("giver", {
        gives: [value],
        run: async (ctx) => {
          await opened.passed;
          ctx.give(value, "late");
          return ended("gave");
        },
      }),
      testLayer("taker", {
        awaits: [value, other],
        run: async (ctx) => {
          began.push("taker");
          await opened.open();
          return ended(`${await ctx.whenGiven(value)} ${await ctx.whenGiven(other)}`);
        },
      }),
    ]);
    expect(began).toEqual(["taker"]);
    expect(statuses).toEqual({ giver: "pass", taker: "pass" });
    expect(results.get("taker")?.summary).toBe("late undefined");
  });

  it("breaks a layer that awaits what it does not declare", async () => {
    const { statuses } = await runTestLayers([
      testLayer("odd", { run: async (ctx) => ended(String(await ctx.whenGiven(value))) }),
    ]);
    expect(statuses).toEqual({ odd: "tool-error" });
  });

  it("waits for a used output but is not blocked without it", async () => {
    const { statuses } = await runTestLayers([
      testLayer("giver", { gives: [value] }),
      testLayer("user", { uses: () => [value], run: async (ctx) => ended(String(ctx.get(value))) }),
    ]);
    expect(statuses).toEqual({ giver: "pass", user: "pass" });
  });

  it("calls a layer that throws a tool-error and goes on with the rest", async () => {
    const { statuses, crashes, results } = await runTestLayers([
      testLayer("crashing", {
        run: async () => {
          throw new Error("secret detail");
        },
      }),
      testLayer("fine"),
    ]);
    expect(statuses).toEqual({ crashing: "tool-error", fine: "pass" });
    expect(crashes).toEqual(["crashing"]);
    expect(JSON.stringify(results.get("crashing"))).not.toContain("secret detail");
  });

  it.each([
    ["broken", "fail"],
    ["unclear", "inconclusive"],
    ["odd", "pass"],
    ["refused", "tool-error"],
  ])("judges a %s finding as %s", async (reason, status) => {
    const { statuses } = await runTestLayers([testLayer("one", { run: reporting(reason) })]);
    expect(statuses).toEqual({ one: status });
  });

  it("refuses a finding that the layer does not declare", async () => {
    const { statuses } = await runTestLayers([testLayer("one", { run: reporting("unheard-of") })]);
    expect(statuses).toEqual({ one: "tool-error" });
  });

  it("keeps not-applicable layers visible, whether known before or found out", async () => {
    const { results } = await runTestLayers([
      testLayer("before", { notApplicable: () => "no bucket" }),
      testLayer("during", { run: async () => notApplicable("no key") }),
    ]);
    expect(results.get("before")).toMatchObject({ status: "not-applicable", summary: "no bucket" });
    expect(results.get("during")).toMatchObject({ status: "not-applicable", summary: "no key" });
  });

  it("cancels at once: running and waiting layers end as cancelled, ended ones keep their status", async () => {
    const controller = new AbortController();
    const { statuses, events } = await runTestLayers(
      [
        testLayer("ended"),
        testLayer("hanging", {
          gives: [value],
          run: async () => {
            setTimeout(() => controller.abort(), 5);
            return new Promise(() => {});
          },
        }),
        testLayer("waiting", { needs: () => [value] }),
      ],
      { signal: controller.signal },
    );
    expect(statuses).toEqual({ ended: "pass", hanging: "cancelled", waiting: "cancelled" });
    expect(events.filter((event) => event.type === "layer-finished")).toHaveLength(3);
  });

  it("ends every planned layer exactly once", async () => {
    const { events } = await runTestLayers([
      testLayer("a", { gives: [value] }),
      testLayer("b", { needs: () => [value] }),
      testLayer("c"),
    ]);
    const finished = events.filter((event) => event.type === "layer-finished").map((event) => event.layer);
    expect([...finished].sort()).toEqual(["a", "b", "c"]);
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

  it("keeps a layer's tables, the latest of each id, and none where there is none", async () => {
    const table = (title: string) => ({
      id: "t",
      title,
      columns: ["a"],
      rows: [{ mark: "good" as const, cells: ["1"] }],
    });
    const { results } = await runTestLayers([
      testLayer("a", {
        run: async (ctx) => {
          ctx.table(table("first"));
          ctx.table(table("second"));
          return ended("");
        },
      }),
      testLayer("b"),
    ]);
    expect(results.get("a")?.tables).toEqual([table("second")]);
    expect(results.get("b")).not.toHaveProperty("tables");
  });

  it("takes a table whose rows do not fit its columns for a crash of ours", async () => {
    const { statuses } = await runTestLayers([
      testLayer("a", {
        run: async (ctx) => {
          ctx.table({ id: "t", title: "t", columns: ["a", "b"], rows: [{ mark: "bad", cells: ["1"] }] });
          return ended("");
        },
      }),
    ]);
    expect(statuses).toEqual({ a: "tool-error" });
  });
});
