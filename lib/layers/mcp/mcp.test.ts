import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { callerArn, catalogIdentity, registryUrl } from "../outputs";
import { testAnswer, testFailure } from "../shared/test-context";
import { mcp } from "./mcp";
import {
  ARN,
  BUCKET,
  badPayload,
  type FakeServer,
  goodPayload,
  MCP_URL,
  mcpInput,
  remote,
  rpcError,
  runMcp,
  toolResult,
  unauthorized,
} from "./test-mcp";

const steps = (run: Awaited<ReturnType<typeof runMcp>>, purpose: string) =>
  run.sent.filter((sent) => sent.purpose === purpose).map((sent) => sent.mark.step);
const evidenceOf = (run: Awaited<ReturnType<typeof runMcp>>, code: string) =>
  run.findings.find((finding) => finding.code === code)?.evidence;
const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
const KNOCK = "stateless call of bucket_list";
const callsOf = (names: readonly string[]) => names.map((name) => `tools/call ${name}`);

describe("a healthy quilt-mcp in remote mode", () => {
  it("passes, and is named for what it is: it verifies nothing itself", async () => {
    const run = await runMcp(remote);
    expect(run.status).toBe("pass");
    expect(run.codes).toEqual(["mcp/pass-through"]);
    expect(run.said).toEqual([
      ...[...tools].sort().map((name) => `no-token ${name}: refused`),
      ...[...tools].sort().map((name) => `tampered ${name}: refused`),
    ]);
    expect(run.facts).toMatchObject({
      "mcp-version": "0.22.0",
      mode: "remote",
      "verifies-tokens": "no: passes them on",
    });
  });

  it("is asked in order: handshake, list and tools; each control in a session of its own; the tools again", async () => {
    const run = await runMcp(remote);
    expect(steps(run, "real")).toEqual(["initialize", "notifications/initialized", "tools/list", ...callsOf(tools)]);
    // The server says nothing of the stateless era: one call by each knocks there all the same.
    const handshakes = (purpose: string) => steps(run, purpose).filter((step) => step !== KNOCK);
    expect(steps(run, "beside:discover")).toEqual(["server/discover"]);
    expect(handshakes("control:no-token")).toEqual(["initialize"]);
    expect(handshakes("control:tampered")).toEqual(["initialize", "notifications/initialized", ...callsOf(tools)]);
    expect(run.sent.filter(({ mark }) => mark.step === KNOCK)).toHaveLength(2);
    expect(steps(run, "repeat")).toEqual(callsOf(tools));
    expect(run.sent.at(-1)?.purpose).toBe("repeat");
  });

  it("gets the token only where it belongs, and every altered one is counted", async () => {
    const run = await runMcp(remote);
    expect(run.sent.find((sent) => sent.purpose === "beside:health")?.request.headers.authorization).toBeUndefined();
    const altered = run.sent.filter((sent) => sent.mark.wrongCredential === true);
    expect(altered.map((sent) => sent.purpose)).toEqual(Array.from({ length: 7 }, () => "control:tampered"));
    expect(run.secrets).toContain(altered[0]?.request.headers.authorization?.replace("Bearer ", ""));
  });

  it("announces at least what it sends", async () => {
    const run = await runMcp(remote);
    const { requests, wrongCredentials, destinations } = mcp.plan(mcpInput());
    expect(requests).toBeGreaterThanOrEqual(run.sent.length);
    // A handshake in another version, a call in another's session, and one where the stateless door is spoken.
    expect(wrongCredentials).toBe(run.sent.filter((sent) => sent.mark.wrongCredential === true).length + 3);
    expect(destinations).toEqual(["https://mcp.example.com"]);
  });

  it("passes over SSE and with a session id that every later request carries", async () => {
    const run = await runMcp({ ...remote, sse: true, sessionId: "s-1" });
    expect(run.status).toBe("pass");
    expect(run.facts.protocol).toBe("2025-06-18 · SSE · stateful");
    const later = run.sent.filter((sent) => sent.purpose === "real" && sent.mark.step?.startsWith("tools/") === true);
    expect(later.map((sent) => sent.request.headers["mcp-session-id"])).toEqual(Array.from({ length: 5 }, () => "s-1"));
    expect(later.every((sent) => sent.request.headers["mcp-protocol-version"] === "2025-06-18")).toBe(true);
  });

  it("is asked with arguments that spare it work, and within the time of each tool", async () => {
    const run = await runMcp(remote);
    const sent = run.sent.find((one) => one.mark.step === "tools/call bucket_objects_list");
    const { params } = JSON.parse(String(sent?.request.body)) as { params: { arguments: object } };
    expect(params.arguments).toEqual({ bucket: BUCKET, prefix: "", max_keys: 5, include_signed_urls: false });
    const times = new Map(run.sent.map((one) => [one.mark.step, one.request.timeoutMs]));
    expect([times.get("initialize"), times.get("tools/call discover_permissions")]).toEqual([60_000, 40_000]);
  });

  it("takes a given deadline for every request", async () => {
    const run = await runMcp(remote, { input: mcpInput({}, { timeoutMs: 700, timeoutGiven: true }) });
    expect(new Set(run.sent.map((one) => one.request.timeoutMs))).toEqual(new Set([700]));
  });

  it("calls only what the target names", async () => {
    const bare = await runMcp(remote, { input: mcpInput({ s3: {}, search: {} }) });
    expect(steps(bare, "repeat")).toEqual(["tools/call bucket_list"]);
    expect(bare.status).toBe("pass");
  });

  it("leaves out an argument that only spares work where the version does not know it", async () => {
    const old: FakeServer = {
      ...remote,
      listed: () =>
        testAnswer(200, {
          jsonrpc: "2.0",
          id: 2,
          result: {
            tools: tools.map((name) => ({
              name,
              inputSchema:
                name === "bucket_objects_list"
                  ? { type: "object", properties: { bucket: {}, prefix: {} }, additionalProperties: false }
                  : { type: "object" },
            })),
          },
        }),
    };
    const run = await runMcp(old);
    expect(run.status).toBe("pass");
    const sent = run.sent.find((one) => one.mark.step === "tools/call bucket_objects_list");
    expect(String(sent?.request.body)).not.toContain("include_signed_urls");
  });
});

describe("a server that is open", () => {
  it("fails as open where it gives data to callers without a token, as with QUILT_FALLBACK_JWT", async () => {
    const run = await runMcp({
      ...remote,
      greet: () => null,
      call: ({ caller, tool, values }) => (caller === "bad" ? badPayload(tool) : goodPayload(tool, values)),
    });
    expect(run.status).toBe("fail");
    expect(run.codes).toEqual(["mcp/open", "mcp/pass-through"]);
    expect(evidenceOf(run, "mcp/open")).toMatchObject({ acceptedControls: ["no-token"], tools });
  });

  it("fails as open even beside a genuine call that is refused", async () => {
    const run = await runMcp({
      ...remote,
      greet: () => null,
      call: ({ caller, tool, values }) => (caller === "nobody" ? goodPayload(tool, values) : badPayload(tool)),
    });
    expect(run.codes).toEqual(["mcp/open", "mcp/pass-through", "mcp/unauthorized"]);
  });

  it("fails as not-enforced where a tampered token gets data", async () => {
    const run = await runMcp({
      ...remote,
      call: ({ tool, values, caller }) =>
        caller === "bad" && tool !== "bucket_objects_list" ? badPayload(tool) : goodPayload(tool, values),
    });
    expect(run.codes).toEqual(["mcp/not-enforced"]);
    expect(evidenceOf(run, "mcp/not-enforced")).toMatchObject({ tools: ["bucket_objects_list"] });
  });

  it("counts an empty list as data: the caller was served", async () => {
    const run = await runMcp({
      ...remote,
      greet: () => null,
      call: ({ caller, tool, values }) => {
        if (caller === "good") return goodPayload(tool, values);
        return caller === "nobody" && tool === "bucket_list"
          ? { success: true, buckets: [], count: 0 }
          : badPayload(tool);
      },
    });
    expect(run.codes).toContain("mcp/open");
  });

  it("only warns of a greeting without a token where no tool gives data", async () => {
    const run = await runMcp({ ...remote, greet: () => null });
    expect(run.status).toBe("pass");
    expect(run.codes).toEqual(["mcp/handshake-open", "mcp/pass-through"]);
  });

  it("passes for a subject that expects it", async () => {
    const run = await runMcp(
      { ...remote, greet: () => null, call: ({ tool, values }) => goodPayload(tool, values) },
      { input: mcpInput({ access: { mcp: "open" } }) },
    );
    expect(run.codes).toEqual(["mcp/not-enforced"]);
  });
});

describe("the legacy mode", () => {
  const legacy: FakeServer = {
    instructions: "Legacy deployment using quilt3 backend with default stdio transport.",
    sse: true,
    sessionId: "abc",
    call: ({ tool, values }) =>
      tool === "bucket_objects_list"
        ? goodPayload(tool, values)
        : { success: false, error: "Failed: Not authenticated - no catalog configured" },
  };

  it("is open: it signs with its own AWS credentials, whatever the bearer", async () => {
    const run = await runMcp(legacy);
    expect(run.status).toBe("fail");
    expect(run.codes).toEqual(["mcp/open", "mcp/not-enforced", "mcp/tool-failed"]);
    expect(run.facts.mode).toBe("legacy");
  });

  it("never takes its words about itself for a refusal", async () => {
    const run = await runMcp(legacy, { input: mcpInput({ s3: {}, search: {} }) });
    expect(run.said).toEqual([
      "no-token bucket_list: no-answer (idle)",
      "session-alone bucket_list (no token): no-answer (idle)",
      "session-alone bucket_list (tampered): no-answer (idle)",
      "tampered bucket_list: no-answer (idle)",
    ]);
    expect(run.codes).toEqual(["mcp/handshake-open", "mcp/tool-failed"]);
  });
});

describe("a server that verifies tokens itself", () => {
  const strict: FakeServer = {
    ...remote,
    greet: (caller) =>
      caller === "nobody"
        ? unauthorized()
        : caller === "bad"
          ? testAnswer(403, { error: "Invalid JWT: JWT signature validation failed." })
          : null,
    health: testAnswer(200, { server: { name: "quilt-mcp-server", version: "0.14.1" } }),
  };

  it("passes, with every control refused at the door", async () => {
    const run = await runMcp(strict);
    expect([run.status, run.codes]).toEqual(["pass", []]);
    expect(run.controls.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 403, 403, 403, 403]);
    expect(run.facts["verifies-tokens"]).toBe("itself");
    expect(run.facts["this-version"]).toContain("checks a catalog JWT");
  });

  it("refuses the genuine token too where the secrets differ: nothing is proven by its refusals", async () => {
    const refuse = testAnswer(403, { error: "Invalid JWT: JWT signature validation failed." });
    const run = await runMcp({ ...strict, greet: (caller) => (caller === "nobody" ? unauthorized() : refuse) });
    expect(run.codes).toEqual(["mcp/unauthorized"]);
    expect(evidenceOf(run, "mcp/unauthorized")).toMatchObject({ status: 403, step: "initialize" });
    expect(run.controls.every(({ observed, counts }) => observed === "refused" && !counts)).toBe(true);
    expect(run.controls).toHaveLength(8);
  });

  it("tells what an OAuth server says, and reads its metadata at its own origin", async () => {
    const challenge = {
      "www-authenticate": `Bearer error="invalid_token", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource"`,
    };
    const run = await runMcp({
      ...strict,
      greet: () => testAnswer(401, { error: "invalid_token" }, challenge),
      other: () => testAnswer(200, { resource: MCP_URL, authorization_servers: ["https://login.example.com"] }),
    });
    expect(evidenceOf(run, "mcp/unauthorized")).toMatchObject({ oauthError: "invalid_token" });
    expect(run.facts["authorization-servers"]).toEqual(["https://login.example.com"]);
  });

  it("never follows metadata to another origin", async () => {
    const challenge = { "www-authenticate": `Bearer resource_metadata="https://elsewhere.example.org/x"` };
    const run = await runMcp({ ...strict, greet: () => testAnswer(401, {}, challenge) });
    expect(run.sent.some((sent) => sent.request.url.includes("elsewhere"))).toBe(false);
    expect(run.facts["resource-metadata"]).toBe("https://elsewhere.example.org/x");
  });
});

describe("a bad token that is neither refused nor accepted", () => {
  const crash = (answer: ReturnType<typeof testFailure> | ReturnType<typeof testAnswer>): FakeServer => ({
    ...remote,
    call: (call) => (call.caller === "bad" ? answer : (remote.call?.(call) ?? {})),
  });

  it.each([
    ["a reset", testFailure("unreachable", "connection reset")],
    ["a 500", testAnswer(500, "boom")],
  ])("is a crash with %s", async (_, answer) => {
    const run = await runMcp(crash(answer));
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/crashed-on-bad-token"]]);
  });

  it.each([
    ["a 404", testAnswer(404, { detail: "Not Found" })],
    ["a page", testAnswer(200, "<html>", { "content-type": "text/html" })],
    ["a rate limit", testAnswer(429, {})],
  ])("is unanswered with %s", async (_, answer) => {
    const run = await runMcp(crash(answer));
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/control-unanswered"]]);
  });

  it("is a crash at the handshake too, for every tool", async () => {
    const run = await runMcp({
      ...remote,
      greet: (caller) => (caller === "bad" ? testFailure("unreachable") : (remote.greet?.(caller) ?? null)),
    });
    expect(run.codes).toEqual(["mcp/crashed-on-bad-token"]);
    expect(run.said.filter((line) => line.startsWith("tampered"))).toHaveLength(4);
    expect(run.said.filter((line) => line.endsWith(": no-answer"))).toHaveLength(4);
  });

  it("is unanswered where the caller without a token makes it crash", async () => {
    const run = await runMcp({
      ...remote,
      greet: (caller) => (caller === "nobody" ? testAnswer(502, "") : null),
    });
    expect(run.codes).toContain("mcp/control-unanswered");
    expect(run.status).toBe("inconclusive");
  });
});

describe("a server that is no MCP server, or is not there", () => {
  it.each([
    ["a page", testAnswer(200, "<!doctype html><p>", { "content-type": "text/html" }), "not-mcp", "fail"],
    ["a page of a 403", testAnswer(403, "<html>", { "content-type": "text/html" }), "blocked-in-front", "fail"],
    ["another API", testAnswer(200, { hello: "world" }), "not-mcp", "fail"],
    ["an empty 202", testAnswer(202, ""), "not-mcp", "fail"],
    ["an answer to another request", testAnswer(200, { jsonrpc: "2.0", id: 77, result: {} }), "not-mcp", "fail"],
    ["a redirect", testAnswer(307, "", { location: "/mcp" }), "redirected", "fail"],
    ["a 404", testAnswer(404, { detail: "Not Found" }), "unexpected-status", "fail"],
    ["a 503", testAnswer(503, ""), "server-error", "inconclusive"],
    ["a 429", testAnswer(429, ""), "rate-limited", "inconclusive"],
    ["a closed port", testFailure("unreachable"), "unreachable", "inconclusive"],
    ["a timeout", testFailure("timeout"), "timeout", "inconclusive"],
    ["a flood", testFailure("too-large"), "too-large", "inconclusive"],
    ["an unknown host", testFailure("dns-failed"), "dns-failed", "inconclusive"],
    ["a bad certificate", testFailure("tls-failed"), "tls-failed", "fail"],
    ["our own policy", testFailure("refused-by-policy"), "refused-by-policy", "tool-error"],
  ] as const)("ends with %s", async (_, answer, reason, status) => {
    const run = await runMcp({ ...remote, greet: () => answer });
    expect([run.status, run.codes]).toEqual([status, [`mcp/${reason}`]]);
  });

  it("sends no control where nothing of the protocol came back", async () => {
    const run = await runMcp({ ...remote, greet: () => testFailure("timeout") });
    const asked = ["real", "beside:health", "beside:discover"];
    expect(run.sent.every(({ purpose }) => asked.includes(purpose))).toBe(true);
    expect(run.controls.every(({ note, counts }) => note === "not sent" && !counts)).toBe(true);
    expect(run.controls).toHaveLength(8);
  });

  it.each([
    ["a JSON-RPC error", () => rpcError(1, "Internal error", -32603)],
    ["a result of another form", () => testAnswer(200, { jsonrpc: "2.0", id: 1, result: { ok: true } })],
  ])("fails the handshake with %s", async (_, greet) => {
    const run = await runMcp({ ...remote, greet });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/handshake-failed"]]);
    expect(evidenceOf(run, "mcp/handshake-failed")).toMatchObject({ step: "initialize" });
  });

  it("passes over a notification that is refused, and says so", async () => {
    const notified = await runMcp({ ...remote, notified: () => testAnswer(405, { error: "no" }) });
    expect([notified.status, notified.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    expect(notified.facts["passed-over"]).toEqual(["notifications/initialized was answered 405"]);
  });

  it("fails where the notification fails inside, or the list is not taken", async () => {
    const notified = await runMcp({ ...remote, notified: () => testAnswer(500, { error: "no" }) });
    expect(notified.codes).toEqual(["mcp/server-error"]);
    expect(evidenceOf(notified, "mcp/server-error")).toMatchObject({ step: "notifications/initialized" });
    const listed = await runMcp({ ...remote, listed: () => rpcError(2, "Method not found", -32601) });
    expect(listed.codes).toContain("mcp/handshake-failed");
    expect(listed.status).toBe("fail");
  });

  it("knows a refusal in a JSON-RPC error", async () => {
    const run = await runMcp({ ...remote, greet: () => rpcError(1, "x: JWT authentication required", -32001) });
    expect(run.codes).toEqual(["mcp/unauthorized"]);
  });
});

describe("a tool", () => {
  /** Every call as in remote mode, but the good caller's calls of one tool. */
  const odd = (tool: string, answer: (id: unknown) => object): FakeServer => ({
    ...remote,
    call: (call) => (call.caller === "good" && call.tool === tool ? answer(call.id) : (remote.call?.(call) ?? {})),
  });
  const rest = ["mcp/pass-through"];

  it("that runs out of time ends alone: it gets no control and no repeat, the others do", async () => {
    const run = await runMcp(odd("discover_permissions", () => testFailure("timeout")));
    expect([run.status, run.codes]).toEqual(["inconclusive", [...rest, "mcp/timeout"]]);
    expect(steps(run, "repeat")).toEqual(callsOf(tools.slice(0, 3)));
    expect(run.said).toContain("tampered discover_permissions: no-answer (idle)");
    expect(run.said).toContain("tampered bucket_list: refused");
  });

  it("that runs out of time under a control is not repeated", async () => {
    const run = await runMcp({
      ...remote,
      call: (call) =>
        call.caller === "bad" && call.tool === "bucket_list" ? testFailure("timeout") : (remote.call?.(call) ?? {}),
    });
    expect(run.codes).toEqual(["mcp/control-unanswered", ...rest]);
    expect(steps(run, "repeat")).toEqual(callsOf(tools.slice(1)));
  });

  it.each([
    [
      "an error in the payload",
      { error: "An error occurred (AccessDenied) when calling ListObjectsV2", bucket: BUCKET },
      "AccessDenied",
    ],
    ["success false", { success: false, error: "Failed to list buckets: timeout" }, "timeout"],
    ["success false alone", { success: false }, "success is false"],
    [
      "the objects of another bucket",
      { success: true, bucket: "other", objects: [{ key: "a" }], count: 1 },
      "not this tool's answer",
    ],
    ["no objects member", { success: true, bucket: BUCKET, count: 1 }, "not this tool's answer"],
    [
      "a count that does not fit",
      { success: true, bucket: BUCKET, objects: [{ key: "a" }], count: 2 },
      "not this tool's answer",
    ],
    ["an empty list", { success: true, bucket: BUCKET, objects: [], count: 0 }, "fewer items than expected"],
  ])("fails with %s", async (_, payload, said) => {
    const run = await runMcp(odd("bucket_objects_list", () => payload));
    expect([run.status, run.codes]).toEqual(["fail", [...rest, "mcp/tool-failed"]]);
    expect(evidenceOf(run, "mcp/tool-failed")).toMatchObject({
      tool: "bucket_objects_list",
      error: expect.stringContaining(said),
    });
  });

  it("fails with isError, with a JSON-RPC error, and with what is no tool result", async () => {
    const isError = {
      ...toolResult({}),
      structuredContent: undefined,
      content: [{ type: "text", text: "1 validation error" }],
      isError: true,
    };
    const answers: ((id: unknown) => object)[] = [
      (id) => testAnswer(200, { jsonrpc: "2.0", id, result: isError }),
      (id) => rpcError(id, "Unknown tool: 'bucket_list'", -32602),
      (id) => testAnswer(200, { jsonrpc: "2.0", id, result: { content: 3 } }),
    ];
    for (const answer of answers) {
      const run = await runMcp(odd("bucket_list", answer));
      expect(run.codes).toEqual([...rest, "mcp/tool-failed"]);
    }
  });

  it("that refuses the genuine caller makes the layer unauthorized, one finding for all tools", async () => {
    const run = await runMcp({ ...remote, call: ({ tool }) => badPayload(tool) });
    expect([run.status, run.codes]).toEqual(["fail", [...rest, "mcp/unauthorized"]]);
    expect(evidenceOf(run, "mcp/unauthorized")).toMatchObject({ tool: "bucket_list", also: expect.any(Array) });
    expect(run.said.every((line) => line.endsWith("refused (idle)"))).toBe(true);
    expect(steps(run, "repeat")).toEqual([]);
  });

  it("gets controls even where another tool's genuine call failed", async () => {
    const run = await runMcp(odd("bucket_list", () => ({ success: false, error: "boom" })));
    expect(run.said).toContain("tampered bucket_list: refused (idle)");
    expect(run.said).toContain("tampered bucket_objects_list: refused");
  });

  it("that is not offered fails, is not called and has no control", async () => {
    const run = await runMcp({ ...remote, tools: tools.slice(1) });
    expect(run.codes).toEqual([...rest, "mcp/tool-missing"]);
    expect(evidenceOf(run, "mcp/tool-missing")).toMatchObject({ tool: "bucket_list", wanted: "bucket_list" });
    expect(run.controls.some(({ tool }) => tool === "bucket_list")).toBe(false);
  });

  it("fails where the named bucket is not in the list", async () => {
    const run = await runMcp(odd("bucket_list", () => ({ success: true, buckets: [{ name: "other" }], count: 1 })));
    expect(evidenceOf(run, "mcp/tool-failed")).toMatchObject({ bucket: BUCKET, buckets: ["other"] });
  });

  it("that answers once only is not repeatable", async () => {
    const run = await runMcp({
      ...remote,
      call: (call) =>
        call.caller === "good" && call.tool === "search_catalog" && call.nth === 2
          ? badPayload(call.tool)
          : (remote.call?.(call) ?? {}),
    });
    expect([run.status, run.codes]).toEqual(["inconclusive", [...rest, "mcp/not-repeatable"]]);
  });

  it("whose session the server has lost is no failure of the tool", async () => {
    const run = await runMcp({
      ...remote,
      call: (call) =>
        call.caller === "good"
          ? testAnswer(404, { jsonrpc: "2.0", id: call.id, error: { code: -32001, message: "Session not found" } })
          : badPayload(call.tool),
    });
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/pass-through", "mcp/session-lost"]]);
  });
});

describe("whose identity answers", () => {
  const other = "arn:aws:sts::111122223333:assumed-role/ServerRole/task";
  const as = (arn: string): FakeServer => ({
    ...remote,
    call: (call) =>
      call.caller === "good" && call.tool === "discover_permissions"
        ? { success: true, user_identity: { arn, account_id: "111122223333" } }
        : (remote.call?.(call) ?? {}),
  });

  it("is compared with what STS says directly, whatever the session's name", async () => {
    const same = await runMcp(as("arn:aws:sts::111122223333:assumed-role/Reader/another-session"));
    expect(same.status).toBe("pass");
    const run = await runMcp(as(other));
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/pass-through", "mcp/wrong-identity"]]);
    expect(evidenceOf(run, "mcp/wrong-identity")).toMatchObject({ answeredAs: other, directlyThisTokenIs: ARN });
  });

  it("is compared with the expected role where STS said nothing", async () => {
    const input = mcpInput({ expect: { roleArn: "arn:aws:iam::111122223333:role/quilt/Reader" } });
    expect((await runMcp(remote, { input, given: [] })).status).toBe("pass");
    expect((await runMcp(as(other), { input, given: [] })).codes).toContain("mcp/wrong-identity");
  });

  it("is said to be compared with nothing where nothing is known", async () => {
    const run = await runMcp(as(other), { given: [] });
    expect(run.status).toBe("pass");
    expect(run.facts["identity-compared-with"]).toContain("nothing");
  });

  it("is another one where the server shows buckets that the registry does not show this user", async () => {
    const given = [
      [callerArn, ARN],
      [registryUrl, "https://registry.example.com"],
      [catalogIdentity, new Secret("inner")],
    ] as const;
    const registry = (names: readonly string[]): FakeServer => ({
      ...remote,
      other: (sent) => {
        expect(sent.request.headers.authorization).toBe("Bearer inner");
        return testAnswer(200, { data: { bucketConfigs: names.map((name) => ({ name })) } });
      },
    });
    expect((await runMcp(registry([BUCKET, "more"]), { given })).status).toBe("pass");
    const run = await runMcp(registry(["more"]), { given });
    expect(evidenceOf(run, "mcp/wrong-identity")).toMatchObject({ tool: "bucket_list", bucketsNotThisUsers: [BUCKET] });
    const mute = await runMcp({ ...remote, other: () => testAnswer(500, "") }, { given });
    expect(mute.status).toBe("pass");
  });
});

describe("calls that the target names", () => {
  const withCalls = (...calls: { tool: string; arguments?: Record<string, unknown>; minItems?: number }[]) =>
    mcpInput({ mcp: { calls } });
  const search = (bucket: string) => ({ tool: "search_catalog", arguments: { query: "csv", bucket }, minItems: 1 });
  const own = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

  it("go beside the others with their exact arguments, and have controls and a repeat", async () => {
    const run = await runMcp(remote, { input: withCalls(search(BUCKET)) });
    expect(run.status).toBe("pass");
    expect(steps(run, "repeat")).toEqual(callsOf([...own, "search_catalog (2)"]));
    expect(run.said).toContain("tampered search_catalog (2): refused");
  });

  it("name the first that differs from the layer's own, and an empty search that asked nobody", async () => {
    const run = await runMcp(remote, { input: withCalls(search(""), search("other")) });
    expect(run.codes).toContain("mcp/tool-failed");
    expect(evidenceOf(run, "mcp/tool-failed")).toMatchObject({
      tool: "search_catalog (2)",
      error: expect.stringContaining("made no upstream call"),
    });
    expect(run.facts["first-call-that-differs"]).toContain("search_catalog (2) failed");
  });

  it("are not made where the tool would not take the arguments", async () => {
    const run = await runMcp(remote, { input: withCalls({ tool: "bucket_objects_list", arguments: { s3_uri: "x" } }) });
    expect(evidenceOf(run, "mcp/tool-failed")?.error).toContain("bucket is required, s3_uri is not known");
    expect(steps(run, "real")).not.toContain("tools/call bucket_objects_list (2)");
  });

  it("are not made where the tool writes: Bonafide only reads", async () => {
    const run = await runMcp(
      { ...remote, tools: [...own, "package_create"] },
      { input: withCalls({ tool: "package_create" }) },
    );
    expect([run.status, run.codes]).toEqual(["tool-error", ["mcp/pass-through", "mcp/refused-by-policy"]]);
    expect(run.sent.some((sent) => sent.mark.step?.includes("package_create") === true)).toBe(false);
  });
});

describe("other subjects and switches", () => {
  const nobody = (access?: "refused" | "open") =>
    mcpInput(access === undefined ? {} : { access: { mcp: access } }, { token: null });

  it("is not applicable without an MCP URL", async () => {
    expect(mcp.notApplicable(mcpInput({ mcpUrl: undefined }))).toContain("no MCP URL");
    expect(mcp.requiredByDefault(mcpInput())).toBe(true);
  });

  it("passes without a token where the server refuses, and has no controls", async () => {
    const run = await runMcp(remote, { input: nobody() });
    expect([run.status, run.codes, run.controls]).toEqual(["pass", [], []]);
  });

  it("fails without a token where the server serves", async () => {
    const run = await runMcp(
      { ...remote, greet: () => null, call: ({ tool, values }) => goodPayload(tool, values) },
      { input: nobody() },
    );
    expect(run.codes).toEqual(["mcp/unexpected-access"]);
  });

  it("passes for a token that is to be refused, by the door or by the tools", async () => {
    const input = mcpInput({ access: { mcp: "refused" } });
    const tools = await runMcp({ ...remote, call: ({ tool }) => badPayload(tool) }, { input });
    expect([tools.status, tools.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    const door = await runMcp({ ...remote, greet: unauthorized }, { input });
    expect([door.status, door.codes]).toEqual(["pass", []]);
  });

  it("never passes a subject to be refused on words about the server itself", async () => {
    const input = mcpInput({ access: { mcp: "refused" } });
    const run = await runMcp(
      { ...remote, call: () => ({ success: false, error: "No quilt3 session configured" }) },
      { input },
    );
    expect(run.status).toBe("fail");
  });

  it("is inconclusive with the controls off", async () => {
    const run = await runMcp(remote, { input: mcpInput({}, { controls: "off" }) });
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/controls-off"]]);
  });

  it("sends forged and unsigned tokens under deep controls", async () => {
    const input = mcpInput({}, { controls: "deep" });
    const run = await runMcp(remote, { input });
    expect(run.status).toBe("pass");
    expect(run.sent.some((sent) => sent.purpose === "control:alg-none")).toBe(true);
    expect(run.said).toContain("forged bucket_list: refused");
  });

  it("says a version that nobody has looked at, and none where there is none", async () => {
    const unknown = testAnswer(200, { server: { name: "quilt-mcp-server", version: "0.40.0" } });
    expect((await runMcp({ ...remote, health: unknown })).facts["this-version"]).toContain("not known to");
    const { facts } = await runMcp({ ...remote, health: testAnswer(404, "") });
    expect([facts["mcp-version"], facts["this-version"]]).toEqual([undefined, undefined]);
  });
});
