import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunEvent, RunEventBody } from "./events";
import { layerStatuses } from "./model";
import { applyEvent, type RunView } from "./reduce";
import { at, exchangeOf, framed, layers, started, target } from "./test-events";

/** A planned layer, or one that no plan names. */
const layer = fc.constantFrom(...layers, "", "__proto__", "constructor", "no such layer");
const text = fc.string({ maxLength: 8 });
const result = fc.record({
  status: fc.constantFrom(...layerStatuses),
  summary: text,
  findings: fc.constant([]),
  facts: fc.array(fc.record({ id: text, label: text, value: text }), { maxLength: 2 }),
  startedAt: fc.constantFrom(at, null),
  durationMs: fc.nat(),
});

const bodies: fc.Arbitrary<RunEventBody> = fc.oneof(
  fc.constant(started),
  fc.record({ type: fc.constant("layer-started" as const), layer, startedAt: fc.constant(at), doing: text }),
  fc.record({
    type: fc.constant("exchange" as const),
    layer,
    exchange: text.map(exchangeOf),
    wrongCredential: fc.boolean(),
    mintedSession: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("control" as const),
    layer,
    control: fc.record({
      name: text,
      tool: fc.constant(null),
      expected: fc.constant("refused" as const),
      observed: fc.constantFrom("accepted" as const, "refused" as const, "no-answer" as const),
      counts: fc.boolean(),
      status: fc.constant(null),
      note: fc.constant(null),
    }),
  }),
  fc.record({
    type: fc.constant("log" as const),
    layer,
    line: fc.record({
      source: text,
      at: fc.constant(at),
      level: text,
      message: text,
      matchedBy: fc.constant("time" as const),
      purpose: fc.constant("real" as const),
    }),
  }),
  fc.record({ type: fc.constantFrom("layer-finished" as const, "layer-revised" as const), layer, result }),
  fc.record({
    type: fc.constant("run-finished" as const),
    state: fc.constantFrom("finished" as const, "cancelled" as const, "interrupted" as const),
    durationMs: fc.nat(),
    target: fc.constant(target),
    conclusion: fc.constant({
      verdict: "pass" as const,
      brokenLayer: null,
      code: null,
      headline: "",
      heading: "",
      proven: [],
      notProven: [],
      nextSteps: [],
      actor: null,
      causes: [],
      firstVerifier: null,
    }),
  }),
);

/** Events in any order with any numbers: what a broken or hostile stream may hold. */
const anything = fc.array(
  fc.tuple(bodies, fc.integer({ min: -3, max: 20 })).map(([body, seq]) => framed(body, seq)),
  { maxLength: 30 },
);
/** A stream as the engine writes it: it begins with the start, and numbers count up. */
const stream = fc
  .array(bodies, { maxLength: 30 })
  .map((rest) => [started, ...rest].map((body, index) => framed(body, index)));

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

const fold = (events: readonly RunEvent[]) =>
  events.reduce<RunView | null>((view, event) => frozen(applyEvent(view, frozen(event))), null);

describe("applyEvent", () => {
  it("never throws, whatever comes in whatever order, and changes neither view nor event in place", () => {
    fc.assert(
      fc.property(anything, (events) => {
        const view = fold(events);
        expect(view === null).toBe(!events.some((event) => event.type === "run-started"));
      }),
      { numRuns: 1000 },
    );
  });

  it("changes nothing for an event that was seen before, wherever it comes again", () => {
    fc.assert(
      fc.property(stream, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }), (events, again) => {
        const withRepeats = events.flatMap((event, index) => {
          const repeats = again.filter(([place]) => place % events.length === index);
          return [event, ...repeats.flatMap(([, which]) => events[which % (index + 1)] ?? [])];
        });
        expect(fold(withRepeats)).toEqual(fold(events));
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same view for a stream cut off anywhere and read again from the start", () => {
    fc.assert(
      fc.property(stream, fc.nat(), (events, cut) => {
        expect(fold([...events.slice(0, cut % events.length), ...events])).toEqual(fold(events));
      }),
    );
  });

  it("keeps the planned layers, counts every request, and shows each under its own layer", () => {
    fc.assert(
      fc.property(stream, (events) => {
        const view = fold(events);
        const sent = events.flatMap((event) => (event.type === "exchange" ? [event] : []));
        expect(view?.layers.map(({ id }) => id)).toEqual(layers);
        expect(view?.requests.total).toBe(sent.length);
        expect(view?.requests.wrongCredentials).toBe(sent.filter((event) => event.wrongCredential).length);
        for (const shown of view?.layers ?? []) {
          expect(shown.exchanges).toEqual(sent.flatMap((one) => (one.layer === shown.id ? [one.exchange] : [])));
        }
      }),
    );
  });

  it("takes a layer's last result, and says whether it was revised", () => {
    fc.assert(
      fc.property(stream, (events) => {
        for (const shown of fold(events)?.layers ?? []) {
          const ends = events.flatMap((event) =>
            (event.type === "layer-finished" || event.type === "layer-revised") && event.layer === shown.id
              ? [event]
              : [],
          );
          expect(shown.result).toBe(ends.at(-1)?.result ?? null);
          expect(shown.revised).toBe(ends.some(({ type }) => type === "layer-revised"));
        }
      }),
    );
  });
});
