import { describe, expect, it } from "vitest";
import { asksForPasswords, readChallenge, readChallenges } from "./challenges";

const seen = (header: string | undefined) =>
  readChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe("the challenges of a header", () => {
  it.each([
    [undefined, []],
    ["", []],
    [" , ,", []],
    ["Bearer", [["bearer", {}]]],
    ['Bearer realm="a, b", error="invalid_token"', [["bearer", { realm: "a, b", error: "invalid_token" }]]],
    [
      'Bearer scope="" error="invalid_token" error_description="the token has expired"',
      [["bearer", { scope: "", error: "invalid_token", error_description: "the token has expired" }]],
    ],
    ["Bearer error=invalid_token,scope=a", [["bearer", { error: "invalid_token", scope: "a" }]]],
    ["BEARER ERROR = invalid_token", [["bearer", { error: "invalid_token" }]]],
    ["Bearer error =\tx", [["bearer", { error: "x" }]]],
    ['Bearer error="a\\"b\\\\c"', [["bearer", { error: 'a"b\\c' }]]],
    ['Bearer error="cut', [["bearer", { error: "cut" }]]],
    ['Bearer error="cut\\', [["bearer", { error: "cut\\" }]]],
    ["Bearer error=a, error=b", [["bearer", { error: "a" }]]],
    [
      'Basic realm="x", Bearer error="y"',
      [
        ["basic", { realm: "x" }],
        ["bearer", { error: "y" }],
      ],
    ],
    [
      'Bearer error="y" Basic realm="x"',
      [
        ["bearer", { error: "y" }],
        ["basic", { realm: "x" }],
      ],
    ],
    [
      "Negotiate, NTLM",
      [
        ["negotiate", {}],
        ["ntlm", {}],
      ],
    ],
    [
      "Negotiate YIIabc/d+e==, NTLM TlRMTVNTUAAC",
      [
        ["negotiate", {}],
        ["ntlm", {}],
      ],
    ],
    ["NTLM TlRM/TVN", [["ntlm", {}]]],
    ["NTLM TlRM= ", [["ntlm", {}]]],
    [
      "Bearer a b=c",
      [
        ["bearer", {}],
        ["a", { b: "c" }],
      ],
    ],
    ["error=lost", []],
    ["Bearer  x=", [["bearer", {}]]],
    ["Bearer x=, y=z", [["bearer", { y: "z" }]]],
    ["Bearer\tx=y", [["bearer", { x: "y" }]]],
    ["Bearer x=y\tz=w", [["bearer", { x: "y", z: "w" }]]],
    ["@Bearer x=y", [["bearer", { x: "y" }]]],
    [
      "Basic/x",
      [
        ["basic", {}],
        ["x", {}],
      ],
    ],
    ["Bearer AZaz09=AZaz09", [["bearer", { azaz09: "AZaz09" }]]],
    ["Bearer a=b c=d", [["bearer", { a: "b", c: "d" }]]],
    [
      "NTLM AZaz09-._~+/AZaz09==, Basic",
      [
        ["ntlm", {}],
        ["basic", {}],
      ],
    ],
    [
      "NTLM , Basic",
      [
        ["ntlm", {}],
        ["basic", {}],
      ],
    ],
  ] as const)("of %j are read", (header, challenges) => {
    expect(seen(header)).toEqual(challenges);
  });

  it("keep each value to 300 characters, and of a header the first 4,000", () => {
    expect(seen(`Bearer error="${"x".repeat(400)}"`)).toEqual([["bearer", { error: "x".repeat(300) }]]);
    const late = `Bearer a="${"x".repeat(3_990)}", error="late"`;
    expect(Object.keys(seen(late)[0]?.[1] ?? {})).toEqual(["a"]);
  });

  it("are found in bounded work in whatever a server sends", () => {
    for (const piece of ['"', "\\", "=", ",", "a ", 'a="', "a=b ", "a/", " "]) {
      const long = piece.repeat(1_000_000 / piece.length);
      expect(seen(`Bearer ${long}`)).toEqual(seen(`Bearer ${long}`.slice(0, 4_000)));
    }
  });
});

describe("the challenge of a bearer token", () => {
  it("gives what it says, and null for what it does not", () => {
    const header = 'Bearer error="e", error_description="d", scope="s", resource_metadata="https://a.example/m"';
    expect(readChallenge(header)).toEqual({
      error: "e",
      description: "d",
      scope: "s",
      resourceMetadata: "https://a.example/m",
    });
    expect(readChallenge("Bearer")).toEqual({ error: null, description: null, scope: null, resourceMetadata: null });
  });

  it("is that which names an error, of any that there are", () => {
    expect(readChallenge('Basic error="b", Bearer realm="x", DPoP error="d"')?.error).toBe("d");
    expect(readChallenge('Bearer scope="one", Bearer scope="two"')?.scope).toBe("one");
    expect(readChallenge('Basic error="b"')).toBeNull();
    expect(readChallenge(undefined)).toBeNull();
  });
});

describe("a challenge for passwords", () => {
  it.each(["Basic", 'basic realm="x"', "Negotiate", "NTLM", "Negotiate YII=, NTLM", "Digest nonce=a", "Kerberos"])(
    "is %j",
    (header) => {
      expect(asksForPasswords(header)).toBe(true);
    },
  );

  it.each([undefined, "", "Bearer", 'Basic realm="x", Bearer', "DPoP, Basic", "Custom", "BasicX"])(
    "is not %j",
    (header) => {
      expect(asksForPasswords(header)).toBe(false);
    },
  );
});
