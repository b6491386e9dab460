import { describe, expect, it } from "vitest";
import { statelessRequest } from "./stateless-request";

const sent = (message: object, headers = {}) =>
  statelessRequest({
    method: "POST",
    url: "https://mcp.example.com/mcp",
    headers: { accept: "a", ...headers },
    body: JSON.stringify(message),
    timeoutMs: 9,
  });
const call = (name: unknown) =>
  sent({ jsonrpc: "2.0", id: 7, method: "tools/call", params: { name, arguments: { a: 1 } } });

describe("a request of the stateless era", () => {
  it("carries version, client and capabilities in its own _meta, and nothing else is changed", () => {
    const { body, headers, ...rest } = call("bucket_list");
    expect(JSON.parse(String(body))).toEqual({
      jsonrpc: "2.0",
      id: 7,
      method: "tools/call",
      params: {
        name: "bucket_list",
        arguments: { a: 1 },
        _meta: {
          "io.modelcontextprotocol/protocolVersion": "2026-07-28",
          "io.modelcontextprotocol/clientInfo": { name: "bonafide", version: "1" },
          "io.modelcontextprotocol/clientCapabilities": {},
        },
      },
    });
    expect(headers).toEqual({
      accept: "a",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": "bucket_list",
    });
    expect(rest).toEqual({ method: "POST", url: "https://mcp.example.com/mcp", timeoutMs: 9 });
  });

  it("names in a header what it calls, gets or reads, and of no other method anything", () => {
    const named = (method: string, params: object) => sent({ method, params }).headers?.["mcp-name"];
    expect(named("prompts/get", { name: "p" })).toBe("p");
    expect(named("resources/read", { uri: "quilt://r", name: "n" })).toBe("quilt://r");
    expect(named("tools/list", { name: "n" })).toBeUndefined();
    expect(named("tools/call", { name: 1 })).toBeUndefined();
    expect(sent({ method: "server/discover" }).headers).toMatchObject({ "mcp-method": "server/discover" });
  });

  it.each([
    ["größe", "=?base64?Z3LDtsOfZQ==?="],
    [" edge", "=?base64?IGVkZ2U=?="],
    ["edge ", "=?base64?ZWRnZSA=?="],
    ["two\nlines", "=?base64?dHdvCmxpbmVz?="],
    ["=?base64?x?=", "=?base64?PT9iYXNlNjQ/eD89?="],
    ["a b~", "a b~"],
  ])("puts the name %j into the header as %j", (name, value) => {
    expect(call(name).headers?.["mcp-name"]).toBe(value);
  });

  it("leaves what is no message of the protocol as it is", () => {
    const plain = { method: "POST", url: "https://a.example", headers: {}, timeoutMs: 1 } as const;
    for (const body of ["[]", "{}", '{"method":1}', new Uint8Array([123])]) {
      expect(statelessRequest({ ...plain, body })).toEqual({ ...plain, body });
    }
  });
});
