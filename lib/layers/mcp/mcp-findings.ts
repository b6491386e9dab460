import type { FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { envFindings } from "./server-env/env-findings";

export const server = "the MCP server";

/** Findings of the `mcp` layer (facts of quilt-mcp; MCP 2025-06-18). */
export const mcpFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "gave data"),
  ...envFindings,
  open: {
    effect: "fail",
    title: "the MCP server gives data to callers without a token",
    remedy:
      "Take QUILT_FALLBACK_JWT out of its environment and start it with --deployment remote: a legacy server answers with its own credentials.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Authorization",
  },
  "crashed-on-bad-token": {
    effect: "inconclusive",
    title: "the MCP server crashes on a bad token in place of refusing it",
    remedy: "Look at the server's log for the control request; a crash is no refusal.",
    actor: "deployer",
  },
  "handshake-failed": {
    effect: "fail",
    title: "the MCP server answers, but the handshake comes to nothing",
    remedy: "Read the answer: the protocol version, the session, or a route that is no MCP endpoint.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Lifecycle",
  },
  "handshake-open": {
    effect: "warn",
    title: "the MCP server greets callers without a token, though it gives them no data",
    remedy: "Make it refuse callers without a token at the door: 401 before the handshake.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Authorization",
  },
  "tool-failed": {
    effect: "fail",
    title: "a tool of the MCP server does not give this user what it should",
    remedy: "Read the tool's error. If the same works directly, the server's own settings differ from the target's.",
    actor: "deployer",
  },
  "upstream-failed": {
    effect: "inconclusive",
    title: "something behind the MCP server is unwell or busy, so a tool could not be judged",
    remedy: "Read the tool's error, look at what it calls, and run again.",
    actor: "deployer",
  },
  unauthorized: {
    effect: "fail",
    title: "the MCP server, or the registry behind it, does not accept this token",
    remedy: "If the registry accepts it directly, compare the server's registry URL with it; else log in again.",
    actor: "unclear",
    spec: "RFC 6750 §3.1",
  },
  "wrong-identity": {
    effect: "fail",
    title: "the MCP server answers with another identity than this token's",
    remedy: "Start the server without AWS credentials, a quilt3 session and a fallback token of its own.",
    actor: "deployer",
  },
  "mixed-users": {
    effect: "fail",
    title: "the MCP server shows one user what only another may see",
    remedy:
      "Let one user at a time use it until it is mended: it keeps a caller's token, client or answers where every request reaches them. Keep them with the request.",
    actor: "deployer",
    spec: "MCP 2025-06-18, Security Best Practices",
  },
  "stdio-takes-no-token": {
    effect: "inconclusive",
    title: "a stdio server takes no bearer token, so it says nothing about this one",
    remedy:
      "Name the server that people reach with tokens in mcpUrl; a stdio server answers with what is on its own disk.",
    actor: "operator",
    spec: "MCP 2025-06-18, Authorization",
  },
  "stdio-failed": {
    effect: "warn",
    title: "the stdio server does not start, or speaks no MCP on its standard output",
    remedy: "Run the command by hand and read what it prints; mcp.command starts in the target file's folder.",
    actor: "operator",
    spec: "MCP 2025-06-18, Transports, stdio",
  },
  "stdio-own-credentials": {
    effect: "warn",
    title: "the stdio server gives data with an empty HOME: it answers with credentials of its own",
    remedy:
      "Find whose they are (AWS variables, an instance role, a token in its settings) and take them away from it.",
    actor: "deployer",
  },
  "pass-through": {
    effect: "info",
    title: "the MCP server itself verifies nothing: the registry behind it does",
    remedy: "Nothing, for quilt-mcp from 0.15 on. Judge it by its tools, never by its handshake.",
    actor: "deployer",
  },
  "not-mcp": {
    effect: "fail",
    title: "the answer is none of an MCP server",
    remedy: "Check the MCP URL, and what stands between: a web page, a sign-in page or another API answers there.",
    actor: "operator",
    spec: "MCP 2025-06-18, Transports",
  },
};
