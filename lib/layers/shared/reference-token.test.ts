import { describe, expect, it } from "vitest";
import type { Probe } from "@/lib/diagnosis/layer";
import { testToken } from "@/lib/token/test-jwt";
import { exchange } from "../exchange/exchange";
import { referenceRequests, tryReference } from "./reference-token";
import { createTestContext, testInput } from "./test-context";

const reference = testToken("a-token-that-is-known-to-work");

async function tried(refused: boolean, given: Partial<Probe<null>> | null, withReference = true) {
  const input = testInput(withReference ? { reference } : {});
  const { context, facts, findings, signals } = createTestContext({ layer: exchange, input });
  const sent: string[] = [];
  await tryReference(context, refused, async (token) => {
    sent.push(token.raw.reveal());
    return given === null
      ? null
      : { observed: "refused", answered: true, status: null, note: null, value: null, ...given };
  });
  expect(findings).toEqual([]);
  return { sent, said: facts["reference-token"], signals: [...signals] };
}

describe("a reference token", () => {
  it.each([
    [{ observed: "accepted", status: 200 }, "accepted at the same call"],
    [{ observed: "refused", status: 401, note: "expired" }, "refused at the same call: 401 expired"],
    [{ observed: "refused", status: 401, note: "" }, "refused at the same call: 401"],
    [{ observed: "no-answer", note: "timeout" }, "not answered at the same call: timeout"],
    [{ observed: "no-answer" }, "not answered at the same call"],
    [{ observed: "refused", note: "x".repeat(300) }, `refused at the same call: ${"x".repeat(174)}`],
    [null, "not asked: it carries no catalog identity"],
  ] as const)(
    "makes the refused call once, and what came of it is shown, and is no finding: %#",
    async (given, said) => {
      expect(await tried(true, given)).toMatchObject({ sent: [reference.raw.reveal()], said });
    },
  );

  it("is recognised where it is accepted or refused, and where it is not answered neither", async () => {
    const signals = async (given: Parameters<typeof tried>[1]) => (await tried(true, given)).signals;
    expect(await signals({ observed: "accepted" })).toEqual(["reference-accepted"]);
    expect(await signals({ observed: "refused" })).toEqual(["reference-refused"]);
    expect(await signals({ observed: "no-answer" })).toEqual([]);
    expect(await signals(null)).toEqual([]);
  });

  it("is not sent where the token was not refused, or where there is none", async () => {
    const none = { sent: [], said: undefined, signals: [] };
    expect(await tried(false, {})).toEqual(none);
    expect(await tried(true, {}, false)).toEqual(none);
  });

  it("is announced only where there is one", () => {
    expect(referenceRequests(testInput({ reference }))).toBe(1);
    expect(referenceRequests(testInput({ reference }), 3)).toBe(3);
    expect(referenceRequests(testInput(), 3)).toBe(0);
    expect(referenceRequests(testInput({ reference: null }), 3)).toBe(0);
  });
});
