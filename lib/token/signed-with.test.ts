import { describe, expect, it } from "vitest";
import { publicSecrets } from "./public-secrets";
import { isSignedWith } from "./signed-with";
import { unsignedToken } from "./tamper-token";
import { testJwt, testToken } from "./test-jwt";

const secret = "a secret of the registry, long enough";
const signed = (parts: Parameters<typeof testJwt>[0]) => testToken(testJwt({ secret, ...parts }));

describe("isSignedWith", () => {
  it("knows its own signatures, whatever characters they have", async () => {
    for (let id = 0; id < 20; id += 1) expect(await isSignedWith(signed({ payload: { id } }), secret)).toBe(true);
  });

  it("knows no other secret's", async () => {
    expect(await isSignedWith(signed({ secret: "test-secret", payload: { id: "a" } }), secret)).toBe(false);
  });

  it("is said of HS256 alone, whatever the bytes", async () => {
    expect(await isSignedWith(signed({ header: { alg: "HS512" } }), secret)).toBe(false);
    expect(await isSignedWith(signed({ header: { alg: "RS256" } }), secret)).toBe(false);
    expect(await isSignedWith(testToken(unsignedToken(signed({}))), secret)).toBe(false);
    expect(await isSignedWith(testToken("qk_4f1e9a"), secret)).toBe(false);
  });

  it("covers header and payload", async () => {
    const [, payload, signature] = signed({ payload: { id: "a" } })
      .raw.reveal()
      .split(".");
    const [header, other] = signed({ header: { kid: "b" }, payload: { id: "b" } })
      .raw.reveal()
      .split(".");
    const [own] = signed({}).raw.reveal().split(".");
    expect(await isSignedWith(testToken(`${header}.${payload}.${signature}`), secret)).toBe(false);
    expect(await isSignedWith(testToken(`${own}.${other}.${signature}`), secret)).toBe(false);
    expect(await isSignedWith(testToken(`${own}.${payload}.${signature}`), secret)).toBe(true);
  });
});

describe("the published secrets", () => {
  it("hold the one that Quilt's own fixtures are signed with, none twice and none empty", () => {
    expect(publicSecrets).toContain("test-secret");
    expect(new Set(publicSecrets).size).toBe(publicSecrets.length);
    expect(publicSecrets).not.toContain("");
  });
});
