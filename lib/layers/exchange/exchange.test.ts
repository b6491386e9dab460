import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsRegion, registryUrl } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testInput } from "../shared/test-context";
import { exchange } from "./exchange";
import { base, catalogToken, REGISTRY, roleToken } from "./test-exchange";

const role = { sub: "ada", role_arn: "arn:aws:iam::204377154242:role/Reader", exp: 4e9 };
const hybridToken = testToken(testJwt({ payload: { ...role, catalog_token: testJwt({ payload: { id: "a" } }) } }));
const webIdentity = { strategy: "web-identity" as const };
const nowhere = { requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] };

describe("the strategy", () => {
  it.each([
    ["a role token", { token: roleToken }, {}, "the base credentials assume the token's role"],
    ["a hybrid token", { token: hybridToken }, {}, "the base credentials assume the token's role"],
    ["a catalog token", { token: catalogToken }, {}, "the registry turns the token into AWS credentials"],
    ["an API key", { token: testToken("qk_of_nobody") }, {}, "the registry turns the token into AWS credentials"],
    [
      "a role token, where the target says registry",
      { token: roleToken },
      { strategy: "registry" as const },
      "registry",
    ],
    ["a catalog token, where the target says auto", { token: catalogToken }, { strategy: "auto" as const }, "registry"],
    ["web identity, where the target says so", { token: roleToken }, webIdentity, "AWS turns the token"],
  ])("of %s follows kind and target", (_, input, settings, words) => {
    const seen = exchange.variant?.(testInput({ ...input, target: { exchange: settings } }));
    expect(seen?.title).toContain(words);
  });

  it("needs a registry for the registry, a region for STS, and nothing where nothing can be asked", () => {
    const needs = (input: LayerInput) => exchange.needs(input).map((output) => output.name);
    expect(needs(testInput({}))).toEqual([registryUrl.name]);
    expect(needs(testInput({ token: roleToken, target: { exchange: { base } } }))).toEqual([awsRegion.name]);
    expect(needs(testInput({ token: roleToken }))).toEqual([]);
    expect(needs(testInput({ token: roleToken, target: { exchange: webIdentity } }))).toEqual([awsRegion.name]);
  });

  it("waits for the signature only where a pass rests on it", () => {
    const uses = (input: LayerInput) => exchange.uses(input).map((output) => output.name);
    expect(uses(testInput({ token: roleToken, target: { exchange: { base } } }))).toEqual(["signatureVerified"]);
    expect(uses(testInput({ token: roleToken }))).toEqual([]);
    expect(uses(testInput({ token: roleToken, target: { exchange: webIdentity } }))).toEqual([]);
    expect(uses(testInput({ token: catalogToken }))).toEqual([]);
  });

  it("reports by its own strategy's findings", () => {
    const reasons = (input: LayerInput) => Object.keys(exchange.variant?.(input)?.findings ?? {});
    expect(reasons(testInput({ token: catalogToken }))).toContain("rejected");
    expect(reasons(testInput({ token: catalogToken }))).not.toContain("assume-role-denied");
    expect(reasons(testInput({ token: roleToken }))).toContain("assume-role-denied");
    expect(reasons(testInput({ token: roleToken, target: { exchange: webIdentity } }))).toContain(
      "web-identity-denied",
    );
    expect(Object.keys(exchange.findings)).toEqual(
      expect.arrayContaining(["rejected", "assume-role-denied", "web-identity-denied"]),
    );
  });

  it("is called otherwise for a subject that it is to refuse", () => {
    const target = { access: { exchange: "refused" } } as const;
    expect(exchange.variant?.(testInput({ token: catalogToken, target }))?.title).toBe(
      "exchange refuses this subject, as it should",
    );
  });

  it.each([
    ["the registry", { token: catalogToken }, {}],
    ["assume-role", { token: roleToken }, { base }],
    ["web identity", { token: roleToken }, webIdentity],
  ])("asks nobody where %s was not given what it needs", async (_, input, settings) => {
    const context = createTestContext({
      layer: exchange,
      input: testInput({ ...input, target: { exchange: settings } }),
    });
    expect(await context.run()).toMatchObject({ status: "not-applicable", codes: [] });
  });

  it("is required, and says what it waits for", () => {
    expect(exchange.requiredByDefault(testInput())).toBe(true);
    expect(exchange.doing(testInput({ token: catalogToken }))).toContain("registry");
    expect(exchange.doing(testInput({ token: roleToken }))).toContain("STS");
  });

  it.each([
    ["the registry, which is then to refuse", {}, null],
    ["assume-role", { strategy: "assume-role" as const }, "there is no token that asks for a role"],
    ["web identity", webIdentity, "there is no token to exchange"],
  ])("without a token concerns %s or nobody", (_, settings, why) => {
    expect(exchange.notApplicable(testInput({ target: { exchange: settings } }))).toBe(why);
    expect(exchange.notApplicable(testInput({ token: roleToken, target: { exchange: settings } }))).toBeNull();
  });
});

describe("the announcement before a run", () => {
  const plan = (input: Partial<Omit<LayerInput, "target">>, target: Partial<LayerInput["target"]> = {}) =>
    exchange.plan(testInput({ ...input, target }));
  const sts = "https://sts.us-east-1.amazonaws.com";

  it.each([
    [{ token: catalogToken }, 6, 3],
    [{ token: catalogToken, controls: "off" as const }, 2, 0],
    [{ token: null }, 2, 0],
  ])("of the registry counts requests and altered credentials (%#)", (input, requests, wrongCredentials) => {
    const target = { registryUrl: `${REGISTRY}/base` };
    const destinations = [REGISTRY];
    expect(plan(input, target)).toMatchObject({ requests, wrongCredentials, destinations });
  });

  it("of the registry says so where only config.json knows the address", () => {
    expect(plan({ token: catalogToken }).destinations).toEqual(["the registry that config.json names"]);
  });

  it.each([
    [{ token: roleToken }, 4, 1, [sts]],
    [{ token: roleToken, controls: "off" as const }, 2, 0, [sts]],
    [{ token: null }, 2, 0, [sts]],
    [{ token: roleToken, iam: true }, 5, 1, [sts, "https://iam.amazonaws.com"]],
  ])("of assume-role counts the read of the trust policy as well (%#)", (input, requests, wrongCredentials, to) => {
    const target = { region: "us-east-1", exchange: { strategy: "assume-role" as const, base } };
    expect(plan(input, target)).toMatchObject({ requests, wrongCredentials, destinations: to });
  });

  it("of assume-role names no IAM address while the region is not known", () => {
    const { destinations } = plan({ token: roleToken, iam: true }, { exchange: { base } });
    expect(destinations).toEqual(["the AWS endpoints of the region that config.json names", "AWS IAM"]);
  });

  it("of assume-role holds nothing without base credentials, and no controls", () => {
    expect(plan({ token: roleToken }, { region: "us-east-1" })).toEqual(nowhere);
    expect(exchange.controls(testInput({ token: roleToken }))).toEqual([]);
  });

  it.each([
    [{ token: roleToken }, 4, 1],
    [{ token: roleToken, controls: "off" as const }, 2, 0],
    [{ token: null }, 2, 0],
  ])("of web identity counts the tampered token alone as a wrong credential (%#)", (input, requests, wrong) => {
    const seen = plan(input, { region: "us-east-1", exchange: webIdentity });
    expect(seen).toMatchObject({ requests, wrongCredentials: wrong, destinations: [sts] });
  });

  const role = { region: "us-east-1", exchange: { strategy: "assume-role" as const, base } };
  it.each([
    ["the registry", { token: catalogToken }, { registryUrl: REGISTRY }, 6, 6],
    ["assume-role", { token: roleToken }, role, 4, 4],
    // The role's policy is read, and no session comes of it.
    ["assume-role", { token: roleToken, iam: true }, role, 4, 5],
    ["web identity", { token: roleToken }, { region: "us-east-1", exchange: webIdentity }, 4, 4],
  ])(
    "of %s counts a session for every call that may be accepted, and two of a sound server",
    (_, input, target, most, requests) => {
      const { awsSessionsMinted, sound } = plan(input, target);
      expect(awsSessionsMinted).toBe(most);
      expect(sound).toMatchObject({ requests, awsSessionsMinted: 2 });
    },
  );

  it.each([
    ["without a token", { token: null }, {}, 1],
    ["that is to be refused", { token: catalogToken }, { access: { exchange: "refused" as const } }, 5],
  ])("of a subject %s expects no session and no repeat of a sound server", (_, input, target, requests) => {
    expect(plan(input, { registryUrl: REGISTRY, ...target }).sound).toMatchObject({ requests, awsSessionsMinted: 0 });
  });
});

describe("deep controls", () => {
  const names = (input: Partial<Omit<LayerInput, "target">>) =>
    exchange.controls(testInput({ token: catalogToken, ...input })).map((control) => control.name);

  it("forge with every published secret, unsigned, and with a lapsed token where there is one", () => {
    expect(names({ controls: "on" })).toEqual(["no-token", "tampered", "forged", "alg-none"]);
    const deep = names({ controls: "deep" });
    expect(deep).toEqual(expect.arrayContaining(["forged", "forged:dev-secret", "alg-none"]));
    expect(deep).not.toContain("lapsed");
    expect(names({ controls: "deep", lapsed: catalogToken })).toContain("lapsed");
  });

  it("leave out the secret that signs the token itself", () => {
    const own = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 }, secret: "dev-secret" }));
    expect(names({ controls: "deep", token: own })).not.toContain("forged:dev-secret");
  });

  it("add only random text for a token that is no JWT", () => {
    expect(names({ controls: "deep", token: testToken("qk_of_nobody_at_all"), lapsed: catalogToken })).toEqual([
      "no-token",
      "tampered",
      "malformed",
    ]);
  });
});
