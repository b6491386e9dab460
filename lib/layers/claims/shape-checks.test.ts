import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { shapeFlaws } from "./shape-checks";

const ROLE = "arn:aws:iam::204377154242:role/quilt/Reader";
const inner = testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 } });

function seen(claims: Readonly<Record<string, unknown>>) {
  const token = testToken(testJwt({ payload: claims }));
  if (token.jwt?.payload == null) throw new Error("no payload");
  return shapeFlaws(token, token.jwt.payload).map(({ reason, detail }) => `${reason}: ${detail}`);
}

const role = (claims: object) => seen({ sub: "ada", exp: 4e9, role_arn: ROLE, catalog_token: inner, ...claims });
const other = (claims: object) => seen({ sub: "ada", exp: 4e9, ...claims });
const catalog = (claims: object) => seen({ id: "a", uuid: "b", exp: 4e9, ...claims });

describe("claims that must be there", () => {
  it.each([
    [{ id: "a", uuid: "b", exp: 4e9 }, []],
    [{ id: "a" }, ["missing-claim: without uuid, exp"]],
    [{ uuid: "b" }, ["missing-claim: without id, exp"]],
    [{ sub: "ada", role_arn: ROLE, catalog_token: inner, exp: 4e9 }, []],
    [{ role_arn: ROLE, catalog_token: inner, exp: 4e9 }, ["missing-claim: without sub"]],
    [
      { role_arn: ROLE, exp: 4e9 },
      ["missing-claim: without sub", "catalog-token-missing: a role, and no catalog_token"],
    ],
    [{ role_arn: ROLE, exp: 4e9, sub: "ada" }, ["catalog-token-missing: a role, and no catalog_token"]],
    [{ iss: "x", exp: 4e9 }, []],
    [{ iss: "x" }, ["no-expiry: without exp"]],
  ])("%j", (claims, wanted) => {
    expect(seen(claims)).toEqual(wanted);
  });

  it.each(["sub", "user_id", "id"])("the subject of a role may be called %s", (name) => {
    expect(role({ sub: undefined, [name]: "ada" })).toEqual([]);
  });
});

describe("claims that a catalog token does not carry", () => {
  it("are named, twenty at most and cut to 64 characters, and the rest are counted", () => {
    expect(catalog({ iat: 1, "x-tenant": 2 })).toEqual(["unexpected-claims: also iat, x-tenant"]);
    expect(catalog({ ["n".repeat(100)]: 1 })).toEqual([`unexpected-claims: also ${"n".repeat(64)}`]);
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}x`, 1]));
    const twenty = Object.keys(many(20)).join(", ");
    expect(catalog(many(20))).toEqual([`unexpected-claims: also ${twenty}`]);
    expect(catalog(many(23))).toEqual([`unexpected-claims: also ${twenty} and 3 more`]);
  });

  it("are nobody's business in another token", () => {
    expect(other({ iat: 1, "x-tenant": 2 })).toEqual([]);
    expect(role({ "x-tenant": 2 })).toEqual([]);
  });
});

describe("a wrong type", () => {
  it.each([
    ["exp", null, "null instead of a number of seconds"],
    ["exp", "4000000000", "a string instead of a number of seconds"],
    ["nbf", "", "an empty string instead of a number of seconds"],
    ["iat", [1], "a list instead of a number of seconds"],
    ["iss", {}, "an object instead of a string"],
    ["iss", true, "true or false instead of a string"],
    ["sub", 7, "a number instead of a string"],
    ["sub", "", "an empty string instead of a string"],
    ["aud", "", "an empty string instead of a string or a list of strings"],
    ["aud", [], "a list instead of a string or a list of strings"],
    ["aud", ["a", 7], "a list instead of a string or a list of strings"],
    ["aud", ["a", ""], "a list instead of a string or a list of strings"],
    ["aud", { a: "b" }, "an object instead of a string or a list of strings"],
    ["catalog_token", "", "an empty string instead of a string"],
  ])("of %s (%j) is named", (name, value, words) => {
    expect(other({ [name]: value })).toEqual([`wrong-type: ${name} is ${words}`]);
  });

  it.each([{ aud: "a" }, { aud: ["a", "b"] }, { nbf: 0, iat: 1.5, iss: "x" }, { id: 7, aud: "a" }])(
    "is not seen in %j",
    (claims) => {
      expect(other(claims)).toEqual([]);
    },
  );

  it.each(["id", "uuid"])("of %s is one in a catalog token only", (name) => {
    expect(catalog({ [name]: 7 })).toEqual([`wrong-type: ${name} is a number instead of a string`]);
    expect(role({ [name]: 7 })).toEqual([]);
  });

  it.each([
    ["role_arn", "Reader", "not an ARN"],
    ["roleArn", "arn:aws:s3:::bucket", "not an ARN"],
    ["aws_role_arn", `see ${ROLE}`, "not an ARN"],
    ["awsRoleArn", "arn:aws:iam::204377154242:", "not an ARN"],
    ["role_arn", "arn::iam::204377154242:role/Reader", "not an ARN"],
    ["role_arn", "arn:aws:iam:::role/Reader", "not an ARN"],
    ["role_arn", "", "an empty string"],
    ["role_arn", 7, "a number"],
    ["role_arn", ["a"], "a list"],
  ])("of the role under its spelling %s (%j) is named", (name, value, words) => {
    expect(role({ role_arn: undefined, [name]: value })).toEqual([
      `wrong-type: ${name} is ${words} instead of the ARN of a role`,
    ]);
  });

  it.each([ROLE, "arn:aws-us-gov:sts::204377154242:assumed-role/Reader/s"])("is not seen in the role %s", (arn) => {
    expect(role({ role_arn: arn })).toEqual([]);
  });

  it("is an inner token that can be none, said once", () => {
    expect(role({ catalog_token: "two words" })).toEqual([
      "wrong-type: catalog_token is a string that cannot be a token",
    ]);
    expect(role({ catalog_token: "opaque" })).toEqual([]);
    expect(role({ catalog_token: 7 })).toEqual(["wrong-type: catalog_token is a number instead of a string"]);
    expect(role({ catalog_token: "" })).toEqual(["wrong-type: catalog_token is an empty string instead of a string"]);
    expect(other({ catalog_token: "two words" })).toEqual([]);
  });
});
