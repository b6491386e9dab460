import { describe, expect, it } from "vitest";
import { encodeBase64url } from "./base64url";
import { testJwt, testToken } from "./test-jwt";

const catalog = { id: "81a35282", uuid: "9f1c", exp: 2_000_000_000 };
const role = { sub: "u", exp: 2_000_000_000, role_arn: "arn:aws:iam::555555555555:role/reader" };
const base64 = (text: string) => encodeBase64url(new TextEncoder().encode(text));

describe("the kind of a token", () => {
  const aud = "https://connect.acme.test/mcp/platform";
  const iss = "https://connect.acme.test:443";
  it.each([
    ["catalog-jwt", catalog],
    ["catalog-jwt", { uuid: "u", iat: 1 }],
    ["other-jwt", { ...catalog, aud: "x" }],
    ["other-jwt", { ...catalog, catalog_token: "x" }],
    ["other-jwt", { sub: "x" }],
    ["role-jwt", role],
    ["role-jwt", { ...catalog, awsRoleArn: "x" }],
    ["role-jwt", { ...role, aud: "x", id: "y" }],
    ["hybrid-jwt", { ...role, catalog_token: "x" }],
    ["hybrid-jwt", { roleArn: "x", catalog_token: null }],
    ["connect-jwt", { iss, aud, sub: "x" }],
    ["connect-jwt", { iss, aud: ["other", aud] }],
    ["connect-jwt", { iss: "https://connect.acme.test", aud: `${aud}/mcp` }],
    ["other-jwt", { iss: "https://elsewhere.test:443", aud }],
    ["other-jwt", { iss: "http://connect.acme.test", aud }],
    ["other-jwt", { iss, aud: "https://connect.acme.test/mcp" }],
    ["connect-jwt", { iss: `${iss}/`, aud: `${aud}/` }],
    ["other-jwt", { iss: "https://connect.acme.test:8443", aud }],
    ["other-jwt", { iss: `${iss}/realm/`, aud }],
    ["other-jwt", { iss, aud: `https://connect.acme.test/x/mcp/platform` }],
    ["other-jwt", { iss, aud: `${aud}/other` }],
    ["other-jwt", { iss: [iss], aud }],
    ["other-jwt", { iss: "connect.acme.test", aud }],
    ["other-jwt", { iss: "x", aud: "x" }],
    ["catalog-jwt", { id: "a", iss: "x" }],
  ])("%s by its claims (%#)", (kind, payload) => {
    expect(testToken(testJwt({ payload })).kind).toBe(kind);
  });

  it.each([
    ["api-key", "qk_abc.def.ghi"],
    ["opaque", "6f1b6d0e-aaaa"],
    ["opaque", "abc.def.ghi"],
    ["opaque", "eyes.open"],
    ["opaque", "e30"],
    ["opaque", `abc.${base64('{"id":"a"}')}`],
    ["opaque", `${base64("[1]")}.abc`],
    ["opaque", `${base64("[1")}.abc.def`],
    ["opaque", `${base64('"text"')}.abc.def`],
    ["opaque", base64('x{"alg":1}')],
    ["opaque", `${base64("x{}")}.abc`],
    ["opaque", "%eyJhbGciOiJIUzI1NiJ9"],
    ["other-jwt", `abc.${base64('{"id":"a"}')}.def`],
    ["other-jwt", `${base64(" [1]")}.abc.def`],
    ["other-jwt", "eyJhb"],
    ["other-jwt", base64('{ \n"alg":"HS256"}')],
    ["other-jwt", base64(' \n{"alg":"HS256"}')],
    ["other-jwt", `${base64("{ ")}.abc`],
    ["other-jwt", `${base64('{"alg":"HS256"}')}.${base64('{"id":"a"}')}`],
    ["other-jwt", `${base64('{"alg":"HS256"}')}.${base64('{"id":"a"}')}.AAAA.AAAA`],
    ["other-jwt", `${base64('{"alg":')}.${base64('{"id":"a"}')}.AAAA`],
    ["catalog-jwt", `${base64('{"alg":"HS256","enc":"x"}')}.${base64('{"id":"a"}')}.AAAA`],
    ["jwe", `${base64('{"alg":"dir","enc":"A256GCM"}')}..aaaa.bbbb.cccc`],
    ["other-jwt", `${base64('{"alg":"dir"}')}..aaaa.bbbb.cccc`],
    ["other-jwt", base64('{"alg":"HS256"}')],
    ["other-jwt", "eyJ_9fXw7-Q"],
    ["other-jwt", `${base64('{ "alg":"HS256"}')}.e30`],
    ["other-jwt", `${base64('{\n"alg":"HS256"')}.e30.AAAA`],
    ["other-jwt", "eyJhbGciOi..."],
  ])("%s by its form: %s", (kind, raw) => {
    expect(testToken(raw).kind).toBe(kind);
  });

  it.each([
    ["qk_abc.def.ghi", false],
    ["6f1b6d0e-aaaa", false],
    ["eyJhbGciOi...", true],
    [`${base64('{"alg":"dir","enc":"A256GCM"}')}..aaaa.bbbb.cccc`, true],
    [testJwt({ payload: catalog }), true],
  ])("tells of %s whether it was meant as a JWT", (raw, meant) => {
    const token = testToken(raw);
    expect(token.looksLikeJwt).toBe(meant);
    expect(token.jwt !== null).toBe(meant);
  });

  it("gives algorithm, expiry and size", () => {
    const raw = testJwt({ header: { alg: "HS512" }, payload: catalog });
    const token = testToken(raw);
    expect(token).toMatchObject({ algorithm: "HS512", expSeconds: 2_000_000_000, lengthBytes: raw.length });
    expect(testToken(testJwt({ header: { alg: "x".repeat(40) } })).algorithm).toBe("x".repeat(32));
    expect(testToken("qk_1")).toMatchObject({ algorithm: null, expSeconds: null, lengthBytes: 4 });
    expect(testToken(testJwt({ payload: { id: "a", exp: "soon" } })).expSeconds).toBeNull();
    expect(testToken(testJwt({ payload: '{"id":"a","exp":1e999}' })).expSeconds).toBeNull();
  });

  it("reads the token inside a hybrid, one level deep", () => {
    const inside = testJwt({ payload: catalog });
    const hybrid = testToken(testJwt({ payload: { ...role, catalog_token: inside } }));
    expect(hybrid.inner).toMatchObject({ kind: "catalog-jwt", inner: null });
    expect(hybrid.inner?.raw.reveal()).toBe(inside);
    const twice = testJwt({ payload: { ...role, catalog_token: hybrid.raw.reveal() } });
    expect(testToken(twice).inner).toMatchObject({ kind: "hybrid-jwt", inner: null });
    expect(testToken(testJwt({ payload: { ...catalog, catalog_token: inside } })).inner).toBeNull();
    expect(testToken(testJwt({ payload: { ...role, catalog_token: "a b" } })).inner).toBeNull();
    expect(testToken(testJwt({ payload: { ...role, catalog_token: 7 } })).inner).toBeNull();
  });
});
