import { describe, expect, it } from "vitest";
import { ended, type LayerContext, notApplicable } from "./layer";
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

  it("says only what is absent where no layer could give it, and never calls that given", async () => {
    const { results, events } = await runTestLayers([testLayer("dependant", { needs: () => [value] })]);
    expect(results.get("dependant")).toEqual({
      status: "blocked",
      summary: "no value",
      findings: [],
      facts: [],
      startedAt: null,
      durationMs: 0,
    });
    expect(events.map(({ type }) => type)).toEqual(["layer-finished"]);
  });

  it("names the giver among layers that give other things", async () => {
    const { results } = await runTestLayers([
      testLayer("elsewhere", { gives: [other] }),
      testLayer("giver", { gives: [other, value] }),
      testLayer("dependant", { needs: () => [value] }),
    ]);
    expect(results.get("dependant")?.summary).toBe("no value: giver gave none");
  });

  it("starts a layer only when what it uses is there", async () => {
    const { results } = await runTestLayers([
      testLayer("giver", {
        gives: [value],
        run: async (ctx) => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          ctx.give(value, "late");
          return ended("");
        },
      }),
      testLayer("user", { uses: () => [value], run: async (ctx) => ended(String(ctx.get(value))) }),
    ]);
    expect(results.get("user")?.summary).toBe("late");
  });

  it("blocks a layer at once, whatever else it would have used", async () => {
    const { events } = await runTestLayers([
      testLayer("slow", {
        gives: [value],
        run: async () => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return ended("");
        },
      }),
      testLayer("dependant", { needs: () => [other], uses: () => [value] }),
    ]);
    const finished = events.filter((event) => event.type === "layer-finished");
    expect(finished.map(({ layer }) => layer)).toEqual(["dependant", "slow"]);
  });

  it("waits for a used output but is not blocked without it", async () => {
    const { statuses } = await runTestLayers([
      testLayer("giver", { gives: [value] }),
      testLayer("user", { uses: () => [value], run: async (ctx) => ended(String(ctx.get(value))) }),
    ]);
    expect(statuses).toEqual({ giver: "pass", user: "pass" });
  });

  it("keeps not-applicable layers visible, whether known before or found out", async () => {
    const { results } = await runTestLayers([
      testLayer("before", { notApplicable: () => "no bucket" }),
      testLayer("during", { run: async () => notApplicable("no key") }),
    ]);
    expect(results.get("before")).toMatchObject({ status: "not-applicable", summary: "no bucket" });
    expect(results.get("during")).toMatchObject({ status: "not-applicable", summary: "no key" });
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
