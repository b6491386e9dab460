import { readFile } from "node:fs/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach, describe, expect, it } from "vitest";
import { withCatalogToken, withToken } from "../config-changes";
import type { LabStack } from "../lab-types";
import type { McpConfig, StackConfig } from "../stack-config";
import { catalogToken } from "../token-spec";
import { callTool, initialize, openMcpStack, rpc, tampered } from "./test-mcp-stack";

const opened: LabStack[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stack) => stack.close()));
});

async function open(change: Partial<McpConfig> = {}, given?: (config: StackConfig) => StackConfig): Promise<LabStack> {
  const stack = await openMcpStack(change, given);
  opened.push(stack);
  return stack;
}

const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

async function errorsOf(stack: LabStack, token: string | undefined, headers = {}): Promise<Record<string, unknown>> {
  const pairs = tools.map(async (name) => {
    const { status, payload, text } = await callTool(stack, name, token, headers);
    return [name, payload === undefined ? `${status} ${text}` : (payload.error ?? "ok")];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

async function withSdk<T>(stack: LabStack, token: string | null, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ name: "test", version: "1" });
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const url = new URL(stack.target.mcpUrl ?? "");
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own types disagree under exactOptionalPropertyTypes
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }) as any);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

describe("the remote deployment", () => {
  it("serves this user's data to the official client", async () => {
    const stack = await open();
    const bucket = stack.target.s3?.bucket ?? "";
    const listed = await withSdk(stack, stack.token, async (client) => {
      expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(tools);
      return client.callTool({ name: "bucket_objects_list", arguments: { bucket, prefix: "raw/" } });
    });
    expect(listed).toMatchObject({
      isError: false,
      structuredContent: { result: { success: true, bucket, count: 3 } },
    });
    expect(await errorsOf(stack, stack.token)).toEqual(Object.fromEntries(tools.map((name) => [name, "ok"])));
    const found = await callTool(stack, "search_catalog", stack.token);
    expect(found.payload).toMatchObject({ success: true, total_results: 2 });
    const permissions = await callTool(stack, "discover_permissions", stack.token);
    expect(permissions.payload.user_identity.arn).toMatch(/:assumed-role\/LabReadRole\/lab-session$/);
  });

  it("refuses a request without a token, and greets any bearer at all", async () => {
    const stack = await open();
    const none = await rpc(stack, "initialize", initialize);
    expect([none.status, none.text]).toEqual([
      401,
      '{"error":"JWT authentication required. Provide Authorization: Bearer header."}',
    ]);
    const raw = await rpc(stack, "initialize", initialize, { headers: { authorization: stack.token } });
    expect([raw.status, raw.text]).toEqual([401, '{"error":"Invalid Authorization header. Expected Bearer token."}']);
    const garbage = await rpc(stack, "initialize", initialize, { token: "not-a-jwt" });
    expect(garbage.message.result.serverInfo).toEqual({ name: "quilt-mcp-server", version: "0.5.6 (remote)" });
    expect(garbage.headers.get("mcp-session-id")).toBeNull();
  });

  it("words the refusals of a tampered token as quilt-mcp does, without an error of the protocol", async () => {
    const stack = await open();
    expect(await errorsOf(stack, tampered(stack.token))).toEqual({
      bucket_list: "Failed to list buckets: GraphQL query not authorized",
      bucket_objects_list: "JWT token invalid or expired. Please re-authenticate.",
      search_catalog: "Search catalog requires authentication: Session check failed: GraphQL query not authorized",
      discover_permissions: "Failed to discover AWS permissions: JWT token invalid or expired. Please re-authenticate.",
    });
    const { message } = await callTool(stack, "bucket_list", tampered(stack.token));
    expect(message.result.isError).toBe(false);
  });

  it("says its true version at /health only", async () => {
    const stack = await open();
    const answer = await fetch(new URL("/health", stack.target.mcpUrl));
    expect(await answer.json()).toMatchObject({ status: "ok", server: { version: "0.22.0" } });
  });

  it("redirects /mcp/", async () => {
    const stack = await open();
    const { status, headers } = await rpc(stack, "initialize", initialize, { path: "/mcp/" });
    expect([status, headers.get("location")]).toEqual([307, stack.target.mcpUrl]);
  });

  it("calls the other servers for the caller, apart from what the witness lists", async () => {
    const stack = await open();
    const trace = "b".repeat(32);
    await callTool(stack, "bucket_objects_list", tampered(stack.token), {
      traceparent: `00-${trace}-${"c".repeat(16)}-01`,
    });
    expect(stack.requests().map(({ server, traceId }) => `${server} ${traceId}`)).toEqual([`mcp ${trace}`]);
    expect(stack.hops()).toMatchObject([
      { server: "registry", path: "/api/auth/get_credentials", status: 401, traceId: trace },
    ]);
    const log = await readFile(stack.target.logs?.[0]?.path ?? "", "utf8");
    const lines: { server: string; traceId: string; message: string }[] = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.filter((line) => line.traceId === trace).map((line) => line.server)).toEqual(
      expect.arrayContaining(["mcp", "registry"]),
    );
    expect(lines.some((line) => line.message.includes("reason=bad_signature"))).toBe(true);
    for (const secret of stack.secrets()) expect(log).not.toContain(secret);
  });

  it("is told of another stack's registry, or of none", async () => {
    const other = await open({ registry: { at: "neighbour" } });
    expect(await errorsOf(other, other.token)).toMatchObject({
      bucket_list: "Failed to list buckets: GraphQL query not authorized",
      bucket_objects_list: "JWT token invalid or expired. Please re-authenticate.",
    });
    const catalog = await open({ registry: { at: "catalog" } });
    expect(await errorsOf(catalog, catalog.token)).toMatchObject({
      bucket_list: "Failed to list buckets: GraphQL query failed: Expecting value: line 1 column 1 (char 0)",
      bucket_objects_list: "Failed to fetch AWS credentials: Expecting value: line 1 column 1 (char 0)",
    });
    const closed = await open({ registry: { at: "closed" } });
    expect((await callTool(closed, "bucket_list", closed.token)).payload.error).toContain(
      "[Errno 111] Connection refused",
    );
  });

  it("lets an API key list buckets but not objects", async () => {
    const stack = await open({}, (config) => withToken(config, { form: "api-key" }));
    expect(await errorsOf(stack, stack.token)).toEqual({
      bucket_list: "ok",
      bucket_objects_list: "JWT authentication required",
      search_catalog: "ok",
      discover_permissions: "ok",
    });
  });

  it("gives up on a call of its own that hangs", async () => {
    const stack = await open({ hops: "hang", hopMs: 20 });
    expect((await callTool(stack, "bucket_objects_list", stack.token)).payload.error).toBe(
      "Timeout while fetching AWS credentials",
    );
  });

  it("misses a region that only AWS_REGION names", async () => {
    const stack = await open({ knowsRegion: false });
    expect(await errorsOf(stack, stack.token)).toEqual({
      bucket_list: "ok",
      bucket_objects_list: "ok",
      search_catalog: "ok",
      discover_permissions: "Failed to discover AWS permissions: You must specify a region.",
    });
  });
});

describe("a server without enforcement", () => {
  it("runs requests without a token as QUILT_FALLBACK_JWT", async () => {
    const stack = await open({ withoutToken: "fallback" });
    expect(await errorsOf(stack, undefined)).toEqual(Object.fromEntries(tools.map((name) => [name, "ok"])));
    expect(Object.values(await errorsOf(stack, tampered(stack.token)))).not.toContain("ok");
  });

  it("makes up a test token that the registry refuses", async () => {
    const stack = await open({ withoutToken: "test-token" });
    expect((await rpc(stack, "initialize", initialize)).status).toBe(200);
    expect(Object.values(await errorsOf(stack, undefined))).not.toContain("ok");
  });

  it("answers with its own role, for the caller's token or for any", async () => {
    const own = await open({ signsAs: "own-role", ownCredentials: "working" });
    const { payload } = await callTool(own, "discover_permissions", own.token);
    expect(payload.user_identity.arn).toContain(":assumed-role/QuiltMcpTaskRole/");
    expect(Object.values(await errorsOf(own, tampered(own.token)))).not.toContain("ok");
    const fallback = await open({ signsAs: "own-role-on-failure", ownCredentials: "working" });
    expect(await errorsOf(fallback, tampered(fallback.token))).toMatchObject({
      bucket_list: "Failed to list buckets: GraphQL query not authorized",
      bucket_objects_list: "ok",
    });
  });
});

describe("the legacy deployment", () => {
  it("keeps sessions, answers in event streams and looks at no token", async () => {
    const stack = await open({ kind: "legacy", ownCredentials: "working" });
    const hello = await rpc(stack, "initialize", initialize);
    const session = { "mcp-session-id": hello.headers.get("mcp-session-id") ?? "" };
    expect(hello.text).toMatch(/^event: message\r\ndata: \{"jsonrpc"/);
    expect(await errorsOf(stack, undefined, session)).toEqual({
      bucket_list:
        "Failed to list buckets: GraphQL query failed: Failed to get GraphQL endpoint: Not authenticated - no catalog configured",
      bucket_objects_list: "ok",
      search_catalog: "Search catalog requires authentication: No quilt3 session configured",
      discover_permissions: "ok",
    });
    const missing = await rpc(stack, "tools/list", {});
    expect([missing.status, missing.message.error]).toEqual([
      400,
      { code: -32600, message: "Bad Request: Missing session ID" },
    ]);
    const unknown = await rpc(stack, "tools/list", {}, { headers: { "mcp-session-id": "nope" } });
    expect([unknown.status, unknown.message.error.message]).toEqual([404, "Session not found"]);
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
    const { status, text } = await rpc(stack, "initialize", initialize, { token });
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
      withCatalogToken(config, { claims: { ...catalogToken().claims, iat: { inSeconds: 0 } } }),
    );
    expect((await refusal(strict))[1]).toContain("JWT claims include unsupported fields: ['iat']");
  });

  it("of 0.13 has no AWS credentials to give", async () => {
    const stack = await open({ kind: "validating", exchange: "none" });
    expect((await callTool(stack, "bucket_objects_list", stack.token)).payload.error).toBe(
      "AWS credentials are not available for JWT authentication.",
    );
  });
});

describe("a server with OAuth", () => {
  it("challenges with its resource metadata, and chats before it answers", async () => {
    const stack = await open({ kind: "platform", chatty: true });
    const none = await rpc(stack, "initialize", initialize);
    const named = /resource_metadata="([^"]+)"/.exec(none.headers.get("www-authenticate") ?? "")?.[1] ?? "";
    expect(await (await fetch(named)).json()).toMatchObject({ resource: stack.target.mcpUrl });
    const wrong = await rpc(stack, "initialize", initialize, { token: tampered(stack.token) });
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

describe("a server that breaks the protocol", () => {
  it("greets under another id, with an error or an unknown version", async () => {
    const [id, error, version] = [
      await open({ handshake: "other-id" }),
      await open({ handshake: "error" }),
      await open({ handshake: "unknown-version" }),
    ];
    const greet = async (stack: LabStack) =>
      (await rpc(stack, "initialize", initialize, { token: stack.token })).message;
    expect((await greet(id)).id).toBe("another");
    expect((await greet(error)).error.code).toBe(-32603);
    expect((await greet(version)).result.protocolVersion).toBe("1999-01-01");
  });

  it("lacks a tool, or names its arguments otherwise", async () => {
    const lacking = await open({ withoutTools: ["search_catalog"] });
    const list = await rpc(lacking, "tools/list", {}, { token: lacking.token });
    expect(list.message.result.tools).toHaveLength(3);
    expect((await callTool(lacking, "search_catalog", lacking.token)).message.result).toEqual({
      content: [{ text: "Unknown tool: 'search_catalog'", type: "text" }],
      isError: true,
    });
    const other = await open({ schemas: "other" });
    const { isError, content } = (await callTool(other, "bucket_objects_list", other.token)).message.result;
    expect([isError, content[0].text]).toEqual([
      true,
      expect.stringMatching(/^2 validation errors for call\[bucket_objects_list\]/),
    ]);
  });
});
