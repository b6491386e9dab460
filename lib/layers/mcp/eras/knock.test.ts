import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../../shared/test-context";
import { type FakeServer, fakeServer, mcpInput, notSpoken, remote, runMcp, type StatelessCall } from "../test-mcp";
import { judgedAs, mcpContext, realCall, realRun } from "../test-runs";
import { bucketListEvidence } from "../tool-evidence";
import type { AskedEra, EraAsk } from "./ask-era";
import { trySecondDoor } from "./second-door";
import { bothEras, quiltDoor, statelessError } from "./test-stateless";

const door = (stateless: (call: StatelessCall) => DoorResult): FakeServer => ({ ...bothEras, stateless });
const ofDoor = ({ said }: Awaited<ReturnType<typeof runMcp>>) => said.filter((one) => one.includes("(stateless)"));
const sentTo = ({ sent }: Awaited<ReturnType<typeof runMcp>>) =>
  sent
    .filter(({ request }) => request.headers["mcp-protocol-version"] === "2026-07-28")
    .map(({ purpose, mark }) => `${purpose} ${mark.step} ${mark.tool ?? "-"}`);

describe("a server whose handshake works and that knows no stateless requests", () => {
  const html = testAnswer(404, "<!doctype html><html></html>", { "content-type": "text/html" });
  it.each([
    ["400 and -32600", (id: unknown) => notSpoken(id)],
    ["200 and -32601", (id: unknown) => statelessError(id, 200, -32601)],
    ["404", () => testAnswer(404, "Not Found")],
    ["405", () => testAnswer(405, "")],
    ["401", () => testAnswer(401, "")],
    ["403", () => testAnswer(403, { message: "Forbidden" })],
    ["500", () => testAnswer(500, "")],
    ["a page", () => html],
    ["an empty event stream", () => testAnswer(200, ": hello\n\n", { "content-type": "text/event-stream" })],
    ["nothing", () => testFailure("timeout")],
    ["a reset", () => testFailure("unreachable")],
    ["an unknown session", (id: unknown) => statelessError(id, 400, -32600)],
    ["versions of its own era", (id: unknown) => statelessError(id, 400, -32022, { supported: ["2025-11-25"] })],
  ])("is as right as before when it answers %s", async (_, answer) => {
    const run = await runMcp(door(({ id }) => answer(id)));
    expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    expect(ofDoor(run)).toEqual([]);
    expect(run.facts).toMatchObject({ "mcp-eras": ["handshake"] });
    expect(sentTo(run)).toHaveLength(3);
  });

  it("is not waited for longer than the ask's own deadline", async () => {
    const { sent } = await runMcp(remote);
    const stateless = sent.filter(({ request }) => request.headers["mcp-method"] !== undefined);
    expect(stateless.map(({ request }) => request.timeoutMs)).toEqual([3_000, 3_000, 3_000]);
    const short = await runMcp(remote, { input: mcpInput({}, { timeoutMs: 900, timeoutGiven: true }) });
    expect(short.sent.map(({ request }) => request.timeoutMs).every((ms) => ms === 900)).toBe(true);
  });

  it("is not knocked at where it answered nothing of the protocol", async () => {
    const run = await runMcp({ ...remote, greet: () => testFailure("timeout") });
    expect(sentTo(run)).toEqual(["beside:discover server/discover -"]);
    const hung = await runMcp({ ...bothEras, call: () => testFailure("timeout") });
    expect(sentTo(hung)).toEqual(["beside:discover server/discover -"]);
    expect(hung.facts).toMatchObject({ "mcp-eras": ["handshake", "stateless"] });
    expect(hung.codes).toEqual(["mcp/timeout"]);
  });
});

describe("an ask that is not answered yet", () => {
  /** An ask that comes to this only when it is told to. */
  function lateAsk(ask: EraAsk) {
    let answerNow = () => {};
    const answer = new Promise<EraAsk>((resolve) => {
      answerNow = () => resolve(ask);
    });
    const asked: AskedEra = { answer, soFar: () => null, surely: () => answer };
    return { asked, answerNow: () => answerNow() };
  }
  const reply = { result: testFailure("timeout"), body: "", framing: "json", answer: { kind: "none" } } as const;
  const served = realCall("bucket_list", judgedAs(), { evidence: bucketListEvidence });

  it.each([
    ["comes to nothing", { spoken: false }, 2],
    ["says that the era is spoken", { spoken: true, server: null }, 2 + 2 + 2],
  ] as const)("keeps nobody from knocking, whether it %s", async (_, word, requests) => {
    const answer = fakeServer(bothEras);
    const test = mcpContext({ send: (sent) => answer(sent) });
    const { asked, answerNow } = lateAsk({ word, reply });
    const token = test.context.input.token?.raw.reveal() ?? null;
    const trying = trySecondDoor(test.context, token, asked, realRun([served]));
    await expect.poll(() => test.sent.length).toBe(2);
    answerNow();
    expect((await trying).spoken).toBe(word.spoken);
    expect(test.sent).toHaveLength(requests);
  });
});

describe("a server that takes no handshake and is slow to say what it speaks", () => {
  const slow = (then: boolean) => {
    let asks = 0;
    return door((call) => {
      if (call.method !== "server/discover") return quiltDoor(call);
      asks += 1;
      return asks === 1 || !then ? testFailure("timeout") : quiltDoor(call);
    });
  };
  const withoutHandshake = (then: boolean): FakeServer => ({
    ...slow(then),
    greet: () => statelessError(1, 404, -32601),
  });

  it("is asked once more with all the time that the layer has", async () => {
    const run = await runMcp(withoutHandshake(true));
    const asks = run.sent.filter(({ purpose }) => purpose === "beside:discover");
    expect(asks.map(({ request }) => request.timeoutMs)).toEqual([3_000, 60_000]);
    expect(run.status).toBe("pass");
  });

  it("is not asked once more where the deadline was the layer's own", async () => {
    const input = mcpInput({}, { timeoutMs: 900, timeoutGiven: true });
    const run = await runMcp(withoutHandshake(true), { input });
    expect(run.sent.filter(({ purpose }) => purpose === "beside:discover")).toHaveLength(1);
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/handshake-failed"]]);
  });
});
