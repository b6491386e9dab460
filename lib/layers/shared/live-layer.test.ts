import { describe, expect, it } from "vitest";
import type { ControlSpec, Probe } from "@/lib/diagnosis/layer";
import type { Observed } from "@/lib/diagnosis/model";
import { testToken } from "@/lib/token/test-jwt";
import { exchange } from "../exchange/exchange";
import type { LayerInput } from "./layer-input";
import { type LiveLayerCalls, reportUnanswered, runLiveLayer, unansweredProbe, watchClock } from "./live-layer";
import { createTestContext, testAnswer, testFailure, testInput, testNow } from "./test-context";

const token = testToken("opaque-token-of-nobody");

const probe = (observed: Observed, parts: Partial<Probe<null>> = {}): Probe<null> => ({
  observed,
  answered: observed !== "no-answer",
  status: observed === "accepted" ? 200 : 401,
  note: null,
  value: null,
  ...parts,
});
const accepted = probe("accepted");
const refused = probe("refused");
const silent = probe("no-answer", { status: null, note: "unreachable" });

interface Given {
  readonly real?: Probe<null>;
  readonly repeat?: Probe<null>;
  readonly controls?: Readonly<Record<ControlSpec["name"], Probe<null>>>;
  readonly calls?: Partial<LiveLayerCalls<null>>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
  /** What a layer that may be open on purpose says of these accepted controls. */
  readonly open?: string | null;
}

/** Runs a layer of these answers; the exchange lends its table of findings. */
async function run({ real = accepted, repeat = accepted, controls = {}, calls = {}, input = {}, open }: Given) {
  const context = createTestContext({ layer: exchange, input: testInput({ token, ...input }) });
  const order: string[] = [];
  const asked: (readonly string[])[] = [];
  const answer = async (purpose: string, given: Probe<null>) => {
    order.push(purpose);
    return given;
  };
  const live = await runLiveLayer<null>(
    context.context,
    {
      access: "served",
      genuine: (purpose) => answer(purpose, purpose === "real" ? real : repeat),
      controls: Object.entries(controls).map(([name, given]) => ({ name, send: (purpose) => answer(purpose, given) })),
      ...calls,
    },
    ...(open === undefined
      ? []
      : [
          (_: unknown, names: readonly string[]) => {
            asked.push(names);
            return open;
          },
        ]),
  );
  const found = context.findings.map(({ code, evidence }) => [code.replace("exchange/", ""), evidence]);
  return {
    live,
    order,
    asked,
    found,
    codes: found.map(([code]) => code),
    facts: context.facts,
    shown: context.controls,
  };
}

describe("the calls of a live layer", () => {
  it("are the real one, the controls by name, and the real one again; nothing is found where all is right", async () => {
    const { order, found, shown, live } = await run({ controls: { "no-token": refused, tampered: refused } });
    expect(order).toEqual(["real", "control:no-token", "control:tampered", "repeat"]);
    expect(found).toEqual([]);
    expect(shown.map(({ name, observed, counts }) => [name, observed, counts])).toEqual([
      ["no-token", "refused", true],
      ["tampered", "refused", true],
    ]);
    expect(live.decided).toBeNull();
  });

  it("hand the real answer on before any control is sent", async () => {
    const seen: string[] = [];
    await run({
      calls: {
        onReal: ({ observed }) => void seen.push(`real: ${observed}`),
        controls: [
          {
            name: "tampered",
            send: async () => {
              seen.push("control");
              return refused;
            },
          },
        ],
      },
    });
    expect(seen).toEqual(["real: accepted", "control"]);
  });

  it("send no control without an answer, and find nothing about those not sent", async () => {
    const { order, found, shown } = await run({ real: silent, controls: { tampered: accepted } });
    expect(order).toEqual(["real"]);
    expect(found).toEqual([]);
    expect(shown.map(({ observed, note }) => [observed, note])).toEqual([["no-answer", "not sent"]]);
  });
});

describe("a control that was accepted", () => {
  it.each([["accepted"], ["refused"]] as const)("fails the layer beside a real call that was %s", async (observed) => {
    const { found } = await run({ real: probe(observed), controls: { "no-token": refused, tampered: accepted } });
    expect(found).toEqual([["not-enforced", { acceptedControls: ["tampered"] }]]);
  });

  it.each(["no-token", "unsigned"])(
    "fails the layer without any credential too, unless it may be open: %s",
    async (name) => {
      expect((await run({ controls: { [name]: accepted } })).codes).toEqual(["not-enforced"]);
    },
  );

  it("is explained by a layer that may be open on purpose, which is asked of the accepted ones alone", async () => {
    const controls = { "no-token": accepted, tampered: refused, forged: accepted };
    const { codes, asked } = await run({ controls, open: "unexpected-status" });
    expect(codes).toEqual(["unexpected-status"]);
    expect(asked).toEqual([["no-token", "forged"]]);
    expect((await run({ controls, open: null })).codes).toEqual(["not-enforced"]);
    expect((await run({ controls: { tampered: refused }, open: "unexpected-status" })).asked).toEqual([]);
  });

  it.each([
    [{ "no-token": accepted, tampered: refused }, null, []],
    [{ unsigned: accepted }, null, []],
    [{ "no-token": accepted, tampered: accepted }, "anonymous-access", []],
    [{ "no-token": accepted, tampered: accepted }, null, ["not-enforced"]],
    [{ tampered: accepted }, null, ["not-enforced"]],
    [{ "wrong-secret": accepted }, null, ["not-enforced"]],
  ])("of a subject that expects the layer to be open: %#", async (controls, open, codes) => {
    expect((await run({ controls, open, calls: { access: "open" } })).codes).toEqual(codes);
  });
});

describe("a control that was neither accepted nor refused", () => {
  it("leaves a layer that accepted the real call inconclusive, and says which and why", async () => {
    const { found } = await run({
      controls: {
        "no-token": refused,
        tampered: silent,
        forged: probe("no-answer", { status: 500 }),
        lapsed: probe("no-answer", { status: null }),
      },
    });
    expect(found).toEqual([
      ["control-unanswered", { controls: ["tampered: unreachable", "forged: status 500", "lapsed: status none"] }],
    ]);
  });

  it("says nothing beside a real call that was refused anyway", async () => {
    expect((await run({ real: refused, controls: { tampered: silent } })).found).toEqual([]);
  });
});

describe("the repeat", () => {
  it.each([refused, silent])("has to be accepted: %#", async (repeat) => {
    const { found } = await run({ repeat, controls: { tampered: refused } });
    expect(found).toEqual([["not-repeatable", { status: repeat.status, note: repeat.note }]]);
  });
});

describe("controls that are switched off", () => {
  const input = { controls: "off" } as const;
  const controls = { tampered: accepted };

  it("are not sent, and an acceptance then proves nothing", async () => {
    const { order, codes, shown } = await run({ input, controls });
    expect(order).toEqual(["real", "repeat"]);
    expect(codes).toEqual(["controls-off"]);
    expect(shown).toEqual([]);
  });

  it("take nothing from a refusal, but from the one that a subject should get", async () => {
    expect((await run({ input, real: refused })).codes).toEqual([]);
    expect((await run({ input, real: refused, calls: { access: "refused" } })).codes).toEqual(["controls-off"]);
  });

  it("are none without a token", async () => {
    expect((await run({ input: { ...input, token: null } })).codes).toEqual([]);
  });
});

describe("a subject that is to be refused", () => {
  const access = "refused" as const;

  it("is found to be served where it is", async () => {
    const { found, live } = await run({ calls: { access } });
    expect(found).toEqual([["unexpected-access", { status: 200, expected: "refused" }]]);
    expect(live.decided).not.toBeNull();
  });

  it.each([401, 403])("is right to get a %i, and the server's words are shown", async (status) => {
    const note = "x".repeat(300);
    const { found, live, facts } = await run({ real: probe("refused", { status, note }), calls: { access } });
    expect(found).toEqual([]);
    expect(live.decided).toContain(String(status));
    expect(facts).toEqual({ "refused-with": "x".repeat(200) });
    expect((await run({ real: refused, calls: { access } })).facts).toEqual({});
  });

  it.each([
    ["not answered", silent],
    ["answered with a 403 that is no refusal", probe("no-answer", { status: 403, answered: true })],
  ])("is judged as any other where it is %s", async (_, real) => {
    expect((await run({ real, calls: { access } })).live.decided).toBeNull();
  });

  it("is right to get any other sign of refusal, too", async () => {
    const heard: unknown[] = [];
    const real = probe("refused", { status: 400 });
    const { live } = await run({ real, calls: { access, onExpectedRefusal: (got) => heard.push(got.real) } });
    expect(live.decided).toBe("400: refused, as this subject should be");
    expect(heard).toEqual([real]);
  });

  it("is refused as the layer says, where its protocol has no such status", async () => {
    const real = probe("refused", { status: null, note: "no" });
    const says = (yes: boolean) => run({ real, calls: { access, isExpectedRefusal: () => yes } });
    expect((await says(true)).live.decided).toContain("refused");
    expect((await says(false)).live.decided).toBeNull();
  });

  it.each(["served", "open"] as const)("is no other subject: %s", async (other) => {
    expect((await run({ real: refused, calls: { access: other } })).live.decided).toBeNull();
    expect((await run({ calls: { access: other } })).found).toEqual([]);
  });
});

describe("what came back", () => {
  it.each([
    [testFailure("timeout"), { status: null, note: "timeout", reason: "timeout" }],
    [
      { ...testFailure("too-large"), status: 200 },
      { status: 200, note: "too-large", reason: "too-large" },
    ],
    [testFailure("cancelled"), { status: null, note: "cancelled", reason: null }],
    [testAnswer(302), { status: 302, note: "redirected", reason: "redirected" }],
    [testAnswer(429), { status: 429, note: "rate-limited", reason: "rate-limited" }],
    [testAnswer(502), { status: 502, note: "server-error", reason: "server-error" }],
  ])("is no answer of any protocol: %#", (result, parts) => {
    expect(unansweredProbe(result, "kept")).toEqual({
      observed: "no-answer",
      answered: false,
      value: "kept",
      ...parts,
    });
  });

  it("has to be read otherwise", () => {
    expect(unansweredProbe(testAnswer(200), null)).toBeNull();
    expect(unansweredProbe(testAnswer(401), null)).toBeNull();
  });

  it.each([
    [testFailure("dns-failed"), true, ["exchange/dns-failed"]],
    [testFailure("cancelled"), true, []],
    [testAnswer(500), true, ["exchange/server-error"]],
    [testAnswer(404), false, []],
  ])("is reported once: %#", (result, reported, codes) => {
    const context = createTestContext({ layer: exchange });
    expect(reportUnanswered(context.context, result)).toBe(reported);
    expect(context.findings.map(({ code }) => code)).toEqual(codes);
  });

  it("warns where the server's clock is off, and only there", () => {
    const context = createTestContext({ layer: exchange });
    const dated = (ms: number) => testAnswer(200, "", { date: new Date(testNow + ms).toUTCString() });
    watchClock(context.context, dated(0));
    expect(context.findings).toEqual([]);
    watchClock(context.context, dated(120_000));
    expect(context.findings).toMatchObject([
      { code: "exchange/clock-skew", effect: "warn", evidence: { serverAheadBySeconds: 120 } },
    ]);
  });
});
