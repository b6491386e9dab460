import { describe, expect, it, test } from "vitest";
import { mcp } from "./mcp";
import { missedExpectation, reportReal } from "./report-real";
import type { RealCall } from "./run-real";
import { mcpInput } from "./test-mcp";
import { failedAs, foundIn, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const toRefuse = mcpInput({ access: { mcp: "refused" } });
const refused = (status: number | null = 401, note: string | null = "expired") =>
  judgedAs({ observed: "refused", status, note, reason: "unauthorized", evidence: { status, message: note } });

function reported(calls: readonly RealCall[], run: Parameters<typeof realRun>[1] = {}, input = mcpInput()) {
  const test = mcpContext({ input });
  return [reportReal(test.context, realRun(calls, run)), foundIn(test)];
}

const unjudged = (payload: unknown = "x") => judgedAs({ observed: "no-answer", notJudged: true, payload });
const notOffered = (reason: string | null): RealCall => ({
  ...realCall("bucket_list", failedAs("not offered", { answered: false, reason })),
  values: null,
});

describe("calls that nothing is wanted of", () => {
  it("decide nothing beside one that was judged", () => {
    expect(reported([realCall("a"), realCall("b", unjudged())])).toEqual([
      "1 of 2 tools answered as this user, 1 not-judged",
      [],
    ]);
  });

  it("leave the layer open where they are all there is", () => {
    expect(reported([realCall("a", unjudged()), realCall("b", unjudged())])).toEqual([
      "no call could be judged: a, b",
      [["mcp/nothing-judged", { calls: ["a", "b"] }]],
    ]);
  });

  it("are no refusal of a subject that is to be refused", () => {
    expect(reported([realCall("a", unjudged())], {}, toRefuse)).toEqual([
      "no call could be judged: a",
      [["mcp/nothing-judged", { calls: ["a"] }]],
    ]);
    expect(reported([realCall("a", refused()), realCall("b", unjudged())], {}, toRefuse)).toEqual([
      "refused, as this subject should be: a; 1 not-judged",
      [],
    ]);
  });

  it("are not said to be all, where one failed", () => {
    expect(reported([realCall("a", unjudged()), realCall("b", failedAs("boom"))])[1]).toEqual([
      ["mcp/tool-failed", { tool: "b", error: "boom" }],
    ]);
  });
});

describe("a tool that is not offered", () => {
  it("is noted where the target says what to call, and counts for nothing", () => {
    const test = mcpContext();
    const real = realRun([notOffered(null), realCall("a", judgedAs(), { own: false })]);
    expect(reportReal(test.context, real)).toBe("1 of 1 tools answered as this user");
    expect([foundIn(test), test.facts["own-tools-not-offered"]]).toEqual([[], ["bucket_list"]]);
  });

  it("is missed otherwise, by name, and with what to do", () => {
    const words = (evidence: object) => {
      const test = mcpContext();
      const call = notOffered("tool-missing");
      reportReal(test.context, realRun([{ ...call, judged: { ...call.judged, evidence: { ...evidence } } }]));
      return test.findings.map(({ title, remedy }) => [title, remedy.includes("mcp.toolPrefix")]);
    };
    expect(words({ wanted: "a" })).toEqual([["the MCP server does not offer a", true]]);
    expect(words({ wanted: "a", nearMatches: ["ab", "ba"] })).toEqual([
      ["the MCP server does not offer a, but ab", true],
    ]);
    const test = mcpContext();
    const call = notOffered("tool-missing");
    const evidence = { wanted: "w".repeat(50), nearMatches: ["q".repeat(50)], toolPrefix: "q__" };
    reportReal(test.context, realRun([{ ...call, judged: { ...call.judged, evidence } }]));
    expect(test.findings.map(({ title, remedy }) => [title, remedy])).toEqual([
      [
        `the MCP server does not offer ${"w".repeat(40)}, but ${"q".repeat(40)}`,
        'Put what stands before the names of its tools into the target: mcp.toolPrefix "q__".',
      ],
    ]);
  });
});

describe("a call that is not allowed", () => {
  it.each<[object, string]>([
    [{ scope: "platform s3:read", message: "insufficient_scope" }, ": scope platform s3:read"],
    [{ message: "group curators only" }, ": group curators only"],
    [{ message: "m".repeat(45) }, `: ${"m".repeat(45)}`],
    [{ message: "m".repeat(46) }, ""],
    [{}, ""],
  ])("says in its title what is missing: %j", (evidence, said) => {
    const judged = judgedAs({ observed: "refused", status: 403, reason: "forbidden", evidence: { ...evidence } });
    for (const handshake of [null, judged]) {
      const test = mcpContext();
      reportReal(test.context, realRun([realCall("a", judged)], { handshake }));
      expect(test.findings.map(({ title }) => title)).toEqual([
        `the MCP server knows this token but does not allow the call${said}`,
      ]);
    }
  });
});

describe("a refusal that is not the server's own", () => {
  it.each(["blocked-in-front", "host-refused"])("is not what a subject that is to be refused expects: %s", (reason) => {
    const judged = judgedAs({ observed: "refused", status: 403, note: "no", reason, evidence: { status: 403 } });
    expect(reported([realCall("a", judged)], {}, toRefuse)[1]).toEqual([[`mcp/${reason}`, { tool: "a", status: 403 }]]);
    expect(reported([realCall("a", judged)], { handshake: judged }, toRefuse)[1]).toEqual([
      [`mcp/${reason}`, { status: 403 }],
    ]);
  });

  it("only warns of a gate, whose refusal is one after all", () => {
    const variant = mcp.variant?.(toRefuse) ?? {};
    expect(variant.findings?.["blocked-in-front"]?.effect).toBe("warn");
    expect(mcp.variant?.(mcpInput()).findings).toBeUndefined();
    const judged = judgedAs({
      observed: "refused",
      status: 403,
      reason: "blocked-in-front",
      evidence: { status: 403 },
    });
    expect(reported([realCall("a", judged)], {}, toRefuse)[0]).toBe("every tool refuses this subject, as it should");
  });

  it("says that everybody gets it", () => {
    const judged = judgedAs({ observed: "refused", status: 403, note: "no", reason: "blocked-in-front" });
    expect(reported([realCall("a", judged)], { handshake: judged })[0]).toBe("every caller gets the same 403: no");
  });
});

describe("a subject that is to be served", () => {
  it("was, by every tool", () => {
    expect(reported([realCall("a"), realCall("b")])).toEqual(["2 of 2 tools answered as this user", []]);
  });

  it("was, by a tool of both eras, which is one tool and two calls", () => {
    const again = (judged = judgedAs()) => realCall("a (stateless)", judged, { era: "stateless" });
    expect(reported([realCall("a"), again()])).toEqual(["1 of 1 tools answered as this user, in both eras", []]);
    expect(reported([realCall("a"), again(failedAs("boom"))])[0]).toBe("1 of 2 calls failed: a (stateless): boom");
    const alone = { session: { era: "stateless" } } as const;
    expect(reported([again()], alone)[0]).toBe("1 of 1 tools answered as this user");
  });

  it("was not, by one tool", () => {
    expect(reported([realCall("a"), realCall("b", failedAs("boom"))])).toEqual([
      "1 of 2 tools failed: b: boom",
      [["mcp/tool-failed", { tool: "b", error: "boom" }]],
    ]);
  });

  it("hears of each reason once, with a line for every other tool", () => {
    const calls = [
      realCall("a", failedAs("boom", { evidence: { status: 200, error: "boom" } })),
      realCall("b", refused()),
      realCall("c", failedAs("bang")),
      realCall("d", failedAs(null, { evidence: { detail: "reset" } })),
      realCall("e", failedAs(null, { evidence: { status: 404 } })),
      realCall("f", failedAs(null, { evidence: {} })),
      realCall("g", failedAs(null, { evidence: { message: "said", detail: "not this", status: 1 } })),
      realCall("h", failedAs(null, { evidence: { error: "this", message: "not this" } })),
      realCall("i", failedAs(null, { evidence: { detail: "this", status: 1 } })),
      realCall("j", failedAs(null, { evidence: { error: "x".repeat(300) } })),
    ];
    expect(reported(calls)).toEqual([
      "10 of 10 tools failed: a: boom",
      [
        [
          "mcp/tool-failed",
          {
            tool: "a",
            status: 200,
            error: "boom",
            also: [
              "c: bang",
              "d: reset",
              "e: 404",
              "f: no answer",
              "g: said",
              "h: this",
              "i: this",
              `j: ${"x".repeat(197)}`,
            ],
          },
        ],
        ["mcp/unauthorized", { tool: "b", status: 401, message: "expired" }],
      ],
    ]);
  });

  it("hears nothing of a tool that was cancelled", () => {
    expect(reported([realCall("a", failedAs(null, { reason: null }))])).toEqual([
      "1 of 1 tools answered as this user",
      [],
    ]);
  });

  it("is told in no more than 200 characters", () => {
    const [summary] = reported([realCall("a", failedAs("x".repeat(300)))]);
    expect(summary).toHaveLength(200);
  });

  it("counts a tool once, whatever it lacks", () => {
    const call = realCall("a", judgedAs({ payload: {} }), { includes: "b", minItems: 1 });
    expect(reported([call, realCall("c")])[0]).toContain("1 of 2 tools failed: a: ");
  });
});

describe("a handshake that came to nothing", () => {
  const calls = [realCall("a", failedAs("down"))];

  test.each([
    ["refused", refused(), "the token is not accepted: expired", "mcp/unauthorized"],
    ["refused without a word", refused(403, null), "the token is not accepted: status 403", "mcp/unauthorized"],
    ["failed", failedAs("down", { reason: "handshake-failed" }), "no session: down", "mcp/handshake-failed"],
    [
      "unanswered",
      failedAs(null, { reason: "unreachable", status: null }),
      "no session: status none",
      "mcp/unreachable",
    ],
  ])("is the one finding where it was %s", (_what, handshake, summary, code) => {
    expect(reported(calls, { handshake })).toEqual([summary, [[code, handshake.evidence]]]);
  });

  it("is no finding where it was cancelled", () => {
    expect(reported(calls, { handshake: failedAs("cancelled", { reason: null }) })).toEqual([
      "no session: cancelled",
      [],
    ]);
  });

  it("is right where it refuses whom it should", () => {
    expect(reported(calls, { handshake: refused() }, toRefuse)).toEqual([
      "401: refused, as this subject should be",
      [],
    ]);
    expect(reported(calls, { handshake: refused(null) }, toRefuse)[0]).toBe(
      "refused: refused, as this subject should be",
    );
  });

  it("is a fault where it refuses nobody", () => {
    const handshake = failedAs("down", { reason: "handshake-failed" });
    expect(reported(calls, { handshake }, toRefuse)).toEqual([
      "no session: down",
      [["mcp/handshake-failed", { error: "down" }]],
    ]);
  });
});

describe("a subject that is to be refused", () => {
  it("was, by every tool", () => {
    expect(reported([realCall("a", refused()), realCall("b", refused())], {}, toRefuse)).toEqual([
      "every tool refuses this subject, as it should",
      [],
    ]);
  });

  it("was served by some, which is the one finding", () => {
    const calls = [realCall("a"), realCall("b", refused()), realCall("c", failedAs("x")), realCall("d")];
    expect(reported(calls, {}, toRefuse)).toEqual([
      "a, d served, but this subject should be refused",
      [["mcp/unexpected-access", { expected: "refused", tools: ["a", "d"] }]],
    ]);
  });

  it("was neither served nor refused by one, which is a fault", () => {
    expect(reported([realCall("a", refused()), realCall("b", failedAs("boom"))], {}, toRefuse)).toEqual([
      "1 of 2 tools failed: b: boom",
      [["mcp/tool-failed", { tool: "b", error: "boom" }]],
    ]);
  });
});

describe("what an accepted answer lacks", () => {
  const buckets = (...names: readonly string[]) =>
    judgedAs({ payload: { buckets: names.map((name) => ({ name })), count: names.length } });
  const twelve = Array.from({ length: 12 }, (_one, index) => `b${index}`);

  test.each<[string, RealCall, object | null]>([
    ["nothing is wanted", realCall("a", judgedAs({ payload: "words" })), null],
    ["none is wanted", realCall("a", judgedAs({ payload: "words" }), { minItems: 0 }), null],
    ["as many as wanted", realCall("a", judgedAs({ payload: { results: [1, 2] } }), { minItems: 2 }), null],
    ["the bucket is there", realCall("a", buckets("x", "y"), { includes: "y", minItems: 1 }), null],
    [
      "the bucket is not there",
      realCall("a", buckets(...twelve), { includes: "y" }),
      { error: "the bucket is not in the list", bucket: "y", buckets: twelve.slice(0, 10) },
    ],
    [
      "too few",
      realCall("a", judgedAs({ payload: { results: [1] } }), { minItems: 2 }),
      { error: "fewer items than expected", items: 1, wanted: 2 },
    ],
    [
      "nothing to count",
      realCall("a", judgedAs({ payload: "words" }), { minItems: 2 }),
      { error: "the answer lists nothing to count", wanted: 2 },
    ],
  ])("%s", (_what, call, evidence) => {
    const missed = evidence === null ? [] : [{ label: "a", reason: "tool-failed", evidence }];
    expect(missedExpectation(call)).toEqual(missed);
  });

  it("is a finding of its tool", () => {
    expect(reported([realCall("a", buckets("x"), { includes: "y" })])).toEqual([
      "1 of 1 tools failed: a: the bucket is not in the list",
      [["mcp/tool-failed", { tool: "a", error: "the bucket is not in the list", bucket: "y", buckets: ["x"] }]],
    ]);
  });
});
