import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { assumeRoleChecks, assumeRoleTrust, neededActions, providerName, webIdentityTrust } from "./parse-trust-policy";
import { assumeRoleContext, base, denied, ROLE, rs256, stsError, webClaims, webContext } from "./test-exchange";

const statements = (policy: unknown): unknown => JSON.parse(String(policy)).Statement;
const webToken = (claims: object) =>
  testToken(testJwt({ header: { alg: "RS256" }, payload: { ...webClaims, ...claims } }));

describe("the policy for assume-role", () => {
  it("is for what the call sends, and for the caller that AWS names", async () => {
    const settings = { base, externalId: "ext-1", sessionTags: { team: "x" }, sourceIdentity: "ada" };
    const context = assumeRoleContext({ target: { exchange: settings }, real: denied });
    await context.run();
    const { trustPolicy, callerPolicy, ...said } = context.findings[0]?.evidence ?? {};
    expect(said).toMatchObject({ status: 403, awsCode: "AccessDenied", role: ROLE });
    expect(said.caller).toBe("arn:aws:iam::204377154242:user/broker");
    expect(JSON.parse(String(trustPolicy)).Version).toBe("2012-10-17");
    const actions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
    expect(statements(trustPolicy)).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::204377154242:user/broker" },
        Action: actions,
        Condition: { StringEquals: { "sts:ExternalId": "ext-1" } },
      },
    ]);
    expect(statements(callerPolicy)).toEqual([{ Effect: "Allow", Action: actions, Resource: ROLE }]);
  });

  it("says which policy denies where AWS does, and no caller where AWS names none", async () => {
    const explicit = stsError(
      403,
      "AccessDenied",
      "User: arn:aws:iam::1:user/b is not authorized to perform: sts:AssumeRole with an explicit deny in a service control policy",
    );
    const named = assumeRoleContext({ real: explicit });
    await named.run();
    expect(named.findings[0]?.evidence.policyType).toBe("service control policy");
    const bare = assumeRoleContext({ real: stsError(403, "AccessDenied", "Access denied") });
    await bare.run();
    expect(Object.keys(bare.findings[0]?.evidence ?? {}).sort()).toEqual(
      ["awsCode", "callerPolicy", "check", "message", "role", "status", "trustPolicy"].sort(),
    );
  });

  it.each([
    [{}, ["sts:AssumeRole"]],
    [{ sessionTags: {} }, ["sts:AssumeRole"]],
    [{ sessionTags: { a: "b" } }, ["sts:AssumeRole", "sts:TagSession"]],
    [{ sourceIdentity: "ada" }, ["sts:AssumeRole", "sts:SetSourceIdentity"]],
  ])("allows what %j needs", (settings, actions) => {
    expect(neededActions(settings)).toEqual(actions);
  });

  it.each([
    [
      "a session by its role",
      "arn:aws:sts::204377154242:assumed-role/Broker/s",
      "arn:aws:iam::204377154242:role/Broker",
    ],
    [
      "a session of another partition by its role there",
      "arn:aws-us-gov:sts::204377154242:assumed-role/Broker/s",
      "arn:aws-us-gov:iam::204377154242:role/Broker",
    ],
    ["a user by its own ARN", "arn:aws:iam::204377154242:user/x/broker", "arn:aws:iam::204377154242:user/x/broker"],
    ["a caller that is no ARN as AWS wrote it", "broker", "broker"],
  ])("trusts %s", (_, caller, principal) => {
    expect(statements(assumeRoleTrust({}, ROLE, base, caller))).toEqual([
      { Effect: "Allow", Principal: { AWS: principal }, Action: ["sts:AssumeRole"] },
    ]);
  });

  it.each([
    ["the account of the base key", "ASIAY34FZKBOKMUTVV7A", ROLE, "arn:aws:iam::609629065308:root"],
    ["the role's account, where the key tells none", "AKIAIOSFODNN7EXAMPLE", ROLE, "arn:aws:iam::204377154242:root"],
    ["the role's partition", "AKIA", "arn:aws-cn:iam::204377154242:role/Reader", "arn:aws-cn:iam::204377154242:root"],
    ["no account, where nothing tells one", "AKIA", "Reader", "arn:aws:iam:::root"],
  ])("trusts %s, where AWS names no caller", (_, accessKeyId, role, principal) => {
    expect(statements(assumeRoleTrust({}, role, { accessKeyId }, null))).toMatchObject([
      { Principal: { AWS: principal } },
    ]);
  });

  it("comes with what to look at, by what was sent", () => {
    expect(assumeRoleChecks({}).join()).toContain("none was sent");
    expect(assumeRoleChecks({})).toHaveLength(5);
    const sent = assumeRoleChecks({ externalId: "x", sessionTags: { a: "b" }, sourceIdentity: "ada" });
    expect(sent).toContain("its sts:ExternalId is the one that was sent");
    expect(sent).toContain("it allows sts:TagSession and sts:SetSourceIdentity as well");
    expect(sent).toHaveLength(6);
  });
});

describe("the policy for web identity", () => {
  it("is for the token's own issuer, audience and subject", async () => {
    const context = webContext({ real: stsError(403, "AccessDenied", "Not authorized") });
    await context.run();
    expect(statements(context.findings[0]?.evidence.trustPolicy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::204377154242:oidc-provider/login.example.org/x" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { "login.example.org/x:aud": "a", "login.example.org/x:sub": "ada" } },
      },
    ]);
  });

  const conditions = (claims: object): unknown =>
    JSON.parse(webIdentityTrust(webToken(claims), ROLE) ?? "").Statement[0].Condition.StringEquals;

  const provider = "login.example.org/x";

  it.each([
    [
      "a list of audiences by its texts, ten at most",
      { aud: [7, ..."abcdefghijk"] },
      { [`${provider}:aud`]: [..."abcdefghij"], [`${provider}:sub`]: "ada" },
    ],
    ["a subject without an audience", { aud: undefined }, { [`${provider}:sub`]: "ada" }],
    ["neither where the token has neither", { aud: undefined, sub: undefined }, {}],
  ])("names %s", (_, claims, wanted) => {
    expect(conditions(claims)).toEqual(wanted);
  });

  it("cuts an issuer that is too long, and takes the scheme from its start alone", () => {
    const iss = `https://a.test/https://${"x".repeat(300)}`;
    const cut = iss.slice("https://".length, 200);
    expect(conditions({ iss })).toEqual({ [`${cut}:aud`]: "a", [`${cut}:sub`]: "ada" });
  });

  it.each([
    ["https://login.example.org/x", "login.example.org/x"],
    ["login.example.org", "login.example.org"],
    ["see https://login.example.org", "see https://login.example.org"],
  ])("calls the issuer %s as IAM does", (iss, name) => {
    expect(providerName(iss)).toBe(name);
  });

  it("goes to the account and the partition of the role", () => {
    const gov = webIdentityTrust(rs256, "arn:aws-us-gov:iam::204377154242:role/Reader");
    expect(gov).toContain('"Federated":"arn:aws-us-gov:iam::204377154242:oidc-provider/login.example.org/x"');
    expect(webIdentityTrust(rs256, "Reader")).toContain(
      '"Federated":"arn:aws:iam:::oidc-provider/login.example.org/x"',
    );
  });

  it("is none for a token that names no issuer", () => {
    expect(webIdentityTrust(webToken({ iss: undefined }), ROLE)).toBeNull();
    expect(webIdentityTrust(testToken("qk_of_nobody"), ROLE)).toBeNull();
  });
});
