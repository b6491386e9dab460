import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { webClaims } from "./test-exchange";
import { webIdentityObjections } from "./web-identity-objections";

const objections = (header: object, claims: object = {}) =>
  webIdentityObjections(testToken(testJwt({ header: { ...header }, payload: { ...webClaims, ...claims } })));

describe("what AWS will not accept, whatever the trust policy says", () => {
  it.each(["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"])("is nothing in a sound token signed %s", (alg) => {
    expect(objections({ alg })).toEqual([]);
    expect(objections({ alg }, { nbf: 1_700_000_000 })).toEqual([]);
  });

  it.each(["HS256", "PS256", "EdDSA", "none"])("is the algorithm %s", (alg) => {
    expect(objections({ alg })).toEqual([
      `it is signed with ${alg}; AWS accepts RS256, RS384, RS512, ES256, ES384, ES512`,
    ]);
  });

  it.each(["iss", "aud", "sub", "exp", "iat"])("is a token without %s", (name) => {
    expect(objections({ alg: "RS256" }, { [name]: undefined })).toEqual([`it has no ${name}`]);
  });

  it.each([
    ["exp", 4_000_000_000.5],
    ["iat", "1700000000"],
    ["nbf", null],
  ])("is a time that is no whole number: %s %j", (name, value) => {
    expect(objections({ alg: "ES256" }, { [name]: value })).toEqual([`its ${name} is not a whole number of seconds`]);
  });

  it.each(["http://login.example.org", "login.example.org", "see https://login.example.org"])(
    "is an issuer that is no https URL: %s",
    (iss) => {
      expect(objections({ alg: "RS256" }, { iss })).toEqual(["its issuer is not an https URL"]);
    },
  );

  it.each([
    ["an API key", "qk_of_nobody", "it is not a signed JWT"],
    ["an encrypted token", "eyJhbGciOiJkaXIiLCJlbmMiOiJBIn0..AAAA.AAAA.AAAA", "it is not a signed JWT"],
    ["claims that cannot be read", "eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA", "its claims cannot be read"],
  ])("is %s, and nothing more is said", (_, raw, why) => {
    expect(webIdentityObjections(testToken(raw))).toEqual([why]);
  });

  it("is a token that names no algorithm", () => {
    const raw = testJwt({ header: "{}", payload: webClaims });
    expect(webIdentityObjections(testToken(raw))[0]).toMatch(/^it is signed with nothing;/);
  });
});
