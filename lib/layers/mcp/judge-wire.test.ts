import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { judgeCall, judgeStep } from "./judge-tool-answer";
import { judgeWire, lostSession, type WireState } from "./judge-wire";
import { rpc, rpcErrorOf, sessionWith } from "./test-judge";
import { MCP_URL } from "./test-mcp";
import { callOf, judgedAs } from "./test-runs";

const known: WireState = { url: MCP_URL, greeted: true, id: "s-1" };
const stateless: WireState = { ...known, id: null };

async function toolJudged(result: DoorResult, state = known) {
  const step = await sessionWith(result).callTool("bucket_list", {}, 1_000);
  return judgeWire(judgeCall(callOf("bucket_list"), step), state);
}
const text = (status: number, body: string) => testAnswer(status, body, { "content-type": "text/plain" });
const page = (status: number) => testAnswer(status, "<html>Session not found</html>", { "content-type": "text/html" });

describe("a session that is lost", () => {
  it.each<[string, DoorResult]>([
    ["a 404 of the SDKs", testAnswer(404, rpcErrorOf("Session not found"))],
    ["a 404 in words of its own", testAnswer(404, { error: "who?" })],
    ["a 404 without a word", testAnswer(404, "")],
    ["a 404 in plain text", text(404, "Invalid session ID\n")],
    ["a 400 of the SDKs", testAnswer(400, rpcErrorOf("Bad Request: No valid session ID provided"))],
    ["a 400 in plain text", text(400, "Bad Request: Missing session ID")],
    ["a 410", text(410, "Session expired")],
    ["a 422", text(422, "Unexpected message, expect initialize request")],
    ["an error under 200", testAnswer(200, rpcErrorOf("Session not found"))],
  ])("is told by %s", async (_, result) => {
    const judged = await toolJudged(result);
    expect([judged.reason, judged.observed]).toEqual(["session-lost", "no-answer"]);
    expect(judged.evidence).toMatchObject({
      status: result.status,
      detail: "the server does not know the session that it has just opened",
    });
  });

  it.each<[string, DoorResult]>([
    [
      "a 404 that does not know the method",
      testAnswer(404, rpc({ error: { code: -32601, message: "Method not found" } })),
    ],
    ["a page", page(404)],
    ["a 400 that speaks of a session", testAnswer(400, rpcErrorOf("the session is busy"))],
    ["a 401", testAnswer(401, rpcErrorOf("Session not found"))],
    ["a 403", testAnswer(403, rpcErrorOf("Session not found"))],
    ["a 200 that is no error", text(200, "Session not found")],
    [
      "a tool that speaks of one",
      testAnswer(200, rpc({ result: { content: [{ type: "text", text: "Session not found" }], isError: true } })),
    ],
    ["a reset", testFailure("unreachable")],
  ])("is not told by %s", async (_, result) => {
    expect((await toolJudged(result)).reason).not.toBe("session-lost");
  });

  it("is told by the status alone only where there is an id", async () => {
    expect((await toolJudged(testAnswer(404, ""), stateless)).reason).toBe("unexpected-status");
    expect((await toolJudged(testAnswer(404, rpcErrorOf("Session not found")), stateless)).reason).toBe("session-lost");
  });

  it("was opened: before the handshake there is none to lose", async () => {
    const judged = await toolJudged(testAnswer(404, rpcErrorOf("Session not found")), { ...known, greeted: false });
    expect(judged.reason).not.toBe("session-lost");
  });

  it("says what it was told, shortly", () => {
    const at404 = judgedAs({ status: 404 });
    expect(lostSession(at404, "")).toMatchObject({ note: "status 404", observed: "no-answer" });
    expect(lostSession(at404, "").evidence).not.toHaveProperty("message");
    expect(lostSession(at404, "x".repeat(500))).toMatchObject({
      note: "x".repeat(300),
      evidence: { message: "x".repeat(300) },
    });
  });
});

describe("a refusal of our name for the host", () => {
  it.each<[string, DoorResult, string]>([
    ["the Python SDK", text(421, "Invalid Host header"), "Invalid Host header"],
    ["Starlette", text(400, "Invalid host header"), "Invalid host header"],
    ["the TypeScript SDK", testAnswer(403, rpcErrorOf("Invalid Host: a.example")), "Invalid Host: a.example"],
    ["anything with 421", testAnswer(421, ""), "status 421"],
    ["a page with 421", page(421), "status 421"],
  ])("of %s", async (_, result, note) => {
    const judged = await toolJudged(result);
    expect(judged).toMatchObject({ observed: "no-answer", reason: "host-refused", answered: false, note });
    expect(judged.evidence).toMatchObject({ status: result.status, host: "mcp.example.com" });
  });

  it("is not one that stands in a tool's answer, or in a page", async () => {
    const said = rpc({ result: { content: [{ type: "text", text: "Invalid Host header" }], isError: true } });
    expect((await toolJudged(testAnswer(200, said))).reason).toBe("tool-failed");
    const html = testAnswer(400, "<html>Invalid Host header", { "content-type": "text/html" });
    expect((await toolJudged(html)).reason).not.toBe("host-refused");
  });
});

describe("a server that asks back", () => {
  const asks = (method: string) =>
    testAnswer(200, `data: ${JSON.stringify({ jsonrpc: "2.0", id: "a", method })}\n\n`, {
      "content-type": "text/event-stream",
    });

  it("is not judged by it", async () => {
    expect(await toolJudged(asks("elicitation/create"))).toMatchObject({
      observed: "no-answer",
      answered: true,
      reason: "asks-back",
      note: "asks for elicitation/create in place of an answer",
      evidence: { asks: "elicitation/create" },
    });
  });

  it("with a ping does not ask", async () => {
    expect((await toolJudged(asks("ping"))).reason).toBe("not-mcp");
  });
});

describe("a handshake in another version", () => {
  const greeted = async (result: DoorResult) => {
    const step = await sessionWith(result).initialize();
    const judged = judgeStep("initialize", step);
    return judged === null
      ? null
      : judgeWire(judged, { url: MCP_URL, greeted: false, id: null, versions: step.versions });
  };
  const error = (data?: object) => rpc({ error: { code: -32602, message: "Unsupported protocol version", data } });

  it("names those that the server supports", async () => {
    const named = await greeted(testAnswer(400, error({ supported: ["2026-07-28"] })));
    expect(named).toMatchObject({
      reason: "unsupported-version",
      evidence: { supported: ["2026-07-28"], step: "initialize" },
    });
    expect((await greeted(testAnswer(200, error())))?.evidence.supported).toBe("not named");
  });

  it("is a refusal where it is refused, and fails otherwise", async () => {
    expect((await greeted(testAnswer(401, error())))?.reason).toBe("unauthorized");
    expect((await greeted(testAnswer(200, rpcErrorOf("boom"))))?.reason).toBe("handshake-failed");
  });
});

it("leaves what was accepted, and what was never sent, as it is", () => {
  const accepted = judgedAs();
  expect(judgeWire(accepted, known)).toBe(accepted);
  const unsent = judgedAs({ observed: "no-answer", reason: "tool-failed" });
  expect(judgeWire(unsent, known)).toBe(unsent);
});
