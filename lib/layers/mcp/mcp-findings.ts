import type { FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { envFindings } from "./server-env/env-findings";

const server = "the MCP server";

/** Findings of the `mcp` layer (facts of quilt-mcp; MCP 2025-06-18). */
export const mcpFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "gave data"),
  ...envFindings,
  open: {
    effect: "fail",
    title: "the MCP server gives data to callers without a token",
    remedy:
      "Remove QUILT_FALLBACK_JWT from its environment and start it with --deployment remote: in legacy mode it answers with its own credentials.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Authorization",
  },
  "crashed-on-bad-token": {
    effect: "inconclusive",
    title: "the MCP server crashes on a bad token instead of refusing it",
    remedy: "Check the server's log for the control request. A crash is not a refusal.",
    actor: "deployer",
  },
  "handshake-failed": {
    effect: "fail",
    title: "the MCP server answers, but the handshake fails",
    remedy: "Read the answer. Check the protocol version, the session, and that the URL is the MCP endpoint.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Lifecycle",
  },
  "handshake-open": {
    effect: "warn",
    title: "the MCP server completes the handshake without a token, but gives no data",
    remedy: "Make it answer 401 to callers without a token, before the handshake.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Authorization",
  },
  "tool-failed": {
    effect: "fail",
    title: "an MCP tool does not return what this user should get",
    remedy: "Read the tool's error. If the same call works directly, compare the server's settings with the target's.",
    actor: "deployer",
  },
  "upstream-failed": {
    effect: "inconclusive",
    title: "a service behind the MCP server failed or was busy, so a tool could not be judged",
    remedy: "Read the tool's error, check the service it calls, and run again.",
    actor: "deployer",
  },
  "tool-missing": {
    effect: "fail",
    title: "the MCP server does not offer a tool that was to be called",
    remedy:
      "Read which tools it offers. If a gateway puts a prefix before their names, name it in the target (mcp.toolPrefix).",
    actor: "operator",
    spec: "MCP 2025-06-18, Tools",
  },
  "list-incomplete": {
    effect: "inconclusive",
    title: "the MCP server's list of tools could not be read to its end, and a tool is missing so far",
    remedy: "Mend the server's cursors: each page names the next one once, and the last page names none.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Pagination",
  },
  "session-lost": {
    effect: "inconclusive",
    title: "the MCP server does not know the session that it has just opened",
    remedy:
      "Let every request of a session reach the instance that opened it, or keep sessions where all can read them.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Transports, Session Management",
  },
  "old-transport": {
    effect: "fail",
    title: "this URL speaks the HTTP+SSE transport of before 2025, which clients have given up",
    remedy: "Serve streamable HTTP and put its URL into the target: often the same server with /mcp instead of /sse.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Transports, Backwards Compatibility",
  },
  "unsupported-version": {
    effect: "fail",
    title: "the MCP server supports none of the protocol versions that were offered",
    remedy: "Compare the versions that it names with those of your clients, and update the older side.",
    actor: "deployer",
    spec: "MCP 2026-07-28, Versioning",
  },
  "era-untried": {
    effect: "inconclusive",
    title: "one era of the protocol that the MCP server speaks could not be tried, so it may be an open door",
    remedy: "Read the answer, and run again. Until then only the other era's calls are proven.",
    actor: "deployer",
    spec: "MCP 2026-07-28, Versioning",
  },
  "asks-back": {
    effect: "inconclusive",
    title: "a tool asks for more input instead of answering, so it could not be judged",
    remedy: "Give the call the arguments that it asks for (mcp.calls), or judge the server by another tool.",
    actor: "operator",
    spec: "MCP 2025-06-18, Elicitation",
  },
  "nothing-judged": {
    effect: "inconclusive",
    title: "no call to the MCP server could be judged: none says what a right answer holds",
    remedy: "Say it in the target: minItems or contains for a call of mcp.calls.",
    actor: "operator",
  },
  "same-for-all": {
    effect: "warn",
    title: "a call gives a wrong caller the same answer as this user",
    remedy:
      "Nothing to fix if the tool answers from its arguments alone. Otherwise find out why the token is not asked.",
    actor: "deployer",
  },
  forbidden: {
    effect: "fail",
    title: "the MCP server knows this token but does not allow the call",
    remedy: "Read the scope or group that it names, and have it granted; then log in again for a new token.",
    actor: "registry-admin",
    spec: "RFC 6750 §3.1",
  },
  expired: {
    effect: "fail",
    title: "the MCP server says that the token has expired",
    remedy: "Log in again, then run with the new token.",
    actor: "token-holder",
    spec: "RFC 6750 §3.1",
  },
  "wrong-audience": {
    effect: "fail",
    title: "the MCP server says that the token was made for another audience",
    remedy: "Ask the authorization server for a token whose resource is this server's URL.",
    actor: "token-holder",
    spec: "RFC 8707 §2",
  },
  unauthorized: {
    effect: "fail",
    title: "the MCP server, or the registry behind it, does not accept this token",
    remedy: "If the registry accepts the token directly, check the server's registry URL. Otherwise log in again.",
    actor: "unclear",
    spec: "RFC 6750 §3.1",
  },
  "wrong-identity": {
    effect: "fail",
    title: "the MCP server answers with an identity other than this token's",
    remedy: "Start the server without its own AWS credentials, quilt3 session and fallback token.",
    actor: "deployer",
  },
  "mixed-users": {
    effect: "fail",
    title: "the MCP server shows one user what only another may see",
    remedy:
      "Allow one user at a time until this is fixed. The server shares a caller's token, client or answers between requests: keep them per request.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Security Best Practices",
  },
  "stdio-takes-no-token": {
    effect: "inconclusive",
    title: "a stdio server takes no bearer token, so it says nothing about this one",
    remedy:
      "Set mcpUrl to the server that people reach with tokens. A stdio server uses the credentials on its own disk.",
    actor: "operator",
    spec: "MCP 2025-06-18, Authorization",
  },
  "stdio-failed": {
    effect: "warn",
    title: "the stdio server does not start, or does not speak MCP on standard output",
    remedy: "Run the command by hand and read what it prints. It starts in the target file's folder.",
    actor: "operator",
    spec: "MCP 2025-06-18, Transports, stdio",
  },
  "stdio-own-credentials": {
    effect: "warn",
    title: "the stdio server gives data with an empty HOME, so it has credentials of its own",
    remedy: "Find where they come from (AWS variables, an instance role, a token in its settings) and remove them.",
    actor: "deployer",
  },
  "pass-through": {
    effect: "info",
    title: "the MCP server does not verify tokens itself: the registry behind it does",
    remedy: "Nothing to fix for quilt-mcp 0.15 or later. Judge it by its tools, never by its handshake.",
    actor: "deployer",
  },
  "not-mcp": {
    effect: "fail",
    title: "the answer does not come from an MCP server",
    remedy: "Check the MCP URL and anything in between: a web page, a sign-in page or another API may be answering.",
    actor: "operator",
    spec: "MCP 2025-06-18, Transports",
  },
};
