import { describe, expect, it, test } from "vitest";
import { callerArn } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { compareIdentity } from "./compare-identity";
import type { RealCall } from "./run-real";
import { ARN, mcpInput } from "./test-mcp";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const identity = (arn: string) => ({ user_identity: { arn, account_id: "111122223333" } });
const answers = (arn: string) => realCall("discover_permissions", judgedAs({ payload: identity(arn) }));
const role = "arn:aws:iam::111122223333:role/team/Reader";
const otherRole = "arn:aws:sts::111122223333:assumed-role/Writer/ada";
const user = "arn:aws:iam::111122223333:user/ada";

async function compared(calls: readonly RealCall[], direct?: string, expected: LayerInput["target"]["expect"] = {}) {
  const test = mcpContext({
    input: mcpInput({ expect: expected }),
    given: direct === undefined ? [] : [[callerArn, direct]],
  });
  return [await compareIdentity(test.context, realRun(calls)), test.facts];
}

const factsOf = (arn: string, by: string) => ({ identity: arn, "identity-compared-with": by });
const bySts = "what STS says directly";
const byTarget = "the expected role";

describe("the identity behind the server", () => {
  test.each<[string, readonly RealCall[]]>([
    ["no tool names it", [realCall("bucket_list", judgedAs({ payload: { count: 1 } }))]],
    ["the tool failed", [realCall("discover_permissions", failedAs("x", { payload: identity(ARN) }))]],
    ["nothing was called", []],
  ])("is not compared where %s", async (_what, calls) => {
    expect(await compared(calls, ARN)).toEqual([null, {}]);
  });

  it("is told where there is nothing to compare it with", async () => {
    expect(await compared([answers(ARN)])).toEqual([
      null,
      factsOf(ARN, "nothing: neither STS nor the target names one"),
    ]);
  });

  it("is found among other tools' answers", async () => {
    const calls = [realCall("bucket_list", judgedAs({ payload: { count: 1 } })), answers(ARN)];
    expect(await compared(calls, ARN)).toEqual([null, factsOf(ARN, bySts)]);
  });

  test.each([
    ["STS names, in another session", ARN.replace("/ada", "/bob"), {}, bySts],
    ["the target expects, whatever its path", undefined, { roleArn: role }, byTarget],
    ["STS names, whatever the target expects", ARN, { roleArn: "arn:aws:iam::111122223333:role/Writer" }, bySts],
  ])("is the role that %s", async (_what, direct, expected, by) => {
    expect(await compared([answers(ARN)], direct, expected)).toEqual([null, factsOf(ARN, by)]);
  });

  test.each([
    ["STS names", otherRole, {}, bySts, { directlyThisTokenIs: otherRole }],
    ["the target expects", undefined, { roleArn: otherRole }, byTarget, { expected: otherRole }],
    [
      "STS names, in another account",
      ARN.replaceAll("1111", "4444"),
      {},
      bySts,
      { directlyThisTokenIs: ARN.replaceAll("1111", "4444") },
    ],
    ["can be read", "Reader", {}, bySts, { directlyThisTokenIs: "Reader" }],
    ["STS names as a user", user, {}, bySts, { directlyThisTokenIs: user }],
  ])("is another than the one that %s", async (_what, direct, expected, by, evidence) => {
    expect(await compared([answers(ARN)], direct, expected)).toEqual([
      { tool: "discover_permissions", answeredAs: ARN, ...evidence },
      factsOf(ARN, by),
    ]);
  });

  it("is compared letter by letter where it is no role", async () => {
    expect(await compared([answers(user)], user)).toEqual([null, factsOf(user, bySts)]);
    expect((await compared([answers(user)], user.replace("ada", "bob")))[0]).not.toBeNull();
  });
});
