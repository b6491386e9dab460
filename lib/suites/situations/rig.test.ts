import { describe, expect, it } from "vitest";
import { connectStack } from "@/lib/lab/scenarios/given-stacks";
import { complaintsOf } from "./judge-situation";
import { mcpFront } from "./mcp-front";
import { textReply } from "./replies";
import { runSituation } from "./run-situation";
import type { Hop, Right } from "./situation";

const hops: readonly Hop[] = ["catalog", "registry", "sts", "s3", "mcp"];
const passes = (layer: string): Right => ({ layer, status: "pass", verdict: "pass" });
const named = { title: "a front without a fault", source: "none" };

describe("a front that leaves every call to the server behind", () => {
  it.each(hops)("before the %s changes nothing", async (hop) => {
    const right = passes("mcp");
    const view = await runSituation({ ...named, hop, fault: () => null, right });
    expect(complaintsOf(view, right)).toEqual([]);
  });

  it("before the key set changes nothing", async () => {
    const right = passes("signature");
    const view = await runSituation({ ...named, given: connectStack, hop: "keys", fault: () => null, right });
    expect(complaintsOf(view, right)).toEqual([]);
  });

  it("changes nothing where the MCP server speaks the handshake era alone, or over TLS", async () => {
    const right = passes("mcp");
    const view = await runSituation({ ...named, hop: "mcp", tls: true, fault: mcpFront({}), right });
    expect(complaintsOf(view, right)).toEqual([]);
  });
});

describe("a right answer", () => {
  it("is compared in status, verdict, code, controls and texts", async () => {
    const right = passes("exchange");
    const fault = () => textReply(401, "no");
    const view = await runSituation({ ...named, hop: "registry", fault, right });
    const wrong: Right = {
      layer: "exchange",
      status: "pass",
      verdict: "pass",
      code: "exchange/forbidden",
      actor: "deployer",
      controls: { "no-token": "accepted", "no-such": "refused" },
      notes: { tampered: /nginx/ },
      told: ["what nobody wrote"],
      evidence: { absent: /./ },
      said: [/what nobody wrote/],
      unsaid: [/registry/],
      beside: ["exchange/clock-skew"],
      without: ["exchange/rejected"],
      others: { discovery: "fail" },
      holds: () => ["and more"],
    };
    expect(complaintsOf(view, wrong)).toEqual([
      "status is fail, not pass",
      "verdict is fail, not pass",
      expect.stringMatching(/^no finding exchange\/forbidden among exchange\/rejected/),
      "code exchange/rejected",
      "no finding exchange/clock-skew beside",
      "a finding exchange/rejected",
      "actor is undefined, not deployer",
      "control no-token is refused, not accepted",
      "no control no-such",
      "no note of tampered holds /nginx/",
      '"what nobody wrote" is not told',
      "evidence absent is undefined, not /./",
      "nobody says /what nobody wrote/",
      expect.stringMatching(/^it says "/),
      "status of discovery is pass, not fail",
      "and more",
    ]);
    expect(
      complaintsOf(view, [
        wrong,
        { ...passes("exchange"), status: "fail", verdict: "fail", code: "exchange/rejected" },
      ]),
    ).toEqual([]);
  });
});
