import { describe, expect, it } from "vitest";
import type { Control, Exchange } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { requestRows } from "./request-rows";

function exchange(id: string, purpose: Exchange["purpose"], status: number | null): Exchange {
  return {
    id,
    purpose,
    method: "GET",
    url: "https://registry.example.com/api",
    status,
    startedAt: "2026-11-23T14:42:07.000Z",
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 3, totalMs: 4 },
    requestHeaders: {},
    responseHeaders: {},
    bodyExcerpt: "",
    traceId: "t",
    failure: status === null ? "timeout" : null,
  };
}

function control(
  name: string,
  observed: Control["observed"],
  counts: boolean,
  note: string | null = null,
  more: Pick<Control, "unsent"> = {},
): Control {
  return {
    name,
    tool: null,
    expected: "refused",
    observed,
    counts,
    status: observed === "refused" ? 401 : 200,
    note,
    ...more,
  };
}

const unexpectedAccess = {
  severity: "fail",
  effect: "fail",
  title: "",
  remedy: "",
  actor: "deployer",
  evidence: {},
} as const;

function layer(change: Partial<LayerView>): LayerView {
  return {
    id: "exchange",
    title: "",
    question: "",
    nature: "live",
    required: true,
    proves: "",
    doesNotProve: "",
    controls: [],
    byHand: null,
    status: "fail",
    doing: "",
    startedAt: null,
    result: null,
    controlResults: [],
    exchanges: [],
    logs: [],
    revised: false,
    ...change,
  };
}

const told = (view: LayerView) => requestRows(view).map((row) => `${row.label}: ${row.observed}`);

it("expects nothing of a request that is only compared with", () => {
  const beside = { ...exchange("2", "real", 500), step: "every bucket, to compare" };
  const rows = requestRows(layer({ status: "pass", exchanges: [exchange("1", "real", 200), beside] }));
  expect(rows.map(({ label, expected, observed, tone }) => [label, expected, observed, tone])).toEqual([
    ["the real call", "accepted", "accepted 200", "good"],
    ["every bucket", "compared", "500", "plain"],
  ]);
});

describe("requestRows", () => {
  it("says of refused controls beside a refused real call that they prove nothing", () => {
    const view = layer({
      exchanges: [exchange("1", "real", 401), exchange("2", "control:no-token", 401)],
      controlResults: [control("no-token", "refused", false)],
    });
    expect(told(view)).toEqual([
      "the real call: not accepted 401, unexpected",
      "control: no token: refused 401, proves nothing",
    ]);
  });

  it("marks an accepted control as unexpected", () => {
    const view = layer({
      exchanges: [exchange("1", "real", 200), exchange("2", "control:tampered", 200)],
      controlResults: [control("tampered", "accepted", true)],
    });
    expect(requestRows(view).map((row) => row.tone)).toEqual(["good", "bad"]);
  });

  it("keeps controls that were not sent", () => {
    const view = layer({
      exchanges: [exchange("1", "real", null)],
      controlResults: [control("no-token", "no-answer", false, "not sent", { unsent: true })],
    });
    expect(told(view)).toEqual(["the real call: no answer: timeout", "control: no token: not sent"]);
    expect(requestRows(view)[1]?.exchange).toBeNull();
  });

  it("gives a control to one request only, when it took several", () => {
    const view = layer({
      exchanges: [exchange("1", "control:no-token", 200), exchange("2", "control:no-token", 401)],
      controlResults: [control("no-token", "refused", true)],
    });
    expect(requestRows(view).map((row) => row.control !== null)).toEqual([true, false]);
  });

  it("does not guess before anything tells whether the real call was accepted", () => {
    expect(told(layer({ status: "running", exchanges: [exchange("1", "real", 200)] }))).toEqual(["the real call: 200"]);
  });

  describe("of a layer of many calls", () => {
    const step = (id: string, purpose: Exchange["purpose"], status: number, name: string): Exchange => ({
      ...exchange(id, purpose, status),
      step: name,
    });
    const on = (tool: string, one: Control): Control => ({ ...one, tool });
    const view = layer({
      exchanges: [
        step("1", "real", 404, "/health"),
        step("2", "real", 200, "initialize"),
        step("3", "real", 200, "tools/call a"),
        step("4", "real", 200, "tools/call b"),
        step("5", "control:tampered", 200, "initialize"),
        step("6", "control:tampered", 200, "tools/call b"),
        step("7", "control:tampered", 200, "tools/call a"),
        step("8", "control:no-token", 401, "initialize"),
        step("9", "repeat", 200, "tools/call a"),
      ],
      controlResults: [
        on("a", control("tampered", "refused", true)),
        on("b", control("tampered", "refused", false)),
        on("a", control("no-token", "refused", true)),
        on("b", control("no-token", "refused", false)),
      ],
    });

    it("names each step, and judges each tool by its own controls", () => {
      expect(told(view).slice(0, 4)).toEqual([
        "/health: 404",
        "initialize: 200",
        "tools/call a: accepted 200",
        "tools/call b: not accepted 200, unexpected",
      ]);
    });

    it("gives every control to the request of its tool, and keeps those refused at the door", () => {
      const rows = requestRows(view);
      expect(rows.filter((row) => row.control !== null).map((row) => [row.key, row.control?.tool])).toEqual([
        ["6", "b"],
        ["7", "a"],
        ["no-token a", "a"],
        ["no-token b", "b"],
      ]);
      expect(told(view)).toContain("control: tampered · initialize: 200");
      expect(told(view)).toContain("control: no token on a: refused 401");
    });

    it("tells which call was not repeated", () => {
      const finding = { code: "exchange/not-repeatable", severity: "warn", effect: "inconclusive" } as const;
      const rest = { title: "", remedy: "", actor: "unclear", evidence: { tools: ["a: GraphQL error"] } } as const;
      const result = { status: "inconclusive", summary: "", facts: [], startedAt: null, durationMs: 1 } as const;
      const differing = { ...view, result: { ...result, findings: [{ ...finding, ...rest }] } };
      expect(told(differing)).toContain("tools/call a, again: not accepted 200, unexpected");
    });
  });

  it("tells a repeat that differed from the first answer", () => {
    const finding = { code: "exchange/not-repeatable", severity: "warn", effect: "inconclusive" } as const;
    const rest = { title: "", remedy: "", actor: "unclear", evidence: {} } as const;
    const result = { status: "inconclusive", summary: "", facts: [], startedAt: null, durationMs: 1 } as const;
    const view = layer({
      status: "inconclusive",
      result: { ...result, findings: [{ ...finding, ...rest }] },
      exchanges: [exchange("1", "real", 200), exchange("2", "repeat", 401)],
      controlResults: [control("no-token", "refused", true)],
    });
    expect(told(view)[1]).toBe("the real call, again: not accepted 401, unexpected");
  });

  it("expects of a subject that is to be refused just that", () => {
    const real = [exchange("a", "real", 401)];
    const [refused] = requestRows(layer({ exchanges: real, status: "pass", expects: "refused" }));
    expect(refused).toMatchObject({ expected: "refused", observed: "refused 401", tone: "good" });
    const finding = { ...unexpectedAccess, code: "exchange/unexpected-access" };
    const result = {
      status: "fail",
      summary: "",
      findings: [finding],
      facts: [],
      startedAt: null,
      durationMs: 1,
    } as const;
    const [served] = requestRows(layer({ exchanges: [exchange("a", "real", 200)], result, expects: "refused" }));
    expect(served).toMatchObject({ expected: "refused", observed: "accepted 200, unexpected", tone: "bad" });
  });

  it("takes open access for no fault where it is expected", () => {
    const open = control("no-token", "accepted", true);
    const exchanges = [exchange("a", "real", 200), exchange("b", "control:no-token", 200)];
    const rows = requestRows(layer({ exchanges, controlResults: [open], status: "pass", expects: "open" }));
    expect(rows[1]).toMatchObject({ expected: "either", observed: "accepted 200, open on purpose", tone: "plain" });
    const [, underWay] = requestRows(layer({ exchanges, controlResults: [open], status: "running", expects: "open" }));
    expect(underWay).toMatchObject({ observed: "accepted 200, open on purpose" });
  });

  it("takes a bad credential that was served for a fault in a layer that is open, too", () => {
    const served = control("tampered", "accepted", true);
    const exchanges = [exchange("a", "real", 200), exchange("b", "control:tampered", 200)];
    const rows = requestRows(layer({ exchanges, controlResults: [served], status: "fail", expects: "open" }));
    expect(rows[1]).toMatchObject({ expected: "refused", observed: "accepted 200, unexpected", tone: "bad" });
  });
});

it("expects no refusal of a good credential of somebody else", () => {
  const rows = requestRows(layer({ exchanges: [exchange("1", "control:other-user", 200)] }));
  expect(rows).toMatchObject([{ label: "other user", expected: "compared", observed: "200", tone: "plain" }]);
});
