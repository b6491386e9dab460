import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { type Judged, judgeReply } from "./judge-tool-answer";
import type { ControlRun } from "./run-controls";
import { tellApart } from "./tell-apart";
import { sessionWith } from "./test-judge";
import { judgedAs, realCall, realRun } from "./test-runs";

async function judgedOf(result: DoorResult): Promise<Judged> {
  const { reply } = await sessionWith(result).callTool("a", {}, 1_000);
  return judgeReply(reply, "tool-failed") ?? judgedAs({ value: reply });
}

async function told(
  real: DoorResult,
  noToken: DoorResult | null,
  tampered: DoorResult | null,
  other = testAnswer(500),
) {
  const call = realCall("a", await judgedOf(real));
  const beside = realCall("b", await judgedOf(real));
  const run = async (name: string, result: DoorResult | null): Promise<ControlRun> => ({
    name,
    wrongCredential: name !== "no-token",
    greeted: true,
    // Another tool's controls come first, and tell nothing of this one.
    calls: [
      { real: beside, judged: await judgedOf(other) },
      ...(result === null ? [] : [{ real: call, judged: await judgedOf(result) }]),
    ],
  });
  const seen = tellApart(realRun([call]), [await run("no-token", noToken), await run("tampered", tampered)]);
  return seen.calls[0]?.judged ?? null;
}

const gate = (id: number) => testAnswer(403, `Your IP address is not allowed. Request ${id}a7f`);
const no = testAnswer(401, "");

describe("a 403", () => {
  it("that everybody gets comes from something in front, whatever id it holds", async () => {
    expect(await told(gate(1), gate(22), gate(333))).toMatchObject({
      observed: "refused",
      reason: "blocked-in-front",
      evidence: { status: 403, alike: "every caller gets the same 403" },
    });
  });

  it("that the tampered token gets, too, took this one for a bad one", async () => {
    expect((await told(gate(1), no, gate(2)))?.reason).toBe("unauthorized");
  });

  it.each<[string, DoorResult | null, DoorResult | null]>([
    ["no token gets alone", gate(2), no],
    ["nobody else gets", no, no],
    ["others get in other words", testAnswer(403, "RBAC: access denied"), testAnswer(403, "RBAC: access denied")],
    ["was compared with nothing", null, null],
    ["was compared with a failure", no, testFailure("timeout")],
  ])("that %s was told apart from a bad one", async (_what, noToken, tampered) => {
    expect((await told(gate(1), noToken, tampered))?.reason).toBe("forbidden");
  });

  it("that says itself that the token is bad stays what it says", async () => {
    const said = testAnswer(403, { error: "Invalid JWT: JWT token is expired." });
    expect((await told(said, no, no))?.reason).toBe("unauthorized");
  });
});

it("another status, another reason, and a run without controls stay as they are", async () => {
  expect((await told(no, no, no))?.reason).toBe("unauthorized");
  const host = testAnswer(403, "Forbidden: Host header is not allowed");
  expect((await told(host, host, host))?.reason).toBe("host-refused");
  const call = realCall("a", await judgedOf(gate(1)));
  expect(tellApart(realRun([call]), []).calls).toEqual([call]);
  const idle: ControlRun = { name: "tampered", wrongCredential: true, greeted: null, calls: [] };
  expect(tellApart(realRun([call]), [idle]).calls).toEqual([call]);
});

it("a refused handshake means what its tools' controls tell", async () => {
  const refused = await judgedOf(gate(1));
  const calls = [realCall("a", refused), realCall("b", refused)];
  const controls = await Promise.all(
    ["no-token", "tampered"].map(async (name): Promise<ControlRun> => {
      const judged = await judgedOf(gate(2));
      const own = calls.map((real) => ({ real, judged }));
      return { name, wrongCredential: name === "tampered", greeted: false, calls: own };
    }),
  );
  const seen = tellApart(realRun(calls, { handshake: refused }), controls);
  expect(seen.handshake?.reason).toBe("blocked-in-front");
  expect(seen.calls.map(({ judged }) => judged.reason)).toEqual(["blocked-in-front", "blocked-in-front"]);
  expect(tellApart(realRun([], { handshake: refused }), controls).handshake).toBe(refused);
});
