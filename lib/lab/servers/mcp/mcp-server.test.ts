import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { withToken } from "@/lib/lab/stack/config-changes";
import {
  allWork,
  callLabMcp,
  callTool,
  errorsOf,
  initialize,
  stackOpener,
  tampered,
  toolNames,
  withSdk,
} from "./test-mcp-stack";

const { open, closeAll } = stackOpener();
afterEach(closeAll);

describe("the remote deployment", () => {
  it("serves this user's data to the official client", async () => {
    const stack = await open();
    const bucket = stack.target.s3?.bucket ?? "";
    const listed = await withSdk(stack, stack.token, async (client) => {
      expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(toolNames);
      return client.callTool({ name: "bucket_objects_list", arguments: { bucket, prefix: "raw/" } });
    });
    expect(listed).toMatchObject({
      isError: false,
      structuredContent: { result: { success: true, bucket, count: 3 } },
    });
    expect(await errorsOf(stack, stack.token)).toEqual(allWork);
    const found = await callTool(stack, "search_catalog", stack.token);
    expect(found.payload).toMatchObject({ success: true, total_results: 2 });
    const permissions = await callTool(stack, "discover_permissions", stack.token);
    expect(permissions.payload?.user_identity?.arn).toMatch(/:assumed-role\/LabReadRole\/lab-session$/);
  });

  it("refuses a request without a token, and greets any bearer at all", async () => {
    const stack = await open();
    const none = await callLabMcp(stack, "initialize", initialize);
    expect([none.status, none.text]).toEqual([
      401,
      '{"error":"JWT authentication required. Provide Authorization: Bearer header."}',
    ]);
    const raw = await callLabMcp(stack, "initialize", initialize, { headers: { authorization: stack.token } });
    expect([raw.status, raw.text]).toEqual([401, '{"error":"Invalid Authorization header. Expected Bearer token."}']);
    const garbage = await callLabMcp(stack, "initialize", initialize, { token: "not-a-jwt" });
    expect(garbage.message?.result?.serverInfo).toEqual({ name: "quilt-mcp-server", version: "0.5.6 (remote)" });
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
    expect(message?.result?.isError).toBe(false);
  });

  it("gives other clients what its greeting promises them", async () => {
    const stack = await open();
    await withSdk(stack, stack.token, async (client) => {
      expect(await client.setLoggingLevel("info")).toEqual({});
      expect(await client.ping()).toEqual({});
      expect((await client.listResources()).resources).toEqual([]);
      expect((await client.listResourceTemplates()).resourceTemplates).toEqual([]);
      expect((await client.listPrompts()).prompts).toEqual([]);
      expect(Object.keys(client.getServerCapabilities() ?? {}).sort()).toEqual([
        "logging",
        "prompts",
        "resources",
        "tools",
      ]);
    });
  });

  it("says its true version at /health only", async () => {
    const stack = await open();
    const answer = await fetch(new URL("/health", stack.target.mcpUrl));
    expect(await answer.json()).toMatchObject({ status: "ok", server: { version: "0.22.0" } });
  });

  it("redirects /mcp/", async () => {
    const stack = await open();
    const { status, headers } = await callLabMcp(stack, "initialize", initialize, { path: "/mcp/" });
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
    const log = await readFile(String(stack.target.logs?.[0]?.path), "utf8");
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
    expect((await callTool(closed, "bucket_list", closed.token)).payload?.error).toContain(
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
    expect((await callTool(stack, "bucket_objects_list", stack.token)).payload?.error).toBe(
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
    expect(await errorsOf(stack, undefined)).toEqual(allWork);
    expect(Object.values(await errorsOf(stack, tampered(stack.token)))).not.toContain("ok");
  });

  it("makes up a test token that the registry refuses", async () => {
    const stack = await open({ withoutToken: "test-token" });
    expect((await callLabMcp(stack, "initialize", initialize)).status).toBe(200);
    expect(Object.values(await errorsOf(stack, undefined))).not.toContain("ok");
  });

  it("answers with its own role, for the caller's token or for any", async () => {
    const own = await open({ signsAs: "own-role", ownCredentials: "working" });
    const { payload } = await callTool(own, "discover_permissions", own.token);
    expect(payload?.user_identity?.arn).toContain(":assumed-role/QuiltMcpTaskRole/");
    expect(Object.values(await errorsOf(own, tampered(own.token)))).not.toContain("ok");
    const fallback = await open({ signsAs: "own-role-on-failure", ownCredentials: "working" });
    expect(await errorsOf(fallback, tampered(fallback.token))).toMatchObject({
      bucket_list: "Failed to list buckets: GraphQL query not authorized",
      bucket_objects_list: "ok",
    });
  });
});
