import { afterEach, describe, expect, it } from "vitest";
import { baselineConfig } from "@/lib/lab/baseline-config";
import { roleServerStack } from "@/lib/lab/scenarios/given-role-server";
import { withCatalogToken, withIam, withToken } from "@/lib/lab/stack/config-changes";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { catalogTokenSpec, hybridTokenSpec, withoutClaim } from "@/lib/lab/stack/token-spec";
import { allWork, callLabMcp, callTool, errorsOf, initialize, stackOpener, tampered, withSdk } from "./test-mcp-stack";

const { open, closeAll } = stackOpener();
afterEach(closeAll);

describe("the legacy deployment", () => {
  it("keeps sessions, answers in event streams and looks at no token", async () => {
    const stack = await open({ kind: "legacy", ownCredentials: "working" });
    const hello = await callLabMcp(stack, "initialize", initialize);
    const session = { "mcp-session-id": hello.headers.get("mcp-session-id") ?? "" };
    expect(hello.text).toMatch(/^event: message\r\ndata: \{"jsonrpc"/);
    expect(await errorsOf(stack, undefined, session)).toEqual({
      bucket_list:
        "Failed to list buckets: GraphQL query failed: Failed to get GraphQL endpoint: Not authenticated - no catalog configured",
      bucket_objects_list: "ok",
      search_catalog: "Search catalog requires authentication: No quilt3 session configured",
      discover_permissions: "ok",
    });
    const missing = await callLabMcp(stack, "tools/list", {});
    expect([missing.status, missing.message?.error]).toEqual([
      400,
      { code: -32600, message: "Bad Request: Missing session ID" },
    ]);
    const unknown = await callLabMcp(stack, "tools/list", {}, { headers: { "mcp-session-id": "nope" } });
    expect([unknown.status, unknown.message?.error?.message]).toEqual([404, "Session not found"]);
  });

  it("has no data where its environment holds no credentials", async () => {
    const stack = await open({ kind: "legacy" });
    const refused = await withSdk(stack, null, (client) =>
      client.callTool({ name: "bucket_objects_list", arguments: { bucket: "b" } }),
    );
    expect(refused).toMatchObject({
      structuredContent: { result: { error: "Failed to list objects: Unable to locate credentials" } },
    });
  });
});

describe("a server of the validating era", () => {
  const refusal = async (stack: LabStack, token = stack.token) => {
    const { status, text } = await callLabMcp(stack, "initialize", initialize, { token });
    return [status, text];
  };

  it("checks signature and claims itself, before the protocol", async () => {
    const stack = await open({ kind: "validating", version: "0.14.1" });
    expect((await refusal(stack))[0]).toBe(200);
    expect(await refusal(stack, tampered(stack.token))).toEqual([
      403,
      '{"error":"Invalid JWT: JWT signature validation failed."}',
    ]);
    expect((await refusal(stack, ""))[0]).toBe(401);
  });

  it("refuses good tokens under another secret, another issuer or unknown claims", async () => {
    const secret = await open({ kind: "validating", validation: { secret: "other", claims: "any" } });
    expect((await refusal(secret))[1]).toContain("JWT signature validation failed.");
    const issuer = await open({
      kind: "validating",
      validation: { secret: "registry", claims: "issuer-and-audience" },
    });
    expect((await refusal(issuer))[1]).toContain("JWT issuer did not match");
    const strict = await open({ kind: "validating" }, (config) =>
      withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, iat: { inSeconds: 0 } } }),
    );
    expect((await refusal(strict))[1]).toContain("JWT claims include unsupported fields: ['iat']");
  });

  it("of 0.13 has no AWS credentials to give", async () => {
    const stack = await open({ kind: "validating", exchange: "none" });
    expect((await callTool(stack, "bucket_objects_list", stack.token)).payload?.error).toBe(
      "AWS credentials are not available for JWT authentication.",
    );
  });
});

describe("a server with OAuth", () => {
  it("challenges with its resource metadata, and chats before it answers", async () => {
    const stack = await open({ kind: "platform", chatty: true });
    const none = await callLabMcp(stack, "initialize", initialize);
    const named = /resource_metadata="([^"]+)"/.exec(none.headers.get("www-authenticate") ?? "")?.[1] ?? "";
    expect(await (await fetch(named)).json()).toMatchObject({ resource: stack.target.mcpUrl });
    const wrong = await callLabMcp(stack, "initialize", initialize, { token: tampered(stack.token) });
    expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([
      401,
      expect.stringMatching(/^Bearer error="invalid_token", /),
    ]);
    const listed = await withSdk(stack, stack.token, (client) =>
      client.callTool({ name: "bucket_list", arguments: {} }),
    );
    expect(listed).toMatchObject({ structuredContent: { result: { success: true, count: 1 } } });
  });
});

describe("a server of the era of role tokens", () => {
  const roleServer = { ...roleServerStack(baselineConfig()).mcp };
  const given = (config: StackConfig) => roleServerStack(config);

  it("assumes the token's role, and asks the catalog with the token inside", async () => {
    const stack = await open(roleServer, given);
    expect(await errorsOf(stack, stack.token)).toEqual(allWork);
    const { payload } = await callTool(stack, "discover_permissions", stack.token);
    expect(payload?.user_identity?.arn).toMatch(/:assumed-role\/LabReadRole\/mcp-/);
  });

  it("finds nothing without a catalog token inside, and calls that a success", async () => {
    const stack = await open(roleServer, (config) =>
      withToken(given(config), withoutClaim(hybridTokenSpec(), "catalog_token")),
    );
    const { payload } = await callTool(stack, "search_catalog", stack.token);
    expect(payload).toMatchObject({ success: true, total_results: 0 });
    expect((await callTool(stack, "bucket_objects_list", stack.token)).payload?.success).toBe(true);
  });

  it("says that the role is denied, or goes on without credentials", async () => {
    const denied = (config: StackConfig) => withIam(given(config), { trusts: "stranger" });
    const says = await open(roleServer, denied);
    const error = "Failed to assume AWS role from JWT claims.";
    expect((await callTool(says, "bucket_objects_list", says.token)).payload?.error).toBe(error);
    const goesOn = await open({ ...roleServer, withoutCredentials: "goes-on" }, denied);
    expect((await callTool(goesOn, "bucket_objects_list", goesOn.token)).payload?.error).toBe(
      "Failed to list objects: Unable to locate credentials",
    );
  });
});

describe("a server that breaks the protocol", () => {
  it("greets under another id, with an error or an unknown version", async () => {
    const [id, error, version] = [
      await open({ handshake: "other-id" }),
      await open({ handshake: "error" }),
      await open({ handshake: "unknown-version" }),
    ];
    const greet = async (stack: LabStack) =>
      (await callLabMcp(stack, "initialize", initialize, { token: stack.token })).message;
    expect((await greet(id))?.id).toBe("another");
    expect((await greet(error))?.error?.code).toBe(-32603);
    expect((await greet(version))?.result?.protocolVersion).toBe("1999-01-01");
  });

  it("lacks a tool, or names its arguments otherwise", async () => {
    const lacking = await open({ withoutTools: ["search_catalog"] });
    const list = await callLabMcp(lacking, "tools/list", {}, { token: lacking.token });
    expect(list.message?.result?.tools).toHaveLength(3);
    expect((await callTool(lacking, "search_catalog", lacking.token)).message?.result).toEqual({
      content: [{ text: "Unknown tool: 'search_catalog'", type: "text" }],
      isError: true,
    });
    const other = await open({ schemas: "other" });
    const { isError, content } = (await callTool(other, "bucket_objects_list", other.token)).message?.result ?? {};
    expect([isError, content?.[0]?.text]).toEqual([
      true,
      expect.stringMatching(/^2 validation errors for call\[bucket_objects_list\]/),
    ]);
  });
});
