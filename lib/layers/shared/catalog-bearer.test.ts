import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { catalogBearer } from "./catalog-bearer";

const role = { sub: "ada", exp: 4e9, role_arn: "arn:aws:iam::204377154242:role/Reader" };
const catalog = testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 } });

describe("what speaks for a user at the catalog", () => {
  it.each([
    ["a catalog token", catalog, catalog],
    ["an API key", "qk_of_nobody_at_all", "qk_of_nobody_at_all"],
    ["the token inside a hybrid", testJwt({ payload: { ...role, catalog_token: catalog } }), catalog],
    ["nothing of a role token", testJwt({ payload: role }), undefined],
    ["nothing of a hybrid with nothing inside", testJwt({ payload: { ...role, catalog_token: "" } }), undefined],
  ])("is %s", (_, raw, bearer) => {
    expect(catalogBearer(testToken(raw))?.reveal()).toBe(bearer);
  });
});
