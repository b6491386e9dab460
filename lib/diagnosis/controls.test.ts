import { describe, expect, it } from "vitest";
import { runLiveCalls } from "./controls";
import type { Probe } from "./layer";
import type { Control, Observed } from "./model";

const probe = (observed: Observed, parts: Partial<Probe<null>> = {}): Probe<null> => ({
  observed,
  answered: observed !== "no-answer",
  status: 200,
  note: null,
  value: null,
  ...parts,
});

async function run(real: Probe<null>, controls: Record<string, Probe<null>>, repeat = probe("accepted")) {
  const order: string[] = [];
  const seen: Control[] = [];
  const answer = async (name: string, given: Probe<null>) => {
    order.push(name);
    return given;
  };
  const result = await runLiveCalls<null>({
    real: () => answer("real", real),
    controls: Object.entries(controls).map(([name, observed]) => ({ name, send: () => answer(name, observed) })),
    repeat: () => answer("repeat", repeat),
    onControl: (control) => seen.push(control),
  });
  return { order, seen, result };
}

describe("runLiveCalls", () => {
  it("sends real, then the controls, then the repeat", async () => {
    const { order } = await run(probe("accepted"), { a: probe("refused"), b: probe("refused") });
    expect(order[0]).toBe("real");
    expect(order.slice(1, 3).sort()).toEqual(["a", "b"]);
    expect(order[3]).toBe("repeat");
  });

  it("counts a refusal only beside an acceptance", async () => {
    const beside = await run(probe("accepted"), { a: probe("refused") });
    const alone = await run(probe("refused"), { a: probe("refused") });
    expect(beside.seen.map((control) => control.counts)).toEqual([true]);
    expect(alone.seen.map((control) => control.counts)).toEqual([false]);
  });

  it("does not repeat a call that was refused", async () => {
    const { order } = await run(probe("refused"), { a: probe("refused") });
    expect(order).toEqual(["real", "a"]);
  });

  it("sends no control after no answer, and shows each as not sent", async () => {
    const { order, seen } = await run(probe("no-answer"), { a: probe("refused"), b: probe("refused") });
    expect(order).toEqual(["real"]);
    expect(seen.map(({ observed, note, counts }) => ({ observed, note, counts }))).toEqual([
      { observed: "no-answer", note: "not sent", counts: false },
      { observed: "no-answer", note: "not sent", counts: false },
    ]);
  });

  it("sends the controls after an answer that was neither accepted nor refused", async () => {
    const { order } = await run(probe("no-answer", { answered: true }), { a: probe("refused") });
    expect(order).toEqual(["real", "a"]);
  });

  it("ends at a control that times out", async () => {
    const { order } = await run(probe("accepted"), { a: probe("no-answer", { note: "timeout" }) });
    expect(order).toEqual(["real", "a"]);
  });
});
