import { describe, expect, it, test } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { catalogIdentity, registryUrl } from "../outputs";
import { testAnswer, testFailure } from "../shared/test-context";
import { compareBuckets } from "./compare-buckets";
import type { RealCall } from "./run-real";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const listed = (...names: readonly string[]) =>
  judgedAs({ payload: { buckets: names.map((name) => ({ name })), count: names.length } });
const shows = (...names: readonly string[]) => realCall("bucket_list", listed(...names));
const direct = (...names: readonly unknown[]) => testAnswer(200, { data: { bucketConfigs: names } });
const named = (...names: readonly string[]) => direct(...names.map((name) => ({ name })));
const secret = new Secret("inner");

async function compared(
  calls: readonly RealCall[],
  answer: DoorResult,
  given: Parameters<typeof mcpContext>[0] = {
    given: [
      [registryUrl, "https://registry.example.com"],
      [catalogIdentity, secret],
    ],
  },
) {
  const test = mcpContext({ ...given, send: () => answer });
  const evidence = await compareBuckets(test.context, realRun(calls));
  return { evidence, facts: test.facts, sent: test.sent, context: test.context };
}

const comparedWith = { "buckets-compared-with": "what the registry lists directly" };

describe("the server's buckets beside the registry's", () => {
  it("are compared with one question, asked as this user", async () => {
    const { sent, context } = await compared([shows("a")], named("a"), {
      given: [
        [registryUrl, "https://registry.example.com/a//b//"],
        [catalogIdentity, secret],
      ],
    });
    expect(
      sent.map(({ request, ...rest }) => ({ ...rest, ...request, body: JSON.parse(String(request.body)) })),
    ).toEqual([
      {
        purpose: "real",
        mark: { step: "the registry's buckets, to compare" },
        method: "POST",
        url: "https://registry.example.com/a//b/graphql",
        headers: { accept: "application/json", "content-type": "application/json", authorization: "Bearer inner" },
        body: { operationName: "BonafideBuckets", query: "query BonafideBuckets { bucketConfigs { name } }" },
        timeoutMs: context.input.timeoutMs,
        signal: context.signal,
      },
    ]);
  });

  it("are the same", async () => {
    const { evidence, facts } = await compared([shows("a", "b")], named("b", "a"));
    expect([evidence, facts]).toEqual([null, comparedWith]);
  });

  it("may be fewer, which is told and proves nothing", async () => {
    const many = Array.from({ length: 12 }, (_one, index) => `b${index}`);
    const { evidence, facts } = await compared([shows("a")], named("a", ...many));
    expect([evidence, facts]).toEqual([
      null,
      { ...comparedWith, "buckets-only-the-registry-lists": many.slice(0, 10) },
    ]);
  });

  it("are another user's where only the server shows them", async () => {
    const many = Array.from({ length: 12 }, (_one, index) => `b${index}`);
    const { evidence, facts } = await compared([shows("a", ...many)], named("a"));
    expect([evidence, facts]).toEqual([{ tool: "bucket_list", bucketsNotThisUsers: many.slice(0, 10) }, comparedWith]);
  });

  it("are those of the layer's own list, whatever other tools answered", async () => {
    const calls = [realCall("other", listed("x")), realCall("bucket_list", listed("y"), { own: false }), shows("a")];
    expect((await compared(calls, named("a"))).evidence).toBeNull();
  });

  it("are compared by names alone, past what has none", async () => {
    expect((await compared([shows("a")], direct(null, "a", { name: 5 }, [], { name: "a" }))).evidence).toBeNull();
    const { evidence } = await compared([shows("a")], direct("a", { name: 5 }));
    expect(evidence).toEqual({ tool: "bucket_list", bucketsNotThisUsers: ["a"] });
  });

  test.each<[string, readonly RealCall[]]>([
    ["failed", [realCall("bucket_list", failedAs("x", { payload: listed("a").payload }))]],
    ["is the target's", [realCall("bucket_list", listed("a"), { own: false })]],
    ["is another tool's", [realCall("other", listed("a"))]],
  ])("are not compared where the list %s", async (_what, calls) => {
    const { evidence, facts, sent } = await compared(calls, named());
    expect([evidence, facts, sent]).toEqual([null, {}, []]);
  });

  test.each<[string, NonNullable<Parameters<typeof mcpContext>[0]>]>([
    ["registry", { given: [[catalogIdentity, secret]] }],
    ["catalog identity", { given: [[registryUrl, "https://registry.example.com"]] }],
  ])("are not compared without a %s", async (_what, given) => {
    const { evidence, facts, sent } = await compared([shows("a")], named(), given);
    expect([evidence, facts, sent]).toEqual([null, {}, []]);
  });

  test.each<[string, DoorResult]>([
    ["a refusal", testAnswer(401, { data: { bucketConfigs: [] } })],
    ["no list", testAnswer(200, { data: { bucketConfigs: {} } })],
    ["no data", testAnswer(200, { data: null, errors: [] })],
    ["no JSON", testAnswer(200, "<html></html>")],
    ["nothing", testFailure("timeout")],
  ])("are not compared with %s", async (_what, answer) => {
    const { evidence, facts } = await compared([shows("a")], answer);
    expect([evidence, facts]).toEqual([null, {}]);
  });
});
