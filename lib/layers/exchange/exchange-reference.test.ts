import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { type SentRequest, testAnswer, testFailure, testInput } from "../shared/test-context";
import { exchange } from "./exchange";
import { catalogToken, credentials, REGISTRY, registryContext } from "./test-exchange";

const reference = testToken(testJwt({ payload: { id: "c", uuid: "d", exp: 4e9 } }));
const target = { registryUrl: REGISTRY };
const no = testAnswer(401, { message: "no" });
const knows = ({ request }: SentRequest) =>
  request.headers.authorization === `Bearer ${reference.raw.reveal()}` ? testAnswer(200, credentials) : no;

describe("a reference token at the registry", () => {
  it("is tried once where this token is refused, and explains without deciding", async () => {
    const context = registryContext({ input: { reference }, real: knows });
    expect(await context.run()).toMatchObject({ status: "fail", codes: ["exchange/rejected"] });
    const tried = context.sent.filter(({ purpose }) => purpose === "beside:reference");
    expect(tried).toHaveLength(1);
    expect(tried[0]?.mark.wrongCredential).toBe(false);
    expect(context.facts["reference-token"]).toBe("accepted at the same call");
    expect([...context.outputs.keys()]).toEqual(["registryUrl"]);
  });

  it.each([
    ["accepted", { real: testAnswer(200, credentials) }],
    ["not answered", { real: testFailure("timeout") }],
    [
      "refused, as the subject should be",
      { real: no, target: { ...target, access: { exchange: "refused" } } as const },
    ],
  ])("is not sent where this token is %s", async (_, given) => {
    const context = registryContext({ input: { reference }, control: no, ...given });
    await context.run();
    expect(context.sent.filter(({ purpose }) => purpose === "beside:reference")).toEqual([]);
    expect(context.facts).not.toHaveProperty("reference-token");
  });

  it("is announced: one request more, and one session", () => {
    const alone = exchange.plan(testInput({ token: catalogToken, target }));
    const beside = exchange.plan(testInput({ token: catalogToken, reference, target }));
    const most = { requests: alone.requests + 1, awsSessionsMinted: alone.awsSessionsMinted + 1 };
    expect(beside).toEqual({ ...alone, ...most, sound: alone.sound });
    expect(alone.sound).toEqual({ requests: 6, wrongCredentials: 3, awsSessionsMinted: 2 });
  });
});
