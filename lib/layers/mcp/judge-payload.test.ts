import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/json-object";
import { judgePayload, NO_UPSTREAM_CALL, NOT_JUDGED, wantsEvidence } from "./judge-payload";
import type { PlannedCall } from "./planned-calls";
import { callOf } from "./test-runs";
import { bucketListEvidence, permissionsEvidence } from "./tool-evidence";

const text = (...values: readonly unknown[]): JsonObject => ({
  content: values.map((value) => ({ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) })),
});
const judged = (result: JsonObject, call: Partial<PlannedCall> = {}, tool = "list") =>
  judgePayload(callOf(tool, { own: false, ...call }), result);
const judgedWrong = (result: JsonObject, call: Partial<PlannedCall> = {}) =>
  judgePayload(callOf("list", { own: false, ...call }), result, true);
const list = { success: true, buckets: [{ name: "a" }], count: 1 };
const accepted = (payload: unknown) => ({ observed: "accepted", reason: null, note: null, evidence: {}, payload });
const failed = (note: string, evidence: object = {}, reason = "tool-failed") => ({
  observed: "no-answer",
  reason,
  note,
  evidence: { error: note, ...evidence },
  payload: null,
});

describe("a result that asks back", () => {
  it.each<[string, JsonObject, string]>([
    [
      "for elicitation",
      { resultType: "input_required", inputRequests: { a: { method: "elicitation/create" }, b: 1 } },
      "elicitation/create",
    ],
    ["without saying so", { inputRequests: { a: { method: 1 } }, content: [] }, "more input"],
    ["for nothing in particular", { resultType: "input_required" }, "more input"],
  ])("%s is no answer", (_what, result, asks) => {
    expect(judged(result)).toEqual(failed(`asks for ${asks} in place of an answer`, { asks: [asks] }, "asks-back"));
  });

  it("is one of an unknown type in the stateless era alone", () => {
    const result = { ...text([1]), resultType: "task" };
    expect(judged(result, { minItems: 1 })).toEqual(accepted([1]));
    expect(judged(result, { minItems: 1, era: "stateless" })).toMatchObject({
      observed: "no-answer",
      reason: "asks-back",
    });
  });

  it("is told from a complete one", () => {
    expect(judged({ ...text([1]), resultType: "complete" }, { minItems: 1 })).toEqual(accepted([1]));
  });
});

describe("data beside a failure", () => {
  const own = callOf("bucket_list", { evidence: bucketListEvidence });
  const refused = { error: "invalid_token" };

  it.each<[string, JsonObject, unknown]>([
    ["in one object", text({ ...list, ...refused, success: false }), { ...list, ...refused, success: false }],
    ["in a block of its own", text(refused, list), list],
    ["in an error", { ...text(list), isError: true }, list],
  ])("was handed to a wrong caller: %s", (_how, result, payload) => {
    expect(judgePayload(own, result, true)).toEqual(accepted(payload));
    expect(judgePayload(own, result)).not.toMatchObject({ observed: "accepted" });
  });

  it("is the identity that was answered, too", () => {
    const user_identity = { arn: "arn:aws:sts::111122223333:assumed-role/R/s", account_id: "111122223333" };
    const call = callOf("discover_permissions", { evidence: permissionsEvidence });
    expect(judgePayload(call, text({ ...refused, user_identity }), true)).toMatchObject({ observed: "accepted" });
  });

  it.each<[string, JsonObject, Partial<PlannedCall>]>([
    ["an empty list", text({ ...list, ...refused, buckets: [], count: 0 }), {}],
    ["another form", text({ ...list, ...refused, count: 3 }), {}],
    ["a list that is no object", text(refused, [list]), {}],
  ])("is none in %s", (_what, result, parts) => {
    expect(judgePayload({ ...own, ...parts }, result, true)).toMatchObject({ observed: "refused" });
  });
});

describe("what a call of the target's wants, beside a failure", () => {
  const refused = { error: "invalid_token" };
  const judge = (result: JsonObject, call: Partial<PlannedCall>) =>
    judgePayload(callOf("list", { own: false, ...call }), result, true);

  it.each<[string, JsonObject, Partial<PlannedCall>]>([
    ["a list of a known name", text({ ...refused, items: [1, 2] }), { minItems: 2 }],
    ["a block of its own", text(refused, [1]), { minItems: 1 }],
    ["a text in a block of its own", text(refused, { name: "Plate 7" }), { contains: "Plate 7" }],
  ])("is not refused to a wrong caller: %s", (_what, result, call) => {
    expect(judge(result, call)).toEqual(failed("what is wanted, beside a failure"));
    expect(judged(result, call)).toMatchObject({ observed: "refused" });
  });

  it.each<[string, JsonObject, Partial<PlannedCall>]>([
    ["fewer items", text({ ...refused, items: [1] }), { minItems: 2 }],
    ["the details of the error", text({ ...refused, details: [1] }), { minItems: 1 }],
    ["an error's words", text({ ...refused, message: "no Plate 7" }), { contains: "Plate 7" }],
    ["words beside", text(refused, "no Plate 7 for you"), { contains: "Plate 7" }],
    ["another failure", text(refused, { ok: false, name: "Plate 7" }), { contains: "Plate 7" }],
    ["nothing that is wanted", text({ ...refused, items: [1] }, { items: [1] }), {}],
  ])("is not shown by %s", (_what, result, call) => {
    expect(judge(result, call)).toMatchObject({ observed: "refused" });
  });
});

describe("a failure", () => {
  it.each<[string, unknown, string, object]>([
    [
      "quilt-mcp's known text",
      { success: false, error: "Failed to list buckets: GraphQL query not authorized" },
      "unauthorized",
      { message: "Failed to list buckets: GraphQL query not authorized" },
    ],
    ["an OAuth code", { error: "invalid_token" }, "unauthorized", { message: "invalid_token" }],
    ["a status in an error", { error: { code: 403, message: "no" } }, "forbidden", { message: "no" }],
    [
      "a code that it has expired",
      { error: "token_expired", message: "log in again" },
      "expired",
      { message: "log in again" },
    ],
    [
      "a known text behind a more telling one",
      { success: false, error: "x: JWT authentication required", message: "The tool could not list anything" },
      "unauthorized",
      { message: "The tool could not list anything" },
    ],
  ])("refuses by %s", (_what, payload, reason, evidence) => {
    const said = judged(text(payload));
    expect(said).toEqual({ observed: "refused", reason, note: said.note, evidence, payload: null });
    expect(said.note).toBe(Object.values(evidence)[0]);
  });

  it.each([
    "Failed to list objects: Error when retrieving token from sso: Token has expired and refresh failed",
    "ExpiredTokenException: The security token included in the request is expired",
    "AuthenticationException(401, 'security_exception', 'missing authentication credentials for REST request')",
    "Unauthorized: invalid token, please log in",
  ])("of the server's own refuses nobody: %s", (error) => {
    expect(judged({ ...text(error), isError: true })).toEqual(failed(error));
    expect(judged(text({ success: false, error }))).toEqual(failed(error));
  });

  it.each<[string, JsonObject, string]>([
    ["in a known sentence", text({ error: "503 Server Error: Service Unavailable for url: x" }), "503 Server Error"],
    ["by a code", text({ error: { code: "SlowDown", message: "reduce" } }), "reduce"],
  ])("of something behind the server is told %s", (_what, result, said) => {
    const { reason, note } = judged(result);
    expect([reason, note?.startsWith(said)]).toEqual(["upstream-failed", true]);
  });
});

describe("a tool of the layer's own", () => {
  const own = { own: true, evidence: bucketListEvidence };

  it.each<[string, JsonObject]>([
    ["in its structure", { structuredContent: { result: list } }],
    ["as JSON in a string", { ...text(list), structuredContent: { result: JSON.stringify(list) } }],
    ["in a later block", text("here it is:", list)],
    ["beside a structure of another form", { ...text(list), structuredContent: { note: "see the text" } }],
  ])("is accepted %s", (_what, result) => {
    expect(judged(result, own)).toEqual(accepted(list));
  });

  it("is not, where no part is of its form", () => {
    expect(judged(text({ buckets: [{}], count: "1" }), own)).toEqual(
      failed("not this tool's answer", { wrong: ["buckets.0.name", "count"] }),
    );
    expect(judged({}, own)).toEqual(failed("not this tool's answer", { wrong: ["payload"] }));
    expect(judged(text("done"), own).reason).toBe("tool-failed");
  });

  it.each<[string, JsonObject]>([
    ["in one object", text({ ...list, errors: [{ code: "UNAUTHENTICATED", message: "no" }] })],
    ["in a part of its own", text({ error: { statusCode: 401, message: "no" } }, list)],
    [
      "although the tool says that it failed",
      { ...text({ error: "invalid_token" }), structuredContent: list, isError: true },
    ],
  ])("is accepted where it handed a wrong caller data beside a sign of refusal: %s", (_what, result) => {
    const { observed, payload } = judgedWrong(result, own);
    expect([observed, payload]).toEqual(["accepted", expect.objectContaining(list)]);
    expect(judged(result, own).observed).toBe("refused");
  });

  it("is refused where nothing, or nothing of its form, stands beside the sign", () => {
    const sign = { errors: [{ code: "UNAUTHENTICATED", message: "no" }] };
    const observed = [
      { buckets: [], count: 0, ...sign },
      { buckets: [{}], count: 1, ...sign },
      { ...sign, count: 1 },
    ].map((payload) => judgedWrong(text(payload), own).observed);
    expect(observed).toEqual(["refused", "refused", "refused"]);
  });

  it("is accepted with who somebody is, which is no list, beside a sign of refusal", () => {
    const user_identity = { arn: "arn:aws:iam::111122223333:role/a", account_id: "111122223333" };
    const partly = text({ user_identity, errors: [{ statusCode: 403, message: "bucket a" }] });
    expect(judgedWrong(partly, { own: true, evidence: permissionsEvidence }).observed).toBe("accepted");
  });

  it("is a failure where data stands beside any other", () => {
    expect(judged(text({ ...list, error: "half of it is missing" }), own).observed).toBe("no-answer");
  });

  it("wants no number: an empty list is of its form", () => {
    const nothing = { success: true, buckets: [], count: 0 };
    expect(judged(text(nothing), { ...own, minItems: 5 })).toEqual(accepted(nothing));
  });
});

describe("a call of the target's", () => {
  it.each<[string, JsonObject, unknown]>([
    ["an array as text", text([{ id: 1 }, { id: 2 }]), [{ id: 1 }, { id: 2 }]],
    ["several blocks, an item each", text({ id: 1 }, { id: 2 }), [{ id: 1 }, { id: 2 }]],
    ["an array in a string in a structure", { structuredContent: { result: "[1,2]" } }, [1, 2]],
    ["a list under any name", text({ repos: [1, 2] }), { repos: [1, 2] }],
    ["a list behind words", text("Found two:", [1, 2]), [1, 2]],
  ])("is accepted by enough items: %s", (_what, result, payload) => {
    expect(judged(result, { minItems: 2 })).toEqual(accepted(payload));
    expect(judged(result, { minItems: 3 })).toEqual(failed("fewer items than expected", { items: 2, wanted: 3 }));
  });

  it("is no answer where a wrong caller gets as many things as wanted beside a sign of refusal", () => {
    const sign = { errors: [{ code: "UNAUTHENTICATED", message: "no" }, 2] };
    const observed = (payload: object, wants: Partial<PlannedCall>) =>
      judgedWrong(text({ ...payload, ...sign }), wants).observed;
    expect(observed({ items: [1, 2] }, { minItems: 2 })).toBe("no-answer");
    expect(observed({ items: [1] }, { minItems: 2 })).toBe("refused");
    expect(observed({}, { minItems: 2 })).toBe("refused");
    expect(observed({ items: [1, 2] }, {})).toBe("refused");
  });

  it("is not, where nothing can be counted", () => {
    expect(judged(text("done"), { minItems: 1 })).toEqual(failed("the answer lists nothing to count", { wanted: 1 }));
  });

  it("is accepted by a text that it holds, and fails without it", () => {
    const found = text("Found raw/README.md in bucket-a");
    expect(judged(found, { contains: "README" })).toEqual(accepted("Found raw/README.md in bucket-a"));
    expect(judged(found, { contains: "LICENSE" })).toEqual(
      failed("the answer does not contain what is wanted", { wanted: "LICENSE" }),
    );
  });

  it("has to hold both where both are wanted", () => {
    const both = { contains: "a", minItems: 2 };
    expect(judged(text(["a", "b"]), both)).toEqual(accepted(["a", "b"]));
    expect(judged(text(["b", "c"]), both).reason).toBe("tool-failed");
    expect(judged(text(["a"]), both).reason).toBe("tool-failed");
  });

  it.each([{}, { minItems: 0 }])("is not judged where nothing is wanted: %j", (wants) => {
    const unjudged = { observed: "no-answer", reason: null, note: NOT_JUDGED, evidence: {}, notJudged: true };
    expect(judged(text([1]), wants)).toEqual({ ...unjudged, payload: [1] });
    expect(judged(text("done"), wants)).toEqual({ ...unjudged, payload: "done" });
    expect(judged({}, wants)).toEqual({ ...unjudged, payload: "" });
  });

  it("fails where its answer shows a failure, wanted or not", () => {
    expect(judged(text({ detail: "Not authenticated" }))).toEqual(failed("Not authenticated"));
    expect(judged(text({ detail: "Not authenticated" }), { contains: "Not" })).toEqual(failed("Not authenticated"));
  });

  it("says whether it wants evidence", () => {
    expect(wantsEvidence({ minItems: null, contains: null })).toBe(false);
    expect(wantsEvidence({ minItems: 0, contains: null })).toBe(false);
    expect(wantsEvidence({ minItems: 1, contains: null })).toBe(true);
    expect(wantsEvidence({ minItems: null, contains: "a" })).toBe(true);
  });
});

it("a search of the target's that names no bucket and finds nothing asked nobody", () => {
  const nothing = text({ success: true, results: [], total_results: 0 });
  const asked = { ...failed(NO_UPSTREAM_CALL), askedNobody: true };
  expect(judged(nothing, {}, "search_catalog")).toEqual(asked);
  expect(judged(nothing, { values: { bucket: "" } }, "search_catalog")).toEqual(asked);
  expect(judged(nothing, { values: { bucket: "a" } }, "search_catalog").notJudged).toBe(true);
  expect(judged(nothing, {}, "other").notJudged).toBe(true);
});
