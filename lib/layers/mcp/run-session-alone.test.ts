import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { type FakeCall, type FakeServer, goodPayload, mcpInput, remote, runMcp, unauthorized } from "./test-mcp";

/** Checks tokens at the handshake, and answers the calls of a session as it is told. */
const stateful = (alone: (call: FakeCall) => object | DoorResult): FakeServer => ({
  ...remote,
  sessionId: "session-0123456789",
  greet: (caller) => (caller === "good" ? null : unauthorized()),
  call: (call) => (call.caller === "good" ? goodPayload(call.tool, call.values) : alone(call)),
});
const refusing = stateful(unauthorized);
const alone = (run: Awaited<ReturnType<typeof runMcp>>) => run.controls.filter(({ name }) => name === "session-alone");

describe("the session's id alone", () => {
  it("is tried without a token and with the tampered one, in the genuine session", async () => {
    const run = await runMcp(refusing);
    expect([run.status, run.codes]).toEqual(["pass", []]);
    expect(alone(run)).toEqual(
      ["no token", "tampered"].map((words) => ({
        name: "session-alone",
        tool: `bucket_list (${words})`,
        expected: "refused",
        observed: "refused",
        counts: true,
        status: 401,
        note: expect.any(String),
      })),
    );
    const sent = run.sent.filter(({ purpose }) => purpose === "control:session-alone");
    expect(sent.map(({ mark }) => [mark.step, mark.tool, mark.wrongCredential])).toEqual([
      ["tools/call bucket_list (no token)", "bucket_list (no token)", false],
      ["tools/call bucket_list (tampered)", "bucket_list (tampered)", true],
    ]);
    expect(sent.map(({ request }) => request.headers["mcp-session-id"])).toEqual([
      "session-0123456789",
      "session-0123456789",
    ]);
    expect(sent[0]?.request.headers.authorization).toBeUndefined();
    expect(sent[1]?.request.headers.authorization).toMatch(/^Bearer /);
  });

  it("that is served is not enforced, by that name", async () => {
    const run = await runMcp(stateful(({ tool, values }) => goodPayload(tool, values)));
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/not-enforced"]]);
    expect(run.findings[0]).toMatchObject({
      title: expect.stringContaining("session-alone"),
      evidence: {
        acceptedControls: ["session-alone"],
        tools: ["bucket_list (no token)", "bucket_list (tampered)"],
      },
    });
  });

  it.each([400, 401, 403, 404, 409, 410, 422])("is refused by %i", async (status) => {
    const run = await runMcp(stateful(() => testAnswer(status, "")));
    expect(alone(run).map(({ observed }) => observed)).toEqual(["refused", "refused"]);
    expect(run.status).toBe("pass");
  });

  it.each<[string, DoorResult, string]>([
    ["a rate limit", testAnswer(429, ""), "mcp/control-unanswered"],
    ["a failure of the server's", testAnswer(500, ""), "mcp/crashed-on-bad-token"],
    ["a reset", testFailure("unreachable"), "mcp/crashed-on-bad-token"],
    ["a redirect", testAnswer(302, ""), "mcp/control-unanswered"],
  ])("is not refused by %s", async (_, answer, code) => {
    const run = await runMcp(stateful(() => answer));
    expect(run.status).toBe("inconclusive");
    expect(run.codes).toContain(code);
    expect(alone(run).map(({ observed }) => observed)).toEqual(["no-answer", "no-answer"]);
  });

  it("is tried after all else in that session, and the repeat opens another", async () => {
    const { sent } = await runMcp(refusing);
    const at = sent.findIndex(({ purpose }) => purpose === "control:session-alone");
    const later = sent.slice(at).filter(({ purpose }) => purpose !== "control:session-alone");
    expect(new Set(later.map(({ purpose }) => purpose))).toEqual(new Set(["repeat"]));
    expect(later.map(({ mark }) => mark.step).slice(0, 2)).toEqual(["initialize", "notifications/initialized"]);
  });

  it("is tried once more where the new session is refused, and that is what is told", async () => {
    let greeted = 0;
    const run = await runMcp({
      ...refusing,
      greet: (caller) => {
        if (caller !== "good") return unauthorized();
        greeted += 1;
        return greeted > 1 ? testAnswer(503, "") : null;
      },
    });
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/not-repeatable"]]);
  });

  it("is not tried where the server gave none, where controls are off, or without a token", async () => {
    const { sessionId: _, ...stateless } = refusing;
    expect(alone(await runMcp(stateless))).toEqual([]);
    expect(alone(await runMcp(refusing, { input: mcpInput({}, { controls: "off" }) }))).toEqual([]);
    expect(alone(await runMcp(refusing, { input: mcpInput({}, { token: null }) }))).toEqual([]);
  });

  it("is not tried without a token where that is to be served", async () => {
    const run = await runMcp(refusing, { input: mcpInput({ access: { mcp: "open" } }) });
    expect(alone(run).map(({ tool }) => tool)).toEqual(["bucket_list (tampered)"]);
  });

  it("is tried on a tool that served the token, and proves nothing where none did", async () => {
    const first = await runMcp({
      ...refusing,
      call: (call) => (call.tool === "bucket_list" ? { success: false, error: "boom" } : (refusing.call?.(call) ?? {})),
    });
    expect(alone(first).map(({ tool, counts }) => [tool, counts])).toEqual([
      ["bucket_objects_list (no token)", true],
      ["bucket_objects_list (tampered)", true],
    ]);
    const none = await runMcp({
      ...refusing,
      call: ({ caller }) => (caller === "good" ? { error: "boom" } : unauthorized()),
    });
    expect(alone(none).map(({ tool, counts }) => [tool, counts])).toEqual([
      ["bucket_list (no token)", false],
      ["bucket_list (tampered)", false],
    ]);
  });
});

describe("a session that is lost after its handshake", () => {
  const lost = (answer: DoorResult, tampered: FakeServer["greet"] = refusing.greet): FakeServer => ({
    ...refusing,
    ...(tampered === undefined ? {} : { greet: tampered }),
    listed: () => answer,
  });

  it("is told by a 401 where the tampered token is refused at the door", async () => {
    const run = await runMcp(lost(testAnswer(401, { error: "invalid_token" })));
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/session-lost"]]);
    expect(run.findings[0]?.evidence).toMatchObject({ status: 401, message: "invalid_token" });
    expect(alone(run)).toEqual([]);
  });

  it("is the refusal where the door greets anybody", async () => {
    const run = await runMcp(lost(testAnswer(401, { error: "invalid_token" }), () => null));
    expect(run.codes).toContain("mcp/unauthorized");
    expect(run.codes).not.toContain("mcp/session-lost");
  });

  it("is the refusal where the server gave no session", async () => {
    const { sessionId: _, ...stateless } = lost(testAnswer(401, { error: "invalid_token" }));
    expect((await runMcp(stateless)).codes).toEqual(["mcp/unauthorized"]);
  });

  it("is told by a 401 to each of its calls, and not where one was served", async () => {
    const calls = (served: string): FakeServer => ({
      ...refusing,
      call: (call) =>
        call.caller === "good" && call.tool === served ? goodPayload(call.tool, call.values) : unauthorized(),
    });
    expect((await runMcp(calls("none"))).codes).toEqual(["mcp/session-lost"]);
    expect((await runMcp(calls("bucket_list"))).codes).toEqual(["mcp/unauthorized"]);
  });

  it("is told by a 404, whoever is greeted", async () => {
    const run = await runMcp(lost(testAnswer(404, ""), () => null));
    expect(run.codes).toEqual(["mcp/session-lost"]);
    expect(run.signals).toContain("session-unknown");
  });
});
