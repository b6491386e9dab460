import { describe, expect, it } from "vitest";
import { testAnswer, testFailure } from "../shared/test-context";
import { foreignReply, judgeRefusal } from "./judge-refusal";
import { rpc, rpcErrorOf, sessionWith } from "./test-judge";

async function judged(...answer: Parameters<typeof testAnswer>) {
  return judgeRefusal((await sessionWith(testAnswer(...answer)).callTool("a", {}, 1_000)).reply);
}

const page = (title: string) => `<html><head><title>${title}</title></head><body><hr><center>nginx/1.25.3</center>`;
const html = { "content-type": "text/html" };

describe("a refusal by status", () => {
  it.each<[string, Parameters<typeof testAnswer>, string, string | null, object]>([
    ["a 401 without a word", [401, ""], "unauthorized", null, { status: 401 }],
    ["a 403 without a word", [403, ""], "forbidden", null, { status: 403 }],
    [
      "a page of nginx",
      [401, page("401 Authorization Required"), html],
      "unauthorized",
      "401 Authorization Required, answered by nginx/1.25.3",
      { status: 401, message: "401 Authorization Required", answeredBy: "nginx/1.25.3" },
    ],
    [
      "a gate that says nothing but its name",
      [403, "", { server: "awselb/2.0" }],
      "forbidden",
      "status 403, answered by awselb/2.0",
      { status: 403, answeredBy: "awselb/2.0" },
    ],
    [
      "a challenge with a scope that is missing",
      [403, "", { "www-authenticate": 'Bearer error="insufficient_scope", scope="platform s3:read"' }],
      "forbidden",
      "scope platform s3:read",
      { status: 403, oauthError: "insufficient_scope", scope: "platform s3:read" },
    ],
    [
      "a challenge that says that the token has expired",
      [401, "", { "www-authenticate": 'Bearer error="invalid_token", error_description="The token has expired"' }],
      "expired",
      "The token has expired",
      { status: 401, oauthError: "invalid_token", oauthDescription: "The token has expired" },
    ],
    [
      "a challenge beside a body that says less",
      [401, { error: "invalid_token" }, { "www-authenticate": 'Bearer error_description="signature is bad"' }],
      "unauthorized",
      "invalid_token: signature is bad",
      { status: 401, message: "invalid_token", oauthDescription: "signature is bad" },
    ],
    [
      "words that say that it is for another audience",
      [401, { error: "Invalid audience" }],
      "wrong-audience",
      "Invalid audience",
      { status: 401, message: "Invalid audience" },
    ],
    [
      "a 403 of a server that says that the token is bad",
      [403, { error: "Invalid JWT: JWT signature validation failed." }],
      "unauthorized",
      "Invalid JWT: JWT signature validation failed.",
      { status: 403, message: "Invalid JWT: JWT signature validation failed." },
    ],
    [
      "a 401 that asks for passwords",
      [401, "", { "www-authenticate": 'Basic realm="x"' }],
      "blocked-in-front",
      null,
      { status: 401 },
    ],
  ])("%s", async (_what, answer, reason, note, evidence) => {
    expect(await judged(...answer)).toEqual({
      observed: "refused",
      answered: true,
      reason,
      note,
      evidence,
    });
  });
});

describe("a refusal by what is said", () => {
  it.each([
    ["a code at another status", testAnswer(400, { error: "invalid_token" })],
    ["a code at 429", testAnswer(429, { error: { code: 401, message: "x" } })],
    ["a JSON-RPC error with the status", testAnswer(200, rpc({ error: { code: 401, message: "x" } }))],
    ["a JSON-RPC error with a known text", testAnswer(200, rpcErrorOf("x: GraphQL query not authorized"))],
    [
      "the same in an event stream",
      testAnswer(200, `data: ${JSON.stringify(rpcErrorOf("JWT authentication required"))}\n\n`, {
        "content-type": "text/event-stream",
      }),
    ],
  ])("%s", async (_what, answer) => {
    const { reply } = await sessionWith(answer).callTool("a", {}, 1_000);
    expect(judgeRefusal(reply)).toMatchObject({ observed: "refused", answered: true, reason: "unauthorized" });
  });

  it.each([
    ["a sentence with words of credentials", testAnswer(200, rpcErrorOf("invalid token: not authenticated"))],
    ["a result, whatever it holds", testAnswer(200, rpc({ result: { error: { code: 401, message: "x" } } }))],
    ["a page at another status", testAnswer(200, page("401 Authorization Required"), html)],
    ["a failure", testFailure("timeout")],
    ["a 500", testAnswer(500, "token expired")],
  ])("none: %s", async (_what, answer) => {
    const { reply } = await sessionWith(answer).callTool("a", {}, 1_000);
    expect(judgeRefusal(reply)).toBeNull();
  });
});

describe("a refusal of the host", () => {
  it.each([
    [421, "whatever"],
    [400, "Invalid host header"],
    [403, "Forbidden: Host header is not allowed"],
    [403, "Missing Host header."],
    [403, "Host not allowed"],
  ])("%i %s", async (status, text) => {
    expect(await judged(status, text)).toEqual({
      observed: "no-answer",
      answered: false,
      reason: "host-refused",
      note: text,
      evidence: { status, message: text },
    });
  });
});

it("an event stream is read as what its error says, any other answer as it is", async () => {
  const stream = testAnswer(200, `data: ${JSON.stringify(rpcErrorOf("boom"))}\n\n`, {
    "content-type": "text/event-stream",
  });
  const replyTo = async (answer: ReturnType<typeof testAnswer>) =>
    (await sessionWith(answer).callTool("a", {}, 1_000)).reply;
  expect(foreignReply(await replyTo(stream))?.json).toEqual({ error: { code: -32000, message: "boom" } });
  expect(foreignReply(await replyTo(testAnswer(200, rpcErrorOf("boom"))))?.json).toEqual(rpcErrorOf("boom"));
  expect(foreignReply((await sessionWith(testFailure("timeout")).callTool("a", {}, 1_000)).reply)).toBeNull();
});
