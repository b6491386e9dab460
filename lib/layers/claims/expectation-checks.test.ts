import { describe, expect, it } from "vitest";
import { expectationFlaws } from "./expectation-checks";

type Payload = Parameters<typeof expectationFlaws>[0];

/** Details by reason. */
function seen(payload: Payload, expect_: Parameters<typeof expectationFlaws>[1] = {}) {
  return Object.fromEntries(expectationFlaws(payload, expect_).map(({ reason, detail }) => [reason, detail]));
}

const evidence = (payload: Payload, expect_: Parameters<typeof expectationFlaws>[1]) =>
  expectationFlaws(payload, expect_).map((flaw) => flaw.evidence)[0];

const issuer = "https://issuer.test";

describe("the issuer", () => {
  it.each([
    ["https://issuer.test/", "only a trailing slash differs"],
    ["https://issuer.test:443", "only the port :443 differs"],
    ["https://ISSUER.test", "only upper and lower case differ"],
    ["https://other.test", "another value"],
    ["https://issuer.test:4430", "another value"],
    ["https://issuer.test/:443x", "another value"],
    ["https://issuer.test/x", "another value"],
    [undefined, "absent or not a string"],
    [null, "absent or not a string"],
    [7, "absent or not a string"],
  ])("%j is not https://issuer.test: %s", (iss, why) => {
    expect(seen(iss === undefined ? {} : { iss }, { issuer })).toEqual({ "issuer-mismatch": `iss: ${why}` });
  });

  it.each([
    [`${issuer}/`, issuer, "only a trailing slash differs"],
    [issuer, `${issuer}/`, "only a trailing slash differs"],
    [`${issuer}:443/realm`, `${issuer}/realm`, "only the port :443 differs"],
    [`${issuer}/realm`, `${issuer}:443/realm`, "only the port :443 differs"],
    [`${issuer}/Realm`, `${issuer}/realm`, "only upper and lower case differ"],
    [`${issuer}/a/b`, `${issuer}a/b`, "another value"],
  ])("%s for %s differs, from either side", (iss, wanted, why) => {
    expect(seen({ iss }, { issuer: wanted })).toEqual({ "issuer-mismatch": `iss: ${why}` });
  });

  it("that is the expected one is not mentioned, nor is one that nobody expects", () => {
    expect(seen({ iss: issuer }, { issuer })).toEqual({});
    expect(seen({ iss: issuer })).toEqual({});
    expect(seen({})).toEqual({});
  });
});

describe("the audience", () => {
  const audience = "https://api.test/a";

  it.each([
    [audience, {}],
    [["other", audience], {}],
    ["https://api.test/a/", { "audience-mismatch": "aud: only a trailing slash differs" }],
    [["https://api.test/A"], { "audience-mismatch": "aud: only upper and lower case differ" }],
    [["a", "b"], { "audience-mismatch": "aud: not in the list" }],
    [[], { "audience-mismatch": "aud: not in the list" }],
    [null, { "audience-mismatch": "aud: absent or not a string" }],
    [[[audience]], { "audience-mismatch": "aud: absent or not a string" }],
  ])("%j is compared exactly, a list by its members", (aud, wanted) => {
    expect(seen({ aud }, { audience })).toEqual(wanted);
  });

  it("is shown with five members at most", () => {
    expect(evidence({ aud: ["a", "b", "c", "d", "e", "f"] }, { audience })).toEqual({
      expected: audience,
      got: "a, b, c, d, e",
    });
  });
});

describe("what is shown of a claim", () => {
  it.each([
    ["https://ada:secret@issuer.test/x?code=1#y", "https://issuer.test/x"],
    ["https://issuer.test/x#y", "https://issuer.test/x"],
    ["https://issuer.test/x?a\nb", "https://issuer.test/x"],
    ["https://issuer.test/x@y", "https://issuer.test/x@y"],
    ["x".repeat(300), "x".repeat(200)],
    [undefined, "none"],
    [null, "not a string"],
    [7, "not a string"],
  ])("of %j is no query, fragment or user: %s", (iss, got) => {
    expect(evidence(iss === undefined ? {} : { iss }, { issuer })).toEqual({ expected: issuer, got });
  });
});

describe("a Quilt Connect token", () => {
  const iss = "https://c.test:443";
  const aud = "https://c.test/mcp/platform";

  it.each([
    [{ iss, aud }, {}],
    [{ iss: "https://c.test", aud }, { "issuer-mismatch": "iss: only the port :443 differs" }],
    [{ iss, aud: `${aud}/mcp` }, { "audience-mismatch": "aud: another value" }],
  ])("is held to its documentation: %j", (payload, wanted) => {
    expect(seen(payload)).toEqual(wanted);
  });

  it("is held to the target where that says otherwise, each claim by itself", () => {
    expect(seen({ iss: "https://c.test", aud }, { issuer: "https://c.test" })).toEqual({});
    expect(seen({ iss, aud: `${aud}/mcp` }, { audience: `${aud}/mcp` })).toEqual({});
    expect(seen({ iss, aud }, { issuer: "https://c.test" })).toHaveProperty("issuer-mismatch");
    expect(seen({ iss, aud }, { audience: `${aud}/mcp` })).toHaveProperty("audience-mismatch");
  });
});
