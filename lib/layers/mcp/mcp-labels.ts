import { knownTexts } from "@/lib/clients/mcp/known-texts";
import type { TableLabels } from "@/lib/diagnosis/layer";
import { referenceFacts, referenceSignals } from "../shared/reference-token";

/** What the mcp layer shows as single facts. What a tool is named stands in rows alone. */
export const mcpFacts = {
  "mcp-version": "MCP version",
  server: "server",
  protocol: "protocol",
  "mcp-eras": "eras of the protocol",
  "passed-over": "passed over in its answers",
  mode: "mode",
  "verifies-tokens": "verifies tokens",
  "tools-offered": "tools offered",
  "own-tools-not-offered": "quilt-mcp's tools that are not offered",
  "this-version": "this version",
  "known-defects": "known defects",
  "slow-tools": "slow",
  identity: "identity",
  "identity-compared-with": "identity compared with",
  "buckets-compared-with": "buckets compared with",
  "buckets-only-the-registry-lists": "buckets that only the registry lists",
  "first-call-that-differs": "first call that differs",
  "resource-metadata": "resource metadata",
  "authorization-servers": "authorization servers",
  "resource-it-names": "resource that it names",
  "two-users": "two users",
  "mcp-command": "mcp.command",
  "stdio-with-your-home": "stdio, your HOME",
  "stdio-with-empty-home": "stdio, empty HOME",
  "stdio-identity": "stdio identity",
  "server-file": "the server's file",
  ...referenceFacts,
} as const;

export const mcpTables: TableLabels = {
  "tools-answered": { title: "What each tool gave", columns: { tool: "tool", items: "items" } },
  "two-users": {
    title: "Two users at once",
    columns: {
      trait: "what tells users apart",
      own: "this user",
      other: "the other user",
      together: "side by side",
    },
  },
  stdio: {
    title: "The stdio server, with your HOME and with an empty one",
    columns: { what: "what", "your-home": "with your HOME", "empty-home": "with an empty HOME" },
  },
  "search-scopes": {
    title: "What search finds through the server, by scope",
    columns: { asked: "asked", scope: "scope", bucket: "bucket", hits: "hits", why: "why" },
  },
  "server-environment": {
    title: "What the server's file says (no proof of what is running)",
    columns: { setting: "setting", says: "the file says", means: "what it means" },
  },
};

export const mcpSignals = [
  // Of a tool or handshake that did not serve the token: what the server's text is known to say.
  ...knownTexts.map(({ id }) => `says-${id}` as const),
  "session-unknown",
  // A caller without a token was sent on with another, which was refused behind the server.
  "substitute-token-refused",
  "stdio-gives-data",
  ...referenceSignals,
] as const;
