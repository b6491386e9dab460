import type { StackSecrets } from "@/lib/lab/stack/stack-secrets";
import type { StdioKind } from "@/lib/lab/stack/target-config";

/**
 * An MCP server over stdio in a few lines, so that it needs no file: it plays quilt-mcp's legacy mode, with data where
 * quilt3's session store is (or always), and quilt-mcp's words where nothing is. A connection keeps to the era of its
 * first message.
 */
const SCRIPT = String.raw`
const fs = require("node:fs");
const [kind, bucket, account] = process.argv.slice(1);
const { HOME = "", XDG_DATA_HOME } = process.env;
const store = (XDG_DATA_HOME || HOME + "/.local/share") + "/Quilt/auth.json";
const has = kind === "own" || fs.existsSync(store);
const role = kind === "own" ? "StdioServerRole" : "LabReadRole";
const arn = "arn:aws:sts::" + account + ":assumed-role/" + role + "/stdio";
const tools = {
  bucket_list: () => has
    ? { success: true, buckets: [{ name: bucket }], count: 1 }
    : { success: false, error: "Failed to list buckets: Not authenticated - no catalog configured" },
  bucket_objects_list: (args) => has
    ? { success: true, bucket: args.bucket, objects: [{ key: "README.md" }], count: 1 }
    : { error: "Failed to list objects: Unable to locate credentials" },
  search_catalog: () => has
    ? { success: true, results: [{ id: "1" }], total_results: 1 }
    : { success: false, error: "Search catalog requires authentication: No quilt3 session configured" },
  discover_permissions: () => has
    ? { success: true, user_identity: { arn, account_id: account }, bucket_permissions: [] }
    : { success: false, error: "Failed to discover AWS permissions: Unable to locate credentials" },
};
const meta = "io.modelcontextprotocol/";
const version = "2026-07-28";
const serverInfo = { name: "quilt-mcp-server", version: "0.5.6 (legacy)" };
let era = kind === "stateless" ? "stateless" : null;
const refusalOf = ({ method, params = {} }) => {
  const stateless = params._meta !== undefined && params._meta[meta + "protocolVersion"] !== undefined;
  era ??= stateless ? "stateless" : "handshake";
  if (era === "stateless" && method === "initialize") {
    const data = { supported: [version], requested: params.protocolVersion };
    return { code: -32022, message: "the initialize handshake is not accepted", data };
  }
  if (era === "stateless" && !stateless) return { code: -32602, message: "params._meta must carry " + meta + "protocolVersion" };
  return era === "handshake" && stateless
    ? { code: -32600, message: "this connection serves the handshake protocol era" }
    : null;
};
const answer = ({ method, params }) => {
  if (method === "server/discover") return {
    _meta: { [meta + "serverInfo"]: serverInfo },
    supportedVersions: [version],
    capabilities: { tools: {} },
  };
  if (method === "initialize") return {
    protocolVersion: params.protocolVersion,
    capabilities: { tools: {} },
    serverInfo,
    instructions: "Legacy deployment using quilt3 backend with default stdio transport.",
  };
  if (method === "tools/list") return { tools: Object.keys(tools).map((name) => ({ name, inputSchema: { type: "object" } })) };
  const payload = tools[params.name](params.arguments);
  return { content: [{ type: "text", text: JSON.stringify(payload) }], structuredContent: { result: payload }, isError: false };
};
process.stderr.write("Quilt MCP Server starting in single-user mode\n");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.id === undefined) return;
  const error = refusalOf(message);
  const reply = error !== null ? { error } : { result: { ...answer(message), ...(era === "stateless" ? { resultType: "complete" } : {}) } };
  process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id: message.id, ...reply }) + "\n");
});
`;

/** The words of the command that a target names. */
export function stdioWords(kind: StdioKind, { bucket, account }: Pick<StackSecrets, "bucket" | "account">): string[] {
  return kind === "absent" ? ["quilt-mcp-that-is-nowhere"] : [process.execPath, "-e", SCRIPT, kind, bucket, account];
}
