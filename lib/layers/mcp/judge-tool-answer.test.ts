import { describe, expect, it, test } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { judgeNotification, judgeReply, judgeStep, notSent } from "./judge-tool-answer";
import { rpc, rpcErrorOf, sessionWith, told } from "./test-judge";

async function replyTold(result: DoorResult) {
  const { reply } = await sessionWith(result).callTool("bucket_list", {}, 1_000);
  const judged = judgeReply(reply, "tool-failed");
  if (judged !== null) expect([judged.value, judged.payload]).toEqual([reply, null]);
  return judged === null ? null : told(judged);
}

const noAnswer = { observed: "no-answer", answered: false };
const answered = { observed: "no-answer", answered: true };

describe("an HTTP answer that is no result", () => {
  test.each<[string, DoorResult, object | null]>([
    ["a result has to be read", testAnswer(200, rpc({ result: { ok: true } })), null],
    [
      "a reset is no answer",
      testFailure("unreachable", "reset"),
      { ...noAnswer, status: null, note: "unreachable", reason: "unreachable", evidence: { detail: "reset" } },
    ],
    [
      "a run that was cancelled has no finding",
      testFailure("cancelled"),
      { ...noAnswer, status: null, note: "cancelled", reason: null, evidence: {} },
    ],
    [
      "a redirect is told with where it leads",
      testAnswer(307, "", { location: "/mcp" }),
      {
        ...noAnswer,
        status: 307,
        note: "redirected",
        reason: "redirected",
        evidence: { status: 307, location: "/mcp" },
      },
    ],
    [
      "a page is none of an MCP server",
      testAnswer(200, "<html></html>", { "content-type": "text/html" }),
      {
        ...noAnswer,
        status: 200,
        note: "HTML",
        reason: "not-mcp",
        evidence: { status: 200, contentType: "text/html", detail: "HTML" },
      },
    ],
    [
      "a body that answers no request, of no type",
      testAnswer(200, "hello"),
      {
        ...noAnswer,
        status: 200,
        note: "no JSON-RPC answer",
        reason: "not-mcp",
        evidence: { status: 200, contentType: "none", detail: "no JSON-RPC answer" },
      },
    ],
    [
      "a JSON-RPC error of the tool's",
      testAnswer(200, rpcErrorOf("boom")),
      { ...answered, status: 200, note: "boom", reason: "tool-failed", evidence: { status: 200, message: "boom" } },
    ],
    [
      "a JSON-RPC error that holds words of credentials, and refuses nobody",
      testAnswer(200, rpcErrorOf("token expired, please authenticate")),
      {
        ...answered,
        status: 200,
        note: "token expired, please authenticate",
        reason: "tool-failed",
        evidence: { status: 200, message: "token expired, please authenticate" },
      },
    ],
    [
      "a JSON-RPC error that refuses the caller",
      testAnswer(200, rpcErrorOf("JWT token invalid or expired. Please re-authenticate.")),
      {
        observed: "refused",
        answered: true,
        status: 200,
        note: "JWT token invalid or expired. Please re-authenticate.",
        reason: "unauthorized",
        evidence: { status: 200, message: "JWT token invalid or expired. Please re-authenticate." },
      },
    ],
    [
      "a 401 refuses, a result beside it or not",
      testAnswer(401, rpc({ result: {} })),
      {
        observed: "refused",
        answered: true,
        status: 401,
        note: null,
        reason: "unauthorized",
        evidence: { status: 401 },
      },
    ],
    [
      "a 400 that says so by a code refuses",
      testAnswer(400, { error: "invalid_token" }),
      {
        observed: "refused",
        answered: true,
        status: 400,
        note: "invalid_token",
        reason: "unauthorized",
        evidence: { status: 400, message: "invalid_token" },
      },
    ],
    [
      "a 400 that names the token in words refuses nobody",
      testAnswer(400, { error: "invalid token" }),
      {
        ...answered,
        status: 400,
        note: "invalid token",
        reason: "unexpected-status",
        evidence: { status: 400, message: "invalid token" },
      },
    ],
    [
      "a 400 without a word",
      testAnswer(400, ""),
      { ...noAnswer, status: 400, note: "status 400", reason: "unexpected-status", evidence: { status: 400 } },
    ],
    [
      "a 405 that speaks of sessions has not lost ours",
      testAnswer(405, rpcErrorOf("Session termination unsupported")),
      {
        ...answered,
        status: 405,
        note: "Session termination unsupported",
        reason: "tool-failed",
        evidence: { status: 405, message: "Session termination unsupported" },
      },
    ],
    [
      "a 200 that speaks of sessions has not lost ours",
      testAnswer(200, rpcErrorOf("session is busy")),
      {
        ...answered,
        status: 200,
        note: "session is busy",
        reason: "tool-failed",
        evidence: { status: 200, message: "session is busy" },
      },
    ],
  ])("%s", async (_what, result, expected) => {
    expect(await replyTold(result)).toEqual(expected);
  });

  test.each([
    [404, testAnswer(404, rpcErrorOf("Session not found")), "Session not found"],
    [404, testAnswer(404, { error: "unknown session" }), "unknown session"],
    [400, testAnswer(400, rpcErrorOf("Bad Request: Missing session ID")), "Bad Request: Missing session ID"],
  ])("a %i that does not know the session fails the handshake", async (status, result, message) => {
    expect(await replyTold(result)).toEqual({
      ...answered,
      status,
      note: message,
      reason: "handshake-failed",
      evidence: { status, message, reason: "unknown-session", detail: "the server does not know the session" },
    });
  });

  test.each<[string, object]>([
    ["Basic realm=x", {}],
    ["Bearer", {}],
    ['Bearer error="invalid_token"', { oauthError: "invalid_token" }],
    ['Bearer error_description="lapsed"', { oauthDescription: "lapsed" }],
    ['Bearer scope="read"', { scope: "read" }],
    ['Bearer resource_metadata="https://a.example/m"', { resourceMetadata: "https://a.example/m" }],
  ])("a challenge of %s is told as far as it goes", async (header, expected) => {
    const judged = await replyTold(testAnswer(401, "", { "www-authenticate": header }));
    expect(judged?.evidence).toEqual({ status: 401, ...expected });
  });
});

describe("a step of the handshake", () => {
  it("is not judged where it went well", async () => {
    const step = await sessionWith(testAnswer(202, "")).initialized();
    expect([judgeStep("initialize", step), judgeNotification(step)]).toEqual([null, null]);
  });

  it("is named beside what the answer says", async () => {
    const step = await sessionWith(testAnswer(200, rpcErrorOf("boom"))).initialize();
    const judged = judgeStep("initialize", step);
    expect(judged).toEqual({
      ...answered,
      status: 200,
      note: "boom",
      reason: "handshake-failed",
      evidence: { step: "initialize", status: 200, message: "boom" },
      value: step.reply,
      payload: null,
    });
  });

  it("fails where its result is not of its form", async () => {
    const step = await sessionWith(testAnswer(200, rpc({ result: {} }))).initialize();
    expect(judgeStep("initialize", step)).toEqual({
      ...answered,
      status: 200,
      note: step.fault,
      reason: "handshake-failed",
      evidence: { step: "initialize", status: 200, detail: step.fault },
      value: step.reply,
      payload: null,
    });
    expect(step.fault).not.toBeNull();
  });

  test.each<[string, DoorResult, string, object]>([
    ["that fails inside", testAnswer(500, ""), "server-error", { status: 500 }],
    ["that is reset", testFailure("unreachable", "reset"), "unreachable", { detail: "reset" }],
  ])("that takes no answer, %s", async (_what, result, reason, evidence) => {
    const judged = judgeNotification(await sessionWith(result).initialized());
    expect([judged?.reason, judged?.evidence]).toEqual([reason, { step: "notifications/initialized", ...evidence }]);
  });
});

it("tells of a call that was never sent why", () => {
  expect(notSent("tool-failed", "not offered", { toolsOffered: 2 })).toEqual({
    ...noAnswer,
    status: null,
    note: "not offered",
    reason: "tool-failed",
    evidence: { toolsOffered: 2 },
    value: null,
    payload: null,
  });
});
