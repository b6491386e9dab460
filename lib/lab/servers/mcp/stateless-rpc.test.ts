import { afterEach, describe, expect, it } from "vitest";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type ErasConfig, healthyEras } from "./eras-config";
import type { McpConfig } from "./mcp-config";
import { callLabMcp, initialize, stackOpener, tampered } from "./test-mcp-stack";

const { open, closeAll } = stackOpener();
afterEach(closeAll);

const openEras = (eras: Partial<ErasConfig>, more: Partial<McpConfig> = {}) =>
  open({ ...more, eras: { ...healthyEras, ...eras } });

const meta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};
const nameOf = (params: Record<string, unknown>) =>
  typeof params.name === "string" ? { "mcp-name": params.name } : {};

/** One stateless request, as a client of 2026-07-28 sends it. */
async function ask(
  stack: LabStack,
  method: string,
  params: Record<string, unknown> = {},
  how: { readonly token?: string; readonly headers?: Record<string, string>; readonly version?: string } = {},
) {
  const version = how.version ?? "2026-07-28";
  const headers = { "mcp-protocol-version": version, "mcp-method": method, ...nameOf(params), ...how.headers };
  const _meta = { ...meta, "io.modelcontextprotocol/protocolVersion": version };
  const token = how.token === undefined ? stack.token : how.token === "" ? undefined : how.token;
  const { status, text, message } = await callLabMcp(stack, method, { ...params, _meta }, { token, headers });
  const answer: { result?: Record<string, unknown>; error?: { code: number; data?: unknown } } = JSON.parse(text);
  return { status, message, result: answer.result, error: answer.error, text };
}
const list = { name: "bucket_list", arguments: {} };

describe("the stateless era of quilt-mcp 0.22", () => {
  it("names itself and what it supports, and answers each request alone", async () => {
    const stack = await openEras({});
    expect((await ask(stack, "server/discover")).result).toMatchObject({
      resultType: "complete",
      supportedVersions: ["2026-07-28"],
      instructions: "Remote deployment using platform backend with default http transport.",
      _meta: { "io.modelcontextprotocol/serverInfo": { name: "quilt-mcp-server", version: "0.5.6 (remote)" } },
    });
    expect((await ask(stack, "tools/list")).result?.tools).toHaveLength(4);
    expect((await ask(stack, "tools/call", list)).result).toMatchObject({
      resultType: "complete",
      isError: false,
      structuredContent: { result: { success: true, count: 1 } },
    });
  });

  it("refuses as the handshake does", async () => {
    const stack = await openEras({});
    expect((await ask(stack, "tools/call", list, { token: "" })).status).toBe(401);
    const bad = await ask(stack, "tools/call", list, { token: tampered(stack.token) });
    expect([bad.status, bad.text]).toEqual([200, expect.stringContaining("GraphQL query not authorized")]);
  });

  it("says what it misses of a request", async () => {
    const stack = await openEras({});
    const refusal = async (
      ...[method, params, how]: [string, Record<string, unknown>?, Parameters<typeof ask>[3]?]
    ) => {
      const { status, error } = await ask(stack, method, params, how);
      return [status, error?.code];
    };
    expect(await refusal("tools/list", {}, { headers: { "mcp-method": "tools/call" } })).toEqual([400, -32020]);
    expect(await refusal("tools/call", list, { headers: { "mcp-name": "other" } })).toEqual([400, -32020]);
    expect(await refusal("foo/bar")).toEqual([404, -32601]);
    const later = await ask(stack, "tools/list", {}, { version: "2027-01-01" });
    expect([later.status, later.error]).toEqual([
      400,
      expect.objectContaining({ code: -32022, data: { supported: ["2026-07-28"], requested: "2027-01-01" } }),
    ]);
    const bare = { token: stack.token, headers: { "mcp-protocol-version": "2026-07-28" } };
    const missing = await callLabMcp(stack, "tools/list", {}, bare);
    expect([missing.status, missing.message?.error?.code]).toEqual([400, -32602]);
  });

  it("is spoken beside the handshake, which names its own latest version to whoever asks for another", async () => {
    const stack = await openEras({});
    const asked = { ...initialize, protocolVersion: "2026-07-28" };
    const hello = await callLabMcp(stack, "initialize", asked, { token: stack.token });
    expect(hello.message?.result?.protocolVersion).toBe("2025-11-25");
  });

  it("is not known to older servers", async () => {
    for (const stack of [await openEras({}, { kind: "validating" }), await openEras({ speaks: "handshake" })]) {
      const { status, error } = await ask(stack, "server/discover");
      expect([status, error?.code]).toEqual([400, -32602]);
    }
  });

  it("is all that some servers know", async () => {
    const stack = await openEras({ speaks: "stateless" });
    const hello = await callLabMcp(stack, "initialize", initialize, { token: stack.token });
    expect([hello.status, hello.message?.error]).toEqual([
      400,
      expect.objectContaining({ code: -32022, data: { supported: ["2026-07-28"], requested: "2025-06-18" } }),
    ]);
    expect((await ask(stack, "tools/call", list)).status).toBe(200);
  });
});

describe("a stateless door with a fault", () => {
  const served = async (stack: LabStack, token: string) =>
    (await ask(stack, "tools/call", list, { token })).text.includes('"success":true');

  it("lets strangers in, or looks at no token", async () => {
    const strangers = await openEras({ door: "lets-in-strangers" });
    expect([await served(strangers, ""), await served(strangers, tampered(strangers.token))]).toEqual([true, false]);
    const anybody = await openEras({ door: "ignores-tokens" });
    expect([await served(anybody, ""), await served(anybody, tampered(anybody.token))]).toEqual([true, true]);
    expect((await callLabMcp(anybody, "initialize", initialize)).status).toBe(401);
  });

  it("hides its discovery, and nothing else", async () => {
    const stack = await openEras({ hidesDiscovery: true });
    expect((await ask(stack, "server/discover")).status).toBe(404);
    expect(await served(stack, stack.token)).toBe(true);
  });

  it("stands behind a proxy that strips headers or rewrites bodies", async () => {
    const codes = async (proxy: ErasConfig["proxy"]) =>
      (await ask(await openEras({ proxy }), "tools/list")).error?.code;
    expect([await codes("strips-headers"), await codes("rewrites-bodies")]).toEqual([-32020, -32602]);
  });

  it("asks for input in place of an answer", async () => {
    const { result } = await ask(await openEras({ asksBack: true }), "tools/call", list);
    expect(result).toMatchObject({
      resultType: "input_required",
      inputRequests: { confirm: { method: "elicitation/create" } },
    });
  });

  it("gives one answer to all who use one id", async () => {
    const stack = await openEras({ answersById: true });
    expect(await served(stack, tampered(stack.token))).toBe(false);
    expect(await served(stack, stack.token)).toBe(false);
    const other = await openEras({ answersById: true });
    expect([await served(other, other.token), await served(other, tampered(other.token))]).toEqual([true, true]);
  });
});
