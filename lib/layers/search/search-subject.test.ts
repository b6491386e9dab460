import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { catalogIdentity, registryUrl } from "../outputs";
import { AUTHORIZATION, READ_TOKEN } from "../shared/by-hand-commands";
import { expectedAccessVariant } from "../shared/expected-access";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer } from "../shared/test-context";
import { search } from "./search";
import { BASE, BEARER, EMPTY, objects, packages, RAW, searchInput, served, TOKEN } from "./test-search";

const anonymous = served({ me: null, objects: EMPTY });
const OPEN = { access: { search: "open" } } as const;
const refused = testAnswer(401, { message: "Token has expired" });
const roleOnly = testToken(
  testJwt({ payload: { sub: "ada", exp: 4e9, role_arn: "arn:aws:iam::204377154242:role/Reader" } }),
);

/** The registry answers everyone alike, but for those that carry an altered token or, unless it is open, none. */
async function runSearch(real: DoorResult, input: LayerInput, isOpen = false) {
  const test = createTestContext({
    layer: search,
    input,
    given: [[registryUrl, BASE], ...(input.token === null ? [] : [[catalogIdentity, BEARER] as const])],
    send: ({ purpose }) => (purpose.startsWith("control:") && !isOpen ? refused : real),
  });
  return { ...test, ...(await test.run()) };
}

const evidenceOf = async (real: DoorResult, input = searchInput()) =>
  (await runSearch(real, input)).findings.map(({ code, evidence }) => [code, evidence]);

describe("a subject without a token", () => {
  const nobody = (target: Partial<LayerInput["target"]>) => searchInput({ s3: {}, ...target }, { token: null });

  it("needs the registry alone, and one with a token its identity too", () => {
    expect(search.needs(searchInput({}, { token: null }))).toEqual([registryUrl]);
    expect(search.needs(searchInput())).toEqual([registryUrl, catalogIdentity]);
  });

  it("asks as nobody, twice, and has no controls", async () => {
    const run = await runSearch(served({ me: null }), nobody(OPEN), true);
    expect(run).toMatchObject({ status: "pass", codes: [], controls: [] });
    expect(run.sent.map(({ purpose, request }) => [purpose, request.headers.authorization])).toEqual([
      ["real", undefined],
      ["repeat", undefined],
    ]);
  });

  it("is refused, as it should be", async () => {
    const run = await runSearch(refused, nobody({}));
    expect(run).toMatchObject({ status: "pass", codes: [] });
    expect(run.sent).toHaveLength(1);
  });

  it.each([
    ["lacks hits where search is open", anonymous, nobody(OPEN), ["search/no-hits"]],
    ["wants no hit there", anonymous, nobody({ ...OPEN, search: { minHits: 0 } }), []],
    [
      "is nobody where it should be served",
      served({ me: null }),
      nobody({ access: { search: "served" } }),
      ["search/anonymous"],
    ],
    ["has hits where it should be refused", served({ me: null }), nobody({}), ["search/unexpected-access"]],
  ])("%s", async (_what, real, input, codes) => {
    expect((await runSearch(real, input)).codes).toEqual(codes);
  });
});

describe("a token that search answers as nobody's", () => {
  it("is told how much nobody finds, open or not", async () => {
    const hits = served({ me: null, packages: packages(1) });
    const anonymousFinding = ["search/anonymous", { objects: 2, packages: 1 }];
    expect(await evidenceOf(hits)).toEqual([anonymousFinding]);
    expect(await evidenceOf(hits, searchInput(OPEN))).toEqual([anonymousFinding]);
  });

  it("shows neither a user nor a role", async () => {
    const { facts } = await runSearch(anonymous, searchInput());
    expect(Object.keys(facts)).toEqual(["objects", "packages"]);
  });
});

describe("an answer that cannot be judged", () => {
  it("is shown with its content type", async () => {
    const page = testAnswer(200, "text", { "content-type": "text/plain" });
    expect(await evidenceOf(page)).toEqual([
      ["search/not-json", { status: 200, contentType: "text/plain", message: "text" }],
    ]);
  });

  it("says of a result of another shape that it is one", async () => {
    expect(await evidenceOf(testAnswer(200, {}))).toEqual([["search/graphql-error", { errors: [expect.any(String)] }]]);
  });

  it("keeps five of the errors in a search string", async () => {
    const errors = Array.from({ length: 7 }, (_, at) => ({ name: "Syntax", message: `e${at}` }));
    expect(await evidenceOf(served({ packages: { __typename: "InvalidInput", errors } }))).toEqual([
      [
        "search/invalid-input",
        { of: "packages", errors: ["Syntax: e0", "Syntax: e1", "Syntax: e2", "Syntax: e3", "Syntax: e4"] },
      ],
    ]);
  });
});

describe("a reference token", () => {
  const asked = async (reference: typeof TOKEN) => {
    const { sent, facts } = await runSearch(refused, searchInput({}, { reference }));
    const bearers = sent.filter(({ purpose }) => purpose === "beside:reference");
    return { bearers: bearers.map(({ request }) => request.headers.authorization), said: facts["reference-token"] };
  };

  it("is sent where it speaks for a user of the catalog", async () => {
    const reference = testToken(testJwt({ payload: { id: "r", uuid: "r", exp: 4_000_000_000 } }));
    expect(await asked(reference)).toEqual({
      bearers: [`Bearer ${reference.raw.reveal()}`],
      said: expect.stringContaining("Token has expired"),
    });
  });

  it("is not sent where it carries a role alone", async () => {
    expect(await asked(roleOnly)).toEqual({ bearers: [], said: expect.stringMatching(/^not asked/) });
  });
});

describe("what is said before the search", () => {
  it("counts the request for a reference token", () => {
    const requests = (more: Partial<Omit<LayerInput, "target">>) => search.plan(searchInput({}, more)).requests;
    expect(requests({})).toBe(5);
    expect(requests({ reference: TOKEN })).toBe(6);
    expect(requests({ reference: TOKEN, controls: "off" })).toBe(4);
    expect(requests({ token: null })).toBe(3);
  });

  it("is what the subject should get of search, and of no other layer", () => {
    for (const access of ["served", "refused", "open"] as const) {
      const input = searchInput({ access: { search: access, s3: "served" } });
      expect(search.variant?.(input)).toMatchObject(expectedAccessVariant(input, "search"));
    }
  });

  it("reads the token before it asks, one command a line", () => {
    const [address, read, ask, ...rest] =
      search.byHand(searchInput({ registryUrl: undefined, catalogUrl: "https://catalog.example.com" }))?.split("\n") ??
      [];
    expect(address).toContain("https://catalog.example.com/config.json");
    expect(read).toBe(READ_TOKEN);
    expect(ask?.startsWith(`${AUTHORIZATION} | curl `)).toBe(true);
    expect(rest).toEqual([]);
  });
});

it("has its whole answer counted, objects and packages", async () => {
  const { facts, sent } = await runSearch(served({ objects: objects(1), packages: packages(4) }), searchInput());
  expect(facts).toMatchObject({ objects: 1, packages: 4, user: "ada", role: "Reader" });
  expect(sent[0]?.request.headers.authorization).toBe(`Bearer ${RAW}`);
});
