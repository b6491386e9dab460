import { describe, expect, it } from "vitest";
import type { LiveResult } from "@/lib/diagnosis/controls";
import type { Probe } from "@/lib/diagnosis/layer";
import type { DoorResult } from "@/lib/http/door-types";
import { search } from "../search/search";
import {
  answerEvidence,
  meaningOfRefusal,
  refusalOf,
  refusedProbe,
  reportGate,
  reportRefusal,
  saidBy,
} from "./bearer-refusal";
import { createTestContext, testAnswer, testFailure } from "./test-context";

const words = { server: "the registry", rejected: "unauthorized", apart: "told apart" } as const;
const forbidden = (id: number) => testAnswer(403, { message: "Not allowed", requestId: `r${id}` });
const unauthorized = testAnswer(401, { message: "who?" });
const basic = testAnswer(401, "Authorization Required", { "www-authenticate": 'Basic realm="x"' });

function probeOf(result: DoorResult): Probe<{ readonly result: DoorResult }> {
  const value = { result };
  return (
    refusedProbe(result, value) ?? { observed: "no-answer", answered: true, status: result.status, note: null, value }
  );
}

function liveOf(
  real: DoorResult,
  got: Readonly<Record<string, DoorResult>> = {},
): LiveResult<{ readonly result: DoorResult }> {
  const controlProbes = new Map(Object.entries(got).map(([name, result]) => [name, probeOf(result)]));
  return { real: probeOf(real), controls: [], controlProbes, repeat: null };
}

function reported(real: DoorResult, got: Readonly<Record<string, DoorResult>> = {}) {
  const { context, findings, signals } = createTestContext({ layer: search });
  const line = reportRefusal(context, liveOf(real, got), words);
  const [finding] = findings;
  return {
    line,
    code: finding?.code.replace("search/", "") ?? null,
    title: finding?.title,
    evidence: finding?.evidence,
    signals,
  };
}

describe("an answer that refuses its caller", () => {
  it("is probed as refused, with the server's words, its sign and who answered", () => {
    const note = (result: DoorResult) => refusedProbe(result, null)?.note;
    expect(refusedProbe(unauthorized, "v")).toEqual({
      observed: "refused",
      answered: true,
      status: 401,
      note: "who?",
      value: "v",
    });
    expect(note(testAnswer(401, ""))).toBeNull();
    expect(note(testAnswer(400, { error: "invalid_token", error_description: "lapsed" }))).toBe(
      "lapsed, error invalid_token",
    );
    expect(note(testAnswer(400, { message: "JWT authentication required" }))).toBe("JWT authentication required");
    expect(note(testAnswer(403, "no", { server: "awselb/2.0" }))).toBe("no, answered by awselb/2.0");
    expect(note(testAnswer(403, "", { server: "awselb/2.0" }))).toBe("answered by awselb/2.0");
  });

  it.each([
    testAnswer(200, { message: "the token is bad" }),
    testAnswer(302, { error: "invalid_token" }),
    testAnswer(399, { error: "invalid_token" }),
    testAnswer(421, { error: "invalid_token" }),
    testAnswer(403, "Invalid Host: a.example"),
    testFailure("timeout"),
  ])("is none of %#", (result) => {
    expect(refusedProbe(result, null)).toBeNull();
    expect(refusalOf(result)).toBeNull();
    expect(meaningOfRefusal(liveOf(result))).toBeNull();
    expect(reported(result).line).toBeNull();
  });

  it("is one just above and below a redirect", () => {
    for (const status of [299, 400]) expect(refusalOf(testAnswer(status, { error: "invalid_token" }))).not.toBeNull();
  });
});

describe("what a refusal of the real token means", () => {
  const every = { "no-token": forbidden(2), tampered: forbidden(3) };

  it.each([
    [unauthorized, { "no-token": unauthorized, tampered: unauthorized }, "rejected"],
    [forbidden(1), every, "blocked-in-front"],
    [forbidden(1), { "no-token": unauthorized, tampered: forbidden(3) }, "rejected"],
    [forbidden(1), { tampered: forbidden(3) }, "rejected"],
    [forbidden(1), { "no-token": forbidden(2), tampered: unauthorized }, "forbidden"],
    [forbidden(1), { "no-token": unauthorized, tampered: testFailure("timeout") }, "forbidden"],
    [forbidden(1), { "no-token": forbidden(2) }, "forbidden"],
    [forbidden(1), {}, "forbidden"],
    [basic, {}, "blocked-in-front"],
    [basic, { "no-token": unauthorized, tampered: unauthorized }, "blocked-in-front"],
  ] as const)("follows from what the controls got: %#", (real, got, meant) => {
    expect(meaningOfRefusal(liveOf(real, got))).toBe(meant);
  });

  it("is told by what it means, and never says more than was seen", () => {
    expect(reported(unauthorized)).toMatchObject({
      line: "401: who?",
      code: "unauthorized",
      evidence: { status: 401, message: "who?" },
    });
    expect(reported(testAnswer(401, ""))).toMatchObject({ line: "401: not accepted", code: "unauthorized" });
    expect(reported(testAnswer(403, ""))).toMatchObject({ line: "403: not allowed", code: "forbidden" });
    expect(reported(forbidden(1)).title).toBe(search.findings.forbidden?.title);
    expect(reported(forbidden(1)).title).not.toContain("knows");
    expect(reported(forbidden(1), { tampered: unauthorized })).toMatchObject({
      line: "403: Not allowed",
      title: "told apart",
    });
    expect(reported(forbidden(1), every)).toMatchObject({
      line: "403: a gate refuses this caller as any other",
      code: "blocked-in-front",
      title: "every caller gets the same 403 from the registry, or from something in front of it",
      evidence: { status: 403, message: "Not allowed" },
    });
    expect(reported(basic).title).toBe(
      "something in front of the registry asks for a password and knows no bearer tokens",
    );
  });

  it.each([
    [testAnswer(401, { message: "Token has expired" }), ["says-expired"]],
    [testAnswer(401, { message: "Invalid audience" }), ["says-wrong-audience"]],
    [testAnswer(403, { error: "insufficient_scope" }), ["says-insufficient-scope"]],
    [unauthorized, []],
  ])("is recognised by its codes and known texts: %#", (real, signals) => {
    expect([...reported(real).signals]).toEqual(signals);
  });
});

describe("what a finding shows of an answer", () => {
  it("is its status and every reason that it gives", () => {
    const answer = testAnswer(401, { message: "m", code: "C" }, { "x-amzn-errortype": "T" });
    expect(answerEvidence(answer)).toEqual({ status: 401, message: "m", errorCode: "C", errorType: "T" });
    expect(saidBy(answer)).toEqual({ message: "m", errorCode: "C", errorType: "T" });
    expect(answerEvidence(testFailure("timeout"))).toEqual({});
    expect(saidBy(testFailure("timeout"))).toEqual({});
  });

  it("is told of a gate as of any answer", () => {
    const { context, findings } = createTestContext({ layer: search });
    reportGate(context, "search", forbidden(1));
    expect(findings[0]).toMatchObject({ code: "search/blocked-in-front", actor: "unclear", evidence: { status: 403 } });
  });
});
