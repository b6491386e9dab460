import { describe, expect, it, test } from "vitest";
import type { Judged } from "./judge-tool-answer";
import { reportControls, reportRepeat } from "./report-controls";
import type { ControlRun } from "./run-controls";
import { mcpInput } from "./test-mcp";
import { failedAs, foundIn, judgedAs, mcpContext, realCall } from "./test-runs";

const refused = (status: number, note: string | null = null) => judgedAs({ observed: "refused", status, note });
const silent = (note: string | null, status: number | null = null) =>
  failedAs(note, { status, ...(note === "unreachable" ? { reason: note } : {}) });
const long = "x".repeat(300);

/** A control on tools "a", "b" … whose genuine calls were accepted. */
function control(name: string, judged: readonly Judged[], over: Partial<ControlRun> = {}): ControlRun {
  const calls = judged.map((one, index) => ({ real: realCall("abcdef"[index] ?? ""), judged: one }));
  return { name, wrongCredential: name !== "no-token", greeted: false, calls, ...over };
}

function reported(controls: readonly ControlRun[], input = mcpInput()) {
  const test = mcpContext({ input });
  reportControls(test.context, controls);
  return foundIn(test);
}

describe("controls", () => {
  test.each<[string, readonly ControlRun[], readonly unknown[]]>([
    ["none was made", [], []],
    ["all were refused at the door", [control("no-token", [refused(401)]), control("tampered", [refused(401)])], []],
    [
      "no token was served",
      [control("no-token", [judgedAs(), refused(200), judgedAs()], { greeted: true })],
      [["mcp/open", { acceptedControls: ["no-token"], tools: ["a", "c"] }]],
    ],
    [
      "an altered one was served",
      [control("tampered", [refused(200), judgedAs()], { greeted: true })],
      [["mcp/not-enforced", { acceptedControls: ["tampered"], tools: ["b"] }]],
    ],
    [
      "no token was greeted, and served nothing",
      [control("no-token", [refused(200, "no"), refused(403), silent(long), silent(null)], { greeted: true })],
      [
        ["mcp/control-unanswered", { controls: [`no-token on c: ${long}`, "no-token on d: status none"] }],
        [
          "mcp/handshake-open",
          { control: "no-token", tools: ["a: no", "b: status 403", `c: ${"x".repeat(197)}`, "d: status none"] },
        ],
      ],
    ],
    [
      "tools refuse what the door let in",
      [control("tampered", [refused(200, "no"), refused(200)], { greeted: true })],
      [["mcp/pass-through", { control: "tampered", tools: ["a: no", "b: status 200"] }]],
    ],
    [
      "a tool refuses with a status of its own",
      [control("tampered", [refused(200), refused(401)], { greeted: true })],
      [],
    ],
    ["no tool refuses", [control("tampered", [], { greeted: true })], []],
    ["no session was opened", [control("tampered", [refused(200)], { greeted: null })], []],
  ])("%s", (_what, controls, found) => {
    expect(reported(controls)).toEqual(found);
  });

  it("may serve callers without a token where that is meant, and altered ones never", () => {
    const served = [control("no-token", [judgedAs()]), control("tampered", [judgedAs()])];
    expect(reported(served, mcpInput({ access: { mcp: "open" } }))).toEqual([
      ["mcp/not-enforced", { acceptedControls: ["tampered"], tools: ["a"] }],
    ]);
  });
});

describe("a wrong credential that was accepted", () => {
  const titles = (controls: readonly ControlRun[]) => {
    const test = mcpContext();
    reportControls(test.context, controls);
    return test.findings.map(({ title }) => title);
  };

  it("is named in the title, with the first tool", () => {
    expect(titles([control("tampered", [refused(200), judgedAs()])])).toEqual([
      "the MCP server gave data for a credential it must refuse: tampered, on b",
    ]);
    expect(titles([control("no-token", [judgedAs(), judgedAs(), judgedAs()])])).toEqual([
      "the MCP server gives data to callers without a token: no-token, on a and 2 more",
    ]);
  });

  it("leaves a headline room for it", () => {
    const run = control("tampered", [judgedAs()]);
    const calls = run.calls.map(({ judged }) => ({ real: realCall("t".repeat(100)), judged }));
    expect(titles([{ ...run, calls }])).toEqual([
      `the MCP server gave data for a credential it must refuse: tampered, on ${"t".repeat(40)}`,
    ]);
  });
});

describe("a control of a call that was not judged", () => {
  const unjudged = (payload: unknown) =>
    judgedAs({ observed: "no-answer", notJudged: true, note: "not-judged", payload });
  const beside = (real: Judged, judged: Judged): ControlRun => ({
    ...control("tampered", []),
    calls: [{ real: realCall("a", real), judged }],
  });

  it("warns where it gives the very same, and never is not-enforced", () => {
    expect(reported([beside(unjudged([1, 2]), unjudged([1, 2]))])).toEqual([
      ["mcp/same-for-all", { controls: ["tampered on a"] }],
    ]);
  });

  it.each<[string, Judged, Judged]>([
    ["gives something else", unjudged([1, 2]), unjudged([1, 3])],
    ["is refused", unjudged([1]), refused(401)],
    ["fails", unjudged([1]), silent("boom", 500)],
    ["stands beside a failure", silent("boom"), unjudged([1])],
  ])("says nothing where it %s", (_what, real, judged) => {
    expect(reported([beside(real, judged)])).toEqual([]);
  });

  it("is repeatable while it is answered without a failure", () => {
    const repeated = (judged: Judged) => {
      const test = mcpContext();
      reportRepeat(test.context, [{ real: realCall("a", unjudged([1])), judged }]);
      return foundIn(test);
    };
    expect(repeated(unjudged([2]))).toEqual([]);
    expect(repeated(refused(401, "no"))).toEqual([["mcp/not-repeatable", { status: 401, tools: ["a: no"] }]]);
  });
});

describe("a control without an answer", () => {
  test.each<[string, string, Judged, string, string]>([
    ["is a crash where the server fails", "tampered", silent("boom", 500), "crashed-on-bad-token", "boom"],
    ["is a crash where it resets", "tampered", silent("unreachable"), "crashed-on-bad-token", "unreachable"],
    ["is none where it takes too long", "tampered", silent("timeout"), "control-unanswered", "timeout"],
    ["is none of a lesser status", "tampered", silent(null, 499), "control-unanswered", "status 499"],
    ["is none without a token", "no-token", silent(null, 500), "control-unanswered", "status 500"],
  ])("%s", (_what, name, judged, reason, said) => {
    expect(reported([control(name, [judged])])).toEqual([[`mcp/${reason}`, { controls: [`${name} on a: ${said}`] }]]);
  });

  it("is told of each tool and control, crashes apart", () => {
    expect(
      reported([
        control("no-token", [silent("unreachable")]),
        control("tampered", [silent("unreachable"), silent("timeout"), silent(null, 502), refused(401)]),
      ]),
    ).toEqual([
      ["mcp/crashed-on-bad-token", { controls: ["tampered on a: unreachable", "tampered on c: status 502"] }],
      ["mcp/control-unanswered", { controls: ["no-token on a: unreachable", "tampered on b: timeout"] }],
    ]);
  });

  it("proves nothing beside a genuine call that failed", () => {
    const calls = [{ real: realCall("a", failedAs("x")), judged: silent("timeout") }];
    expect(reported([control("tampered", [], { calls })])).toEqual([]);
  });
});

describe("the repeat", () => {
  function repeated(...judged: readonly Judged[]) {
    const test = mcpContext();
    reportRepeat(
      test.context,
      judged.map((one, index) => ({ real: realCall("abcdef"[index] ?? ""), judged: one })),
    );
    return foundIn(test);
  }

  it("is right where every tool serves again", () => {
    expect([repeated(), repeated(judgedAs(), judgedAs())]).toEqual([[], []]);
  });

  it("names the tools that do not serve again, with the first one's status", () => {
    expect(repeated(judgedAs(), refused(401, "no"), silent(null, 500), silent(long))).toEqual([
      ["mcp/not-repeatable", { status: 401, tools: ["b: no", "c: status 500", `d: ${"x".repeat(197)}`] }],
    ]);
  });
});

describe("a caller without a token that is greeted", () => {
  const recognised = (name: string, note: string) => {
    const test = mcpContext();
    reportControls(test.context, [control(name, [refused(200, note)], { greeted: true })]);
    return [...test.signals];
  };

  it("was sent on with another token where the registry's refusal of one comes back", () => {
    expect(recognised("no-token", "GraphQL query not authorized")).toEqual(["substitute-token-refused"]);
    expect(recognised("no-token", "JWT token invalid or expired")).toEqual(["substitute-token-refused"]);
  });

  it("was not where another refusal comes back, or another control was greeted", () => {
    expect(recognised("no-token", "JWT authentication required")).toEqual([]);
    expect(recognised("session-alone", "GraphQL query not authorized")).toEqual([]);
  });
});
