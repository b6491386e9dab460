import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import type { Access } from "@/lib/wire/target-schema";
import { claims } from "../claims/claims";
import { identity } from "../identity/identity";
import { catalogIdentity, registryUrl, signatureVerified } from "../outputs";
import { s3 } from "../s3/s3";
import { search } from "../search/search";
import { signature } from "../signature/signature";
import { expectedAccess, expectedAccessVariant, expectedRefusalVariant } from "./expected-access";
import type { LayerInput } from "./layer-input";
import { createTestContext, testAnswer, testInput, testNow } from "./test-context";

const seconds = Math.floor(testNow / 1000);
const lapsed = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: seconds - 3600 } }));
const good = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: seconds + 864_000 } }));
const otherKey = { secret: new Secret("another secret of thirty-two characters") };
const refusedExchange = { access: { exchange: "refused" } } as const;

describe("what a subject should get", () => {
  it("is to be served with a token, refused without one, and what the target says in any case", () => {
    expect(expectedAccess(testInput({ token: good }), "search")).toBe("served");
    expect(expectedAccess(testInput(), "search")).toBe("refused");
    expect(expectedAccess(testInput({ target: { access: { search: "open" } } }), "search")).toBe("open");
  });

  it("makes layers that live on the exchange's credentials not applicable where it is to be refused", () => {
    const input = testInput({ token: good, target: { ...refusedExchange, s3: { bucket: "data" } } });
    expect(identity.notApplicable(input)).toContain("should be refused");
    expect(s3.notApplicable(input)).toContain("should be refused");
    expect(identity.notApplicable(testInput())).toContain("should be refused");
    expect(identity.notApplicable(testInput({ token: good }))).toBeNull();
  });
});

describe("the words of a live layer", () => {
  const wordsFor = (access: Access) =>
    expectedAccessVariant(testInput({ target: { access: { search: access } } }), "search");

  it("are its own for a subject that is to be served", () => {
    expect(wordsFor("served")).toEqual({});
  });

  it("sell a refusal and an open layer for what they are", () => {
    expect(wordsFor("refused")).toMatchObject({
      title: expect.stringContaining("refuses"),
      question: expect.stringContaining("refused"),
      proves: "search refuses this subject",
      doesNotProve: expect.stringContaining("anyone"),
    });
    expect(wordsFor("open").question).toBeUndefined();
    expect(wordsFor("open")).toMatchObject({
      title: expect.stringContaining("with and without a token"),
      proves: expect.stringContaining("search is open"),
      doesNotProve: "anything about the token",
    });
  });
});

describe("the findings of a local layer", () => {
  const row = { title: "t", remedy: "r", actor: "operator" } as const;
  const findings = {
    a: { ...row, effect: "fail" },
    b: { ...row, effect: "inconclusive" },
    c: { ...row, effect: "tool-error" },
    d: { ...row, effect: "warn" },
    e: { ...row, effect: "info" },
  } as const;

  it("lose their faults, and nothing else, where the exchange is to be refused", () => {
    const variant = expectedRefusalVariant(testInput({ token: good, target: refusedExchange }), findings);
    expect(variant.findings).toEqual({
      ...findings,
      a: { ...findings.a, effect: "warn" },
      b: { ...findings.b, effect: "warn" },
    });
    expect(variant.title).toContain("only warn");
    expect(variant.doesNotProve).toBe("anything about the token");
  });

  it.each(["served", "open"] as const)("stay as they are where it is to be %s", (exchange) => {
    expect(expectedRefusalVariant(testInput({ token: good, target: { access: { exchange } } }), findings)).toEqual({});
  });
});

describe("the local layers of a subject whose exchange is to be refused", () => {
  const run = async (layer: typeof claims, input: LayerInput) => {
    const context = createTestContext({ layer, input });
    const seen = await context.run();
    return { ...seen, severities: context.findings.map((finding) => finding.severity), outputs: context.outputs };
  };

  it("only warn of a lapsed token, and claim nothing", async () => {
    const input = testInput({ token: lapsed, target: refusedExchange });
    expect(await run(claims, input)).toMatchObject({ status: "pass", codes: ["claims/expired"], severities: ["warn"] });
    expect(claims.variant?.(input).proves).toContain("nothing");
    expect(await run(claims, testInput({ token: lapsed }))).toMatchObject({ status: "fail", severities: ["fail"] });
  });

  it("only warn of a forged one, which is still no verified signature", async () => {
    const input = testInput({ token: good, keys: otherKey, target: refusedExchange });
    const seen = await run(signature, input);
    expect(seen).toMatchObject({ status: "pass", codes: ["signature/mismatch"], severities: ["warn"] });
    expect(seen.outputs.has(signatureVerified.name)).toBe(false);
    expect((await run(signature, testInput({ token: good, keys: otherKey }))).status).toBe("fail");
  });
});

describe("search for a caller without a token", () => {
  const base = "https://registry.example.org";
  const answered = (me: unknown, total: number) =>
    testAnswer(200, {
      data: {
        me,
        objects: {
          __typename: "ObjectsSearchResultSet",
          total,
          firstPage: { hits: total === 0 ? [] : [{ bucket: "data", key: "README.md" }] },
        },
        packages: { __typename: "EmptySearchResultSet" },
      },
    });
  const ada = { name: "ada", role: { name: "r" } };

  const ask = async (answer: ReturnType<typeof testAnswer>, target: Partial<LayerInput["target"]> = {}) => {
    const context = createTestContext({
      layer: search,
      input: testInput({ target: { registryUrl: base, search: { bucket: "data" }, ...target } }),
      given: [[registryUrl, base]],
      send: () => answer,
    });
    return { ...(await context.run()), sent: context.sent };
  };

  it("needs no catalog identity, sends no token and has no controls", async () => {
    expect(search.needs(testInput()).map((output) => output.name)).toEqual([registryUrl.name]);
    expect(search.needs(testInput({ token: good }))).toContain(catalogIdentity);
    const { sent, status } = await ask(testAnswer(401, { message: "Authentication required" }));
    expect({ status, calls: sent.length }).toEqual({ status: "pass", calls: 1 });
    expect(sent[0]?.request.headers?.authorization).toBeUndefined();
  });

  it("fails where hits are served, and where it is answered as somebody", async () => {
    expect((await ask(answered(null, 3))).codes).toEqual(["search/unexpected-access"]);
    expect((await ask(answered(ada, 0))).codes).toContain("search/unexpected-access");
  });

  it("takes an anonymous answer without hits for a refusal, and finding nothing at the legacy search for none", async () => {
    expect((await ask(answered(null, 0))).status).toBe("pass");
    const legacy = { search: { bucket: "data", api: "legacy" } } as const;
    const found = testAnswer(200, { hits: { total: 0, hits: [] } });
    expect((await ask(found, legacy)).status).not.toBe("pass");
  });

  it("only warns of a gate that refuses it as everybody", async () => {
    const gate = testAnswer(401, "", { "www-authenticate": 'Basic realm="x"' });
    expect(await ask(gate)).toMatchObject({ status: "pass", codes: ["search/blocked-in-front"] });
  });

  it("passes where anybody may search and finds things, and fails where they do not", async () => {
    const open = { access: { search: "open" } } as const;
    expect(await ask(answered(null, 3), open)).toMatchObject({ status: "pass", codes: [] });
    expect((await ask(answered(null, 0), open)).codes).toEqual(["search/no-hits"]);
    expect((await ask(testAnswer(401, { message: "no" }), open)).codes).toEqual(["search/unauthorized"]);
    const empty = { ...open, search: { bucket: "data", minHits: 0 } };
    expect(await ask(answered(null, 0), empty)).toMatchObject({ status: "pass", codes: [] });
  });
});
