import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const replay001 = defineScenario({
  id: "replay-001",
  title: "Note 001: a server that checks no token, and tests that pass",
  story:
    "The server looks at no token and lists S3 with its own credentials. The other tools fail, without an error of the protocol, so a harness that looks for one prints PASSED for each.",
  group: "mcp",
  codes: ["mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  fault: (config) => withMcp(config, { kind: "legacy", version: "0.15.0", ownCredentials: "working" }),
});
