import { describe, expect, it } from "vitest";
import { formatFlaws, headerFlaws } from "./header-checks";

type Header = Parameters<typeof headerFlaws>[0];

const seen = (header: Header) => headerFlaws(header).map(({ reason, detail }) => `${reason}: ${detail}`);
const with256 = (members: NonNullable<Header>) => seen({ alg: "HS256", ...members });

describe("the algorithm by itself", () => {
  it.each([
    [{ alg: "HS256" }, []],
    [{ alg: "EdDSA", typ: "JWT", kid: "k" }, []],
    [{ alg: "none" }, ["alg-none: alg none"]],
    [{ alg: "NonE" }, ["alg-none: alg NonE"]],
    [{ alg: "none " }, ["alg-not-allowed: alg none  is not allowed here"]],
    [{ alg: "hs256" }, ["alg-not-allowed: alg hs256 is not spelt as the standard requires"]],
    [{ alg: "es256K" }, ["alg-not-allowed: alg es256K is not allowed here"]],
    [{ alg: "" }, ["alg-not-allowed: alg  is not allowed here"]],
    [{ alg: "x".repeat(40) }, [`alg-not-allowed: alg ${"x".repeat(32)} is not allowed here`]],
    [{ alg: 7 }, ["malformed: header: no alg"]],
    [{}, ["malformed: header: no alg"]],
    [null, []],
  ])("%j", (header, wanted) => {
    expect(seen(header)).toEqual(wanted);
  });
});

describe("other members", () => {
  it.each([
    [{ kid: 7 }, ["malformed: header: kid is not a string"]],
    [{ kid: "" }, []],
    [{ crit: ["exp"] }, ["critical-header: crit: exp"]],
    [{ crit: ["a", "b", "c", "d", "e", "f"] }, ["critical-header: crit: a, b, c, d, e"]],
    [{ crit: ["x".repeat(70), 7] }, [`critical-header: crit: ${"x".repeat(64)}, not a string`]],
    [{ crit: [] }, ["critical-header: crit without names"]],
    [{ crit: "exp" }, ["critical-header: crit without names"]],
    [{ b64: true }, ["critical-header: b64, which JWTs must not use"]],
    [{ "x-tenant": "a" }, []],
  ])("%j", (members, wanted) => {
    expect(with256(members)).toEqual(wanted);
  });

  it.each([
    ["jku", "https://ada:secret@evil.test/k?token=1", "https://evil.test"],
    ["x5u", "file:///etc/passwd", "file:"],
    ["jku", `https://${"a.".repeat(120)}test/`, `https://${"a.".repeat(120)}test`.slice(0, 200)],
    ["jwk", { kty: "oct" }, "inside the token"],
    ["x5c", ["MIIB"], "inside the token"],
    ["jku", "no URL", "inside the token"],
  ])("a key that the token brings along is shown by where it lies, never used: %s %j", (name, value, where) => {
    expect(with256({ [name]: value })).toEqual([`token-supplied-key: ${name}: ${where}, not used`]);
  });
});

describe("the form", () => {
  const fault = (reason: Parameters<typeof formatFlaws>[0][number]["reason"], part: "payload" | "header") => ({
    reason,
    part,
    message: `${part}: ${reason}`,
    members: [],
  });

  it.each([
    ["bad-character", "non-canonical"],
    ["padding", "non-canonical"],
    ["bad-length", "non-canonical"],
    ["spare-bits", "non-canonical"],
    ["part-count", "malformed"],
    ["not-json", "malformed"],
  ] as const)("%s is %s", (reason, code) => {
    expect(formatFlaws([fault(reason, "payload")])).toEqual([{ reason: code, detail: `payload: ${reason}` }]);
  });

  it("of duplicate members is this layer's in the header, and the claims layer's in the payload", () => {
    expect(formatFlaws([fault("duplicate-member", "header")])).toHaveLength(1);
    expect(formatFlaws([fault("duplicate-member", "payload")])).toEqual([]);
  });
});
