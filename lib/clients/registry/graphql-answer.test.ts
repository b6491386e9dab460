import { describe, expect, it } from "vitest";
import { bucketNamesIn, firstGraphqlError, graphqlErrors } from "./graphql-answer";

it("names the first GraphQL error, if there is one", () => {
  const said = (errors: unknown) => firstGraphqlError({ errors });
  expect(said([{ message: "boom" }, { message: "later" }])).toBe("GraphQL error: boom");
  expect(said([{ message: "x".repeat(300) }])).toBe(`GraphQL error: ${"x".repeat(200)}`);
  expect(said([{ message: 7 }])).toBe(said(["text"]));
  expect([said([]), said("boom"), firstGraphqlError({}), firstGraphqlError(null)]).toEqual([null, null, null, null]);
});

it("gives five errors at most, in their order", () => {
  const errors = Array.from({ length: 7 }, (_, at) => ({ message: `e${at}` }));
  expect(graphqlErrors({ errors })).toEqual(["e0", "e1", "e2", "e3", "e4"]);
  expect([graphqlErrors({}), graphqlErrors(null), graphqlErrors({ errors: { message: "x" } })]).toEqual([[], [], []]);
});

describe("the buckets that a registry lists", () => {
  it("are the names that are texts", () => {
    const bucketConfigs = [{ name: "a" }, { name: 7 }, null, "b", { title: "c" }, { name: "d", more: 1 }];
    expect(bucketNamesIn({ bucketConfigs })).toEqual(["a", "d"]);
    expect(bucketNamesIn({ bucketConfigs: [] })).toEqual([]);
  });

  it.each([null, undefined, [], "text", {}, { bucketConfigs: null }, { bucketConfigs: { name: "a" } }])(
    "are not in %j",
    (data) => {
      expect(bucketNamesIn(data)).toBeNull();
    },
  );
});
