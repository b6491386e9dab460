import { describe, expect, it } from "vitest";
import { checkArguments, knownArguments } from "./check-arguments";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["bucket"],
  properties: {
    bucket: { type: "string" },
    max_keys: { type: "integer", minimum: 1, maximum: 1000 },
    scope: { enum: ["file", "package"] },
    check_buckets: { anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }] },
    tags: { type: "array", items: { type: "string" } },
    limit: { type: ["integer", "null"] },
    odd: { type: "decimal" },
    slow: { type: "string", pattern: "^(a+)+$" },
  },
};

describe("checkArguments", () => {
  it.each([
    [{ bucket: "b" }],
    [{ bucket: "b", max_keys: 1, scope: "file", check_buckets: ["b"], limit: null, odd: 1 }],
    [{ bucket: "b", check_buckets: null }],
    [{ bucket: "b", slow: `${"a".repeat(40)}!` }],
  ])("accepts %j", (values) => {
    expect(checkArguments(schema, values)).toEqual([]);
  });

  it.each([
    [{}, "bucket is required"],
    [{ bucket: 3 }, "bucket is not string"],
    [{ bucket: "b", s3_uri: "x" }, "s3_uri is not known"],
    [{ bucket: "b", max_keys: 0 }, "max_keys is below 1"],
    [{ bucket: "b", max_keys: 1.5 }, "max_keys is not integer"],
    [{ bucket: "b", max_keys: 2000 }, "max_keys is above 1000"],
    [{ bucket: "b", scope: "all" }, "scope is not one of its values"],
    [{ bucket: "b", check_buckets: [1] }, "check_buckets fits none of its allowed forms"],
    [{ bucket: "b", tags: ["a", 1] }, "tags has an item of another form"],
    [{ bucket: "b", limit: "5" }, "limit is not integer or null"],
  ])("says of %j what is wrong", (values, fault) => {
    expect(checkArguments(schema, values)).toEqual([fault]);
  });

  it("lets unknown members in where the schema does", () => {
    expect(checkArguments({ type: "object" }, { any: 1 })).toEqual([]);
    expect(knownArguments({ type: "object" })).toBeNull();
    expect(knownArguments(schema)?.has("max_keys")).toBe(true);
  });
});
