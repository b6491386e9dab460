import { describe, expect, it } from "vitest";
import { parseAccessDenied } from "@/lib/clients/aws/access-denied";
import { denialSignals, roleDenialSignals, roleDenialWords } from "./role-denial";
import { assumeRoleContext, rs256, stsError, webContext } from "./test-exchange";

const says = (action: string, because = "") =>
  `User: arn:aws:iam::1:user/a is not authorized to perform: ${action} on resource: arn:aws:iam::1:role/R ${because}`;
const denied = (action: string, because = "") => parseAccessDenied(says(action, because));
const byTrust = "because no role trust policy allows the action";

describe("a denial of AssumeRole", () => {
  it.each([
    [denied("sts:AssumeRole", byTrust), ["denied-by-trust-policy"]],
    [denied("sts:TagSession", byTrust), ["denied-by-trust-policy", "tags-not-allowed"]],
    [denied("sts:TagSession"), ["tags-not-allowed"]],
    [denied("sts:SetSourceIdentity"), ["source-identity-not-allowed"]],
    [denied("sts:AssumeRole", "because no identity-based policy allows the action"), []],
    [denied("sts:constructor"), []],
    [null, []],
  ])("is recognised: %#", (one, signals) => {
    expect(denialSignals(one)).toEqual(signals);
    for (const signal of signals) expect(roleDenialSignals).toContain(signal);
  });

  it("says what the call carried, where that is what is denied", () => {
    for (const because of ["", byTrust]) {
      const words = roleDenialWords(denied("sts:TagSession", because));
      expect(words.title).toBe("the role may not be assumed with session tags: nothing allows sts:TagSession");
      expect(words.remedy).toMatch(/^Allow sts:TagSession in the role's trust policy.*exchange\.sessionTags out\.$/);
    }
    expect(roleDenialWords(denied("sts:SetSourceIdentity")).remedy).toContain("exchange.sourceIdentity");
  });

  it("points to the policy to paste", () => {
    expect(roleDenialWords(denied("sts:AssumeRole", byTrust)).remedy).toContain(
      "trust policy with the one in the evidence",
    );
    const own = "because no identity-based policy allows the action";
    expect(roleDenialWords(denied("sts:AssumeRole", own)).remedy).toContain("callerPolicy");
    expect(roleDenialWords(denied("sts:TagSession", own)).remedy).toContain("callerPolicy");
  });

  it("adds nothing to an explicit one, or to none", () => {
    for (const type of ["role trust policy", "identity-based policy", "service control policy"]) {
      expect(roleDenialWords(denied("sts:TagSession", `with an explicit deny in a ${type}`))).toEqual({});
    }
    expect(roleDenialWords(denied("sts:AssumeRole"))).toEqual({});
    expect(roleDenialWords(null)).toEqual({});
  });

  it("knows no registry behind a session policy", () => {
    for (const because of ["because no session policy allows it", "with an explicit deny in a session policy"]) {
      expect(roleDenialWords(denied("sts:AssumeRole", because))).toEqual({ actor: "aws-admin" });
    }
  });
});

async function shown(context: ReturnType<typeof assumeRoleContext>) {
  const { status, codes } = await context.run();
  const { title, actor, evidence } = context.findings[0] ?? {};
  return { status, codes, title, actor, evidence };
}

describe("what STS says, as the layer tells it", () => {
  it.each([
    [
      "SignatureDoesNotMatch",
      "Credential should be scoped to a valid region, not 'us-east-1'. ",
      "wrong-region",
      "operator",
      "signed for us-east-1",
    ],
    [
      "SignatureDoesNotMatch",
      "Credential should be scoped to correct service: 'iam'. ",
      "wrong-region",
      "operator",
      "another AWS service",
    ],
    ["AccessDenied", "Roles may not be assumed by root accounts.", "assume-role-denied", "operator", "root user"],
    ["AccessDenied", "MultiFactorAuthentication failed", "assume-role-denied", "operator", "multi-factor"],
    ["AccessDenied", says("sts:TagSession", byTrust), "assume-role-denied", "aws-admin", "session tags"],
    [
      "AccessDenied",
      says("sts:AssumeRole", "with an explicit deny in a session policy"),
      "assume-role-denied",
      "aws-admin",
      "a session policy",
    ],
    [
      "AccessDenied",
      says("sts:AssumeRole", "with an explicit deny in a resource control policy"),
      "assume-role-denied",
      "aws-admin",
      "a resource control policy",
    ],
    [
      "InvalidParameterValue",
      "One of the specified transitive tag keys can't be set",
      "invalid-parameters",
      "operator",
      "session tag",
    ],
    ["ValidationError", "'externalId' failed to satisfy constraint", "invalid-parameters", "operator", "external id"],
  ])("%s, %s", async (code, message, reason, actor, title) => {
    const seen = await shown(assumeRoleContext({ real: stsError(403, code, message) }));
    expect(seen).toMatchObject({ status: "fail", codes: [`exchange/${reason}`], actor });
    expect(seen.title).toContain(title);
    expect(seen.evidence).toMatchObject({ awsCode: code, message: message.trimEnd() });
  });

  it("shows region and endpoint that were asked", async () => {
    const real = stsError(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region.");
    const asked = { askedRegion: "us-east-1", askedEndpoint: "https://sts.us-east-1.amazonaws.com" };
    expect((await shown(assumeRoleContext({ real }))).evidence).toMatchObject(asked);
    expect((await shown(webContext({ real }))).evidence).toMatchObject(asked);
    expect((await shown(webContext({ real }))).codes).toEqual(["exchange/wrong-region"]);
    const aws = { stsEndpoint: "https://sts.eu-west-1.amazonaws.com/" };
    expect((await shown(assumeRoleContext({ real, target: { aws } }))).evidence).toMatchObject({
      askedEndpoint: "https://sts.eu-west-1.amazonaws.com",
    });
  });

  it.each([
    ["OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint", "aws-admin", "certificate"],
    [
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
      "token-holder",
      "ID token",
    ],
    ["Missing a required claim: aud", "token-holder", "claim"],
    ["No OpenIDConnect provider found in your account for x", "aws-admin", "identity provider"],
    ["something else", "aws-admin", "does not accept this token"],
  ])("of a token: %s", async (message, actor, title) => {
    const seen = await shown(
      webContext({ input: { token: rs256 }, real: stsError(400, "InvalidIdentityToken", message) }),
    );
    expect(seen).toMatchObject({ codes: ["exchange/web-identity-denied"], actor });
    expect(seen.title).toContain(title);
  });
});
