import { describe, expect, it } from "vitest";
import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import { createTestContext, testAnswer, testFailure } from "../shared/test-context";
import { askCatalogBuckets, type CatalogBucket } from "./catalog-buckets";
import { s3 } from "./s3";

const me = { name: "ada", isAdmin: false, role: { name: "R" } };
const named = (...names: readonly string[]) => names.map((name) => ({ name }));
const userData = (names: readonly string[], who: unknown = me) =>
  testAnswer(200, { data: { me: who, bucketConfigs: named(...names) } });
const roleData = (...names: readonly string[]) => testAnswer(200, { data: { buckets: named(...names) } });

function read({ body }: DoorRequest): { readonly operationName: string; readonly query: string } {
  return JSON.parse(String(body));
}

async function ask(user: DoorResult, role: DoorResult = roleData(), base = "https://registry.example.com") {
  const answers = new Map([
    ["BonafideBuckets", user],
    ["BonafideRoleBuckets", role],
  ]);
  const made = createTestContext({
    layer: s3,
    send: ({ request }) => answers.get(read(request).operationName) ?? testFailure("unreachable", "unscripted"),
  });
  const asked = await askCatalogBuckets(made.context, { base, bearer: "bearer-of-nobody", timeoutMs: 700 });
  return { ...made, asked };
}

async function whyNot(user: DoorResult): Promise<string> {
  const { asked } = await ask(user);
  if (asked.ok) throw new Error("there is a list");
  return asked.why;
}

describe("the registry", () => {
  it.each(["https://registry.example.com", "https://registry.example.com/", "https://registry.example.com//"])(
    "is asked for the user's buckets and for the role's: %s",
    async (base) => {
      const { sent } = await ask(userData(["one"]), roleData("one"), base);
      expect(sent.map(({ purpose, mark }) => [purpose, mark])).toEqual([
        ["beside:permissions", { step: expect.stringContaining("user") }],
        ["beside:permissions", { step: expect.stringContaining("role") }],
      ]);
      for (const { request } of sent) {
        expect(request).toMatchObject({
          method: "POST",
          url: "https://registry.example.com/graphql",
          headers: {
            accept: "application/json",
            "content-type": "application/json",
            authorization: "Bearer bearer-of-nobody",
          },
          timeoutMs: 700,
        });
        expect(request.signal).toBeInstanceOf(AbortSignal);
      }
      expect(sent.map(({ request }) => read(request))).toEqual([
        {
          operationName: "BonafideBuckets",
          query: expect.stringMatching(/^query BonafideBuckets \{ me .*bucketConfigs/),
        },
        {
          operationName: "BonafideRoleBuckets",
          query: expect.stringMatching(/^query BonafideRoleBuckets \{ buckets /),
        },
      ]);
    },
  );
});

describe("the buckets", () => {
  const one: CatalogBucket = { name: "one", viewer: "role" };

  it.each<[string, DoorResult, DoorResult, readonly CatalogBucket[]]>([
    ["the role's", userData(["one"]), roleData("one"), [one]],
    ["an admin's too", userData(["two", "one"]), roleData("one"), [{ name: "two", viewer: "admin" }, one]],
    ["the role's that the user's list leaves out", userData([]), roleData("one"), [one]],
    ["each of them once", userData(["one", "one"]), roleData("one", "one"), [one]],
    ["none", userData([]), roleData(), []],
    ["the user's, of an old registry", userData(["one"]), testAnswer(400, {}), [{ name: "one", viewer: "user" }]],
    [
      "the user's, where the other answer is no success",
      userData(["one"]),
      testAnswer(403, { data: { buckets: named("one") } }),
      [{ name: "one", viewer: "user" }],
    ],
    [
      "the user's, where no other answer came",
      userData(["one"]),
      testFailure("timeout"),
      [{ name: "one", viewer: "user" }],
    ],
  ])("are %s", async (_, user, role, buckets) => {
    expect((await ask(user, role)).asked).toEqual({ ok: true, buckets });
  });
});

describe("there is no list", () => {
  it("of nobody", async () => {
    expect(await whyNot(userData(["one"], null))).toMatch(/sees no user/);
  });

  it.each<[string, DoorResult, string]>([
    ["a failure", testFailure("timeout"), "timeout"],
    ["a cancelled request", testFailure("cancelled"), "cancelled"],
    ["a redirect", testAnswer(302), "redirected"],
    ["a limit", testAnswer(429, {}), "rate-limited"],
    ["a web page", testAnswer(200, "<html>", { "content-type": "text/html" }), "HTML"],
    ["another answer", testAnswer(200, { data: { me } }), "not an answer to this question"],
    ["a role that is none", userData(["one"], { ...me, role: null }), "not an answer to this question"],
    ["a status", testAnswer(401, { data: { me, bucketConfigs: named("one") } }), "status 401"],
  ])("after %s, and it is said why", async (_, answer, why) => {
    expect(await whyNot(answer)).toBe(`the registry gave no list of buckets: ${why}`);
  });
});
