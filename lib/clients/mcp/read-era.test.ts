import { describe, expect, it } from "vitest";
import { askedInstead, readDiscover, readHandshakeRefusal } from "./read-era";
import { framingOf, readMessage } from "./read-message";
import type { McpReply } from "./session";

function reply(status: number, body: unknown, contentType = "application/json"): McpReply {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const framing = framingOf(contentType);
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 };
  const result = {
    ...({
      kind: "answer",
      status,
      headers: { "content-type": contentType },
      body: new TextEncoder().encode(text),
    } as const),
    ...{ startedAtMs: 0, timings, address: "192.0.2.1" },
  };
  return { result, body: text, framing, answer: readMessage(text, framing, 1) };
}

const result = (value: object) => reply(200, { jsonrpc: "2.0", id: 1, result: value });
const error = (code: number, message = "no", data?: object, status = 400) =>
  reply(status, { jsonrpc: "2.0", id: 1, error: { code, message, ...(data === undefined ? {} : { data }) } });
const silent: McpReply = {
  ...result({}),
  result: {
    ...{ kind: "failure", failure: "timeout", detail: "no answer", status: null, headers: {}, startedAtMs: 0 },
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
  },
  body: "",
  answer: { kind: "none" },
};

describe("what the answer to server/discover says", () => {
  it("is that the era is spoken, where our version is among those supported", () => {
    const said = readDiscover(
      result({
        supportedVersions: ["2027-06-30", "2026-07-28"],
        instructions: "Remote deployment.",
        _meta: { "io.modelcontextprotocol/serverInfo": { name: "quilt-mcp-server", version: "0.5.6 (remote)" } },
      }),
    );
    const server = { name: "quilt-mcp-server", version: "0.5.6 (remote)", protocolVersion: "2026-07-28" };
    expect(said).toEqual({ spoken: true, server: { ...server, instructions: "Remote deployment." } });
  });

  it("needs no server to name itself", () => {
    const nameless = { name: "", version: "", protocolVersion: "2026-07-28", instructions: undefined };
    const odd = { supportedVersions: ["2026-07-28"], _meta: { "io.modelcontextprotocol/serverInfo": { name: 1 } } };
    expect(readDiscover(result({ supportedVersions: ["2026-07-28"] }))).toEqual({ spoken: true, server: nameless });
    expect(readDiscover(result({ ...odd, instructions: 1 }))).toEqual({ spoken: true, server: nameless });
    expect(readDiscover(result({ ...odd, _meta: [] }))).toEqual({ spoken: true, server: nameless });
  });

  it.each([
    [-32020, "the headers differ"],
    [-32021, "sampling is required"],
    [-32022, "Unsupported protocol version"],
  ])("is %d of a server that speaks it, and cannot be got through to", (code, message) => {
    expect(readDiscover(error(code, message))).toEqual({
      spoken: "otherwise",
      fault: `${code}: ${message}`,
      supported: [],
    });
  });

  it("names the versions of a server that speaks a later one", () => {
    const fault = "-32022: Unsupported protocol version";
    const later = { supported: ["2027-06-30"] };
    expect(readDiscover(error(-32022, "Unsupported protocol version", later))).toEqual({
      spoken: "otherwise",
      fault,
      ...later,
    });
    expect(readDiscover(result({ supportedVersions: ["2025-11-25", "2027-06-30"] }))).toEqual({
      ...{ spoken: "otherwise", fault: "it supports 2027-06-30" },
      supported: ["2025-11-25", "2027-06-30"],
    });
  });

  it("tells a proxy that drops _meta by the member that the server misses", () => {
    const message = "params._meta must carry io.modelcontextprotocol/protocolVersion";
    expect(readDiscover(error(-32602, message))).toMatchObject({ spoken: "otherwise", fault: `-32602: ${message}` });
  });

  it.each([
    ["another error", error(-32600, "Bad Request")],
    ["an unknown method", error(-32601, "Method not found", undefined, 404)],
    ["an unknown method under 200", error(-32601, "Method not found", undefined, 200)],
    ["invalid parameters", error(-32602, "Invalid request parameters")],
    ["an error of the server's own", error(-32023)],
    ["versions of the handshake era alone", error(-32022, "no", { supported: ["2025-11-25", "2025-06-18"] })],
    ["such versions in a result", result({ supportedVersions: ["2025-11-25"] })],
    ["names that are no dates", result({ supportedVersions: ["draft", "v3"] })],
    ["no versions", result({ supportedVersions: [] })],
    ["versions that are no texts", result({ supportedVersions: [2026] })],
    ["a result of something else", result({ tools: [] })],
    ["a refusal", reply(401, { error: "JWT authentication required" })],
    ["no JSON", reply(404, "Not Found", "text/plain")],
    ["nothing", silent],
  ])("is nothing in %s", (_, answer) => {
    expect(readDiscover(answer)).toEqual({ spoken: false });
  });
});

describe("what an answer to initialize says", () => {
  it.each([
    ["-32020", error(-32020), []],
    ["-32021", error(-32021), []],
    ["an invalid request", error(-32600), []],
    ["an unknown method", error(-32601, "Method not found", undefined, 404), []],
    ["invalid parameters", error(-32602), []],
    ["400 without a message", reply(400, ""), []],
    ["404", reply(404, "Not Found", "text/plain"), []],
    ["405", reply(405, ""), []],
    ["501", reply(501, ""), []],
  ])("is by %s that the handshake is not spoken", (_, answer, supported) => {
    expect(readHandshakeRefusal(answer)).toEqual({ spoken: false, supported, ofVersion: false });
  });

  it.each([
    ["-32022", error(-32022, "no", { supported: ["2026-07-28"] }), ["2026-07-28"]],
    ["-32022 without a version", error(-32022), []],
    ["an error of its own with versions", error(-32099, "no", { supported: ["2026-07-28"] }), ["2026-07-28"]],
    ["the words of the specification", error(-32602, "Unsupported protocol version"), []],
    ["those of an SDK", error(-32000, "Bad Request: Unsupported protocol version (supported: …)"), []],
  ])("blames the version by %s", (_, answer, supported) => {
    expect(readHandshakeRefusal(answer)).toEqual({ spoken: false, supported, ofVersion: true });
  });

  it("is that it is spoken in other versions, where it names such", () => {
    const named = { supported: ["2024-10-07", "2026-07-28"] };
    expect(readHandshakeRefusal(error(-32602, "Unsupported protocol version", named))).toEqual({
      spoken: "otherwise",
      ...named,
    });
    expect(readHandshakeRefusal(result({ protocolVersion: "1999-01-01" }))).toEqual({
      spoken: "otherwise",
      supported: ["1999-01-01"],
    });
  });

  it.each([
    ["an inner error", error(-32603, "Internal error", undefined, 200)],
    ["an error that speaks of versions", error(-32603, "no: Unsupported protocol version", undefined, 200)],
    ["a refusal with an error", error(-32600, "no", undefined, 401)],
    ["a refusal with another", error(-32601, "no", undefined, 403)],
    ["a page", reply(200, "<html>", "text/html")],
    ["a failure of the server", reply(500, "")],
    ["a result without a version", result({})],
    ["no answer", silent],
  ])("is nothing by %s", (_, answer) => {
    expect(readHandshakeRefusal(answer)).toBeNull();
  });
});

describe("versions that an error names", () => {
  it("are found in an event stream, cut to ten short names", () => {
    const supported = Array.from({ length: 12 }, (_, at) => `${at}`.repeat(50));
    const message = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      error: { code: -32099, message: "no", data: { supported } },
    });
    const said = readHandshakeRefusal(reply(400, `data: {}\n\ndata: ${message}\n\n`, "text/event-stream"));
    const named = supported.slice(0, 10).map((one) => one.slice(0, 40));
    expect(said).toMatchObject({ supported: named });
  });

  it.each([
    ["data that is no object", "2026-07-28"],
    ["no list", { supported: "2026-07-28" }],
    ["a list of nothing", { supported: [] }],
    ["a list of other things", { supported: [1, "2026-07-28"] }],
  ])("are none in %s", (_, data) => {
    const answer = reply(400, { jsonrpc: "2.0", id: 1, error: { code: -32602, message: "no", data } });
    expect(readHandshakeRefusal(answer)).toEqual({ spoken: false, supported: [], ofVersion: false });
  });
});

describe("a result that is no answer", () => {
  it.each([
    ["complete", { resultType: "complete" }, null],
    ["without a type", {}, null],
    [
      "a question",
      { resultType: "input_required", inputRequests: { a: { method: "elicitation/create" } } },
      ["elicitation/create"],
    ],
    [
      "several, each method once",
      { resultType: "input_required", inputRequests: { a: { method: "m" }, b: { method: "m" }, c: { method: "n" } } },
      ["m", "n"],
    ],
    ["a question without words", { resultType: "input_required", inputRequests: [1] }, ["more input"]],
    ["a question of no form", { resultType: "input_required", inputRequests: { a: { method: 1 } } }, ["more input"]],
    ["another type", { resultType: "task" }, ["an answer of the type task"]],
  ])("%s", (_, value, asks) => {
    expect(askedInstead(value, "stateless")).toEqual(asks);
  });
});
