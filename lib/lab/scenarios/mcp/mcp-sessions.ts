import { withFault } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { withOAuthServer } from "../given-mcp-servers";
import { defineScenarios } from "../scenario";

const kept = (config: StackConfig) => withOAuthServer(config, { sessions: "kept" });
const initialize = { server: "mcp", endpoint: "initialize", on: "every" } as const;

/** Sessions and transports: who is known by what, and on which road. */
export const mcpSessions = defineScenarios("mcp", [
  {
    id: "mcp-session-is-the-key",
    title: "The session id opens the door",
    story:
      "The server looks at the token when a session begins, and never again. Whoever learns the id of a session, which is no secret, reads its user's data.",
    codes: ["mcp/not-enforced"],
    verdict: "fail",
    code: "mcp/not-enforced",
    given: kept,
    fault: (config) => withOAuthServer(config, { sessions: "the-key" }),
  },
  {
    id: "mcp-session-forgotten",
    title: "No session outlives its handshake",
    story: "The server gives each session an id and forgets it at once: instances behind a load balancer.",
    codes: ["mcp/session-lost"],
    verdict: "inconclusive",
    code: "mcp/session-lost",
    given: kept,
    fault: (config) => withOAuthServer(config, { sessions: "forgotten" }),
  },
  {
    id: "mcp-session-unauthorized",
    title: "A lost session is called an invalid token",
    story:
      "The handshake takes the token and turns the altered one away; every request of the session is then answered 401. The token was good a moment before.",
    codes: ["mcp/session-lost"],
    verdict: "inconclusive",
    code: "mcp/session-lost",
    given: kept,
    fault: (config) => withOAuthServer(config, { sessions: "unauthorized" }),
  },
  {
    id: "mcp-old-transport",
    title: "The URL speaks the transport of before 2025",
    story: "No POST is known there: a GET opens an event stream, which names where to post.",
    codes: ["mcp/old-transport"],
    verdict: "fail",
    code: "mcp/old-transport",
    given: withOAuthServer,
    fault: (config) => withOAuthServer(config, { transport: "http+sse" }),
  },
  {
    id: "mcp-asks-back",
    title: "The tools ask the user first",
    story: "In place of an answer each tool asks for more input and waits. Bonafide has nobody to ask.",
    codes: ["mcp/asks-back"],
    verdict: "inconclusive",
    code: "mcp/asks-back",
    given: withOAuthServer,
    fault: (config) => withOAuthServer(config, { asks: true }),
  },
  {
    id: "mcp-redirect-away",
    title: "The server redirects to its inner name",
    story:
      "Behind a proxy that does not say how it is reached, it redirects to its own host and port, over plain HTTP.",
    codes: ["mcp/redirected"],
    verdict: "fail",
    code: "mcp/redirected",
    fault: (config) =>
      withFault(config, { ...initialize, action: { kind: "redirect", location: "http://mcp.internal:8000/mcp/" } }),
  },
]);
