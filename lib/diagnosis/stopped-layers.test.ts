import { describe, expect, it } from "vitest";
import { ended, type LayerContext } from "./layer";
import type { Control } from "./model";
import { runTestLayers, testLayer, value } from "./test-layer";

const stopped = "the run was stopped";

describe("a run that is stopped", () => {
  it("ends at once: running and waiting layers as cancelled, ended ones as they were", async () => {
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

  it("begins no layer when it was stopped before", async () => {
    let ran = false;
    const run = async () => {
      ran = true;
      return ended("");
    };
    const layers = [
      testLayer("a", { run }),
      testLayer("b", { needs: () => [value] }),
      testLayer("c", { gives: [value] }),
    ];
    const { results, events } = await runTestLayers(layers, { signal: AbortSignal.abort() });
    expect([...results.values()].map(({ status }) => status)).toEqual(["cancelled", "cancelled", "cancelled"]);
    expect(results.get("a")?.summary).toBe(`${stopped} before this layer began`);
    expect(events.filter(({ type }) => type === "layer-started")).toEqual([]);
    expect(ran).toBe(false);
  });

  it("still tells what does not concern the target", async () => {
    const { statuses } = await runTestLayers([testLayer("a", { notApplicable: () => "no bucket" })], {
      signal: AbortSignal.abort(),
    });
    expect(statuses).toEqual({ a: "not-applicable" });
  });

  /** Runs one layer that is stopped when it begins, and then goes on with `after`. */
  async function stopWhile(after: (ctx: LayerContext<null>) => Promise<unknown>) {
    const controller = new AbortController();
    const run = async (ctx: LayerContext<null>) => {
      ctx.found("broken");
      controller.abort();
      await after(ctx);
      return ended("done");
    };
    const { results, ...rest } = await runTestLayers([testLayer("a", { run })], { signal: controller.signal });
    return { ...rest, result: results.get("a") };
  }
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("gives a running layer a little time to hand in what it had under way, and concludes nothing from it", async () => {
    const { result } = await stopWhile(async (ctx) => {
      await sleep(5);
      ctx.fact("status", 200);
      ctx.table({ id: "t", rows: [] });
    });
    expect(result).toMatchObject({
      status: "cancelled",
      summary: `${stopped} while this layer ran`,
      facts: [{ id: "status", value: 200 }],
      tables: [{ id: "t" }],
    });
    expect(result?.findings).toEqual([]);
  });

  it("is no crash of ours, whatever the layer does then", async () => {
    const { result, crashes } = await stopWhile(() => Promise.reject(new Error("aborted")));
    expect(result?.status).toBe("cancelled");
    expect(crashes).toEqual([]);
  });

  it("shows no control that ends after its layer", async () => {
    const control: Control = {
      name: "tampered",
      tool: null,
      expected: "refused",
      observed: "refused",
      counts: true,
      status: 401,
      note: null,
    };
    let late: Promise<void> = Promise.resolve();
    const { events } = await stopWhile(async (ctx) => {
      ctx.control(control);
      late = sleep(130).then(() => ctx.control({ ...control, name: "late" }));
      await late;
    });
    await late;
    const shown = events.filter((event) => event.type === "control");
    expect(shown).toEqual([{ type: "control", layer: "a", control }]);
  });
});

describe("a layer that crashes", () => {
  it("is a tool-error, and the rest goes on", async () => {
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

  it("keeps what it had found", async () => {
    const { results } = await runTestLayers([
      testLayer("a", {
        run: async (ctx) => {
          ctx.found("odd");
          ctx.fact("status", 200);
          throw new Error("then this");
        },
      }),
    ]);
    expect(results.get("a")).toMatchObject({
      status: "tool-error",
      findings: [{ code: "a/odd" }],
      facts: [{ id: "status", label: "HTTP status", value: 200 }],
    });
  });

  it("is a tool-error even before it began", async () => {
    const { results, crashes, events } = await runTestLayers([
      testLayer("a", {
        notApplicable: () => {
          throw new Error("secret detail");
        },
      }),
    ]);
    expect(results.get("a")).toMatchObject({ status: "tool-error", startedAt: null, findings: [] });
    expect(results.get("a")?.summary).toContain("this says nothing about the target");
    expect(crashes).toEqual(["a"]);
    expect(JSON.stringify([...results.values(), ...events])).not.toContain("secret detail");
  });
});
