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
    const { order, seen, result } = await run(probe("no-answer"), { a: probe("refused"), b: probe("refused") });
    expect(order).toEqual(["real"]);
    const unsent = {
      tool: null,
      expected: "refused",
      observed: "no-answer",
      counts: false,
      status: null,
      note: "not sent",
      unsent: true,
    };
    expect(seen).toEqual([
      { ...unsent, name: "a" },
      { ...unsent, name: "b" },
    ]);
    expect(result).toEqual({ real: probe("no-answer"), controls: seen, controlProbes: new Map(), repeat: null });
  });

  it("shows a control as it was answered, status and note included", async () => {
    const { seen, result } = await run(probe("accepted"), {
      a: probe("refused", { status: 401 }),
      b: probe("no-answer", { status: null, note: "reset" }),
    });
    const shown = { tool: null, expected: "refused", counts: true };
    expect(seen).toEqual([
      { ...shown, name: "a", observed: "refused", status: 401, note: null },
      { ...shown, name: "b", observed: "no-answer", status: null, note: "reset" },
    ]);
    expect(result.controls).toEqual(seen);
  });

  it("hands over the probes of all calls", async () => {
    const [real, a, b, repeat] = [
      probe("accepted"),
      probe("refused"),
      probe("refused", { status: 403 }),
      probe("refused"),
    ];
    const { result } = await run(real, { a, b }, repeat);
    expect(result.real).toBe(real);
    expect([...result.controlProbes]).toEqual([
      ["a", a],
      ["b", b],
    ]);
    expect(result.repeat).toBe(repeat);
  });

  it("never counts a control that was not sent", async () => {
    const { order, seen } = await run(probe("accepted", { answered: false }), { a: probe("refused") });
    expect(order).toEqual(["real"]);
    expect(seen.map(({ counts }) => counts)).toEqual([false]);
  });

  it("sends the controls after an answer that was neither accepted nor refused", async () => {
    const { order } = await run(probe("no-answer", { answered: true }), { a: probe("refused") });
    expect(order).toEqual(["real", "a"]);
  });

  it("ends at a control that times out", async () => {
    const slow = probe("no-answer", { note: "any words", reason: "timeout" });
    const { order, result } = await run(probe("accepted"), { a: slow, b: probe("refused") });
    expect(order).toEqual(["real", "a", "b"]);
    expect(result.repeat).toBeNull();
  });
});
