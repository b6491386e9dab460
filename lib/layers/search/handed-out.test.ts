import { describe, expect, it } from "vitest";
import { createTestContext, testAnswer } from "../shared/test-context";
import { handedOut } from "./handed-out";
import { search } from "./search";
import { callSearch } from "./search-call";
import { BASE, objects, packages, RAW, searchInput } from "./test-search";

const ADA = { name: "ada", role: { name: "Reader" } };
const nothing = { user: null, hits: false };

describe("handedOut", () => {
  it.each([
    [{ data: { me: ADA, objects: null, packages: null } }, { user: "ada", hits: false }],
    [{ data: { me: { name: "ada" } } }, { user: "ada", hits: false }],
    [{ data: { me: null, objects: objects(1), packages: null } }, { user: null, hits: true }],
    [{ data: { me: null, objects: { ...objects(1), total: -1 } } }, { user: null, hits: true }],
    [{ data: { me: null, objects: null, packages: packages(1) } }, { user: null, hits: true }],
    [{ hits: { hits: [{ _index: "data", _id: "k" }] } }, { user: null, hits: true }],
    [{ hits: { total: 1, hits: [{}] } }, { user: null, hits: true }],
    [{ data: { me: { name: " " }, objects: objects(0), packages: packages(0) } }, nothing],
    [{ data: { me: "ada", objects: { total: "2", firstPage: { hits: [null] } }, packages: { total: -1 } } }, nothing],
    [{ hits: { total: 3, hits: [] } }, nothing],
    [{ hits: [] }, nothing],
    [{ data: null, errors: [{ message: "no" }] }, nothing],
    [{}, nothing],
    [null, nothing],
  ])("of %j is %j", (body, given) => {
    expect(handedOut(body)).toEqual(given);
  });
});

describe("a part of the data beside an error that refuses", () => {
  const errors = [{ message: "no", extensions: { code: "FORBIDDEN" } }];
  const part = { data: { me: ADA, objects: null, packages: null }, errors };
  const hits = { error: { status: 401 }, hits: { total: 1, hits: [{ _index: "data", _id: "k" }] } };
  const legacy = searchInput({ search: { api: "legacy" } });

  async function observed(
    answer: ReturnType<typeof testAnswer>,
    purpose: "real" | "control:tampered",
    input = searchInput(),
  ) {
    const { context } = createTestContext({ layer: search, input, send: () => answer });
    const { observed, value } = await callSearch(context, BASE, purpose, RAW);
    return [observed, value.user];
  }

  it("was handed to a wrong caller, and is no answer to the right one", async () => {
    expect(await observed(testAnswer(200, part), "control:tampered")).toEqual(["accepted", "ada"]);
    expect(await observed(testAnswer(200, part), "real")).toEqual(["refused", "ada"]);
    expect(await observed(testAnswer(200, hits), "control:tampered", legacy)).toEqual(["accepted", null]);
    expect(await observed(testAnswer(200, hits), "real", legacy)).toEqual(["refused", null]);
  });

  it("is refused with 401, and without a part of it", async () => {
    expect(await observed(testAnswer(401, part), "control:tampered")).toEqual(["refused", "ada"]);
    expect(await observed(testAnswer(200, { data: null, errors }), "control:tampered")).toEqual(["refused", null]);
  });
});
