import { describe, expect, it } from "vitest";
import { type PolicyType, parseAccessDenied, policyTypes } from "@/lib/clients/aws/access-denied";
import { denialEvidence, denialWords } from "./denial-words";

const user = "User: arn:aws:iam::1:user/ada is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::b";
const missing = (type: PolicyType) => parseAccessDenied(`${user} because no ${type} allows the s3:ListBucket action`);
const denied = (type: PolicyType) =>
  parseAccessDenied(`${user} with an explicit deny in a ${type}: arn:aws:x:::policy/p`);

describe("the words for a denial", () => {
  it.each([
    ["identity-based policy", "the caller's own policies", "aws-admin"],
    ["session policy", "the session policy that the credentials were made with", "registry-admin"],
    ["resource-based policy", "the resource's own policy (of a bucket, its bucket policy)", "aws-admin"],
    ["permissions boundary", "the permissions boundary of the caller's role or user", "aws-admin"],
    ["VPC endpoint policy", "the policy of the VPC endpoint that the request went through", "aws-admin"],
    ["role trust policy", "the role's trust policy", "aws-admin"],
    ["service control policy", "the organisation's service control policy", "aws-admin"],
    ["resource control policy", "the organisation's resource control policy", "aws-admin"],
  ] as const)("name the %s, where it stands and who can change it", (type, place, actor) => {
    expect(denialWords(missing(type))).toEqual({
      title: `no ${type} allows s3:ListBucket`,
      remedy: `Allow s3:ListBucket in ${place}.`,
      actor,
    });
    const said = denialWords(denied(type));
    expect(said).toMatchObject({
      actor,
      remedy: expect.stringContaining(`Find the Deny of s3:ListBucket in ${place}; `),
    });
    expect(said.title).toMatch(new RegExp(`^an? ${type} explicitly denies s3:ListBucket$`));
  });

  it("are there for every type of policy", () => {
    expect(policyTypes.map((type) => denialWords(denied(type)).title)).not.toContain(undefined);
  });

  it("say of the caller's own Deny that a revoked session looks the same", () => {
    const said = policyTypes.filter((type) => denialWords(denied(type)).remedy?.includes("revoked"));
    expect(said).toEqual(["identity-based policy"]);
    expect(denialWords(denied("identity-based policy")).title).toMatch(/^an identity/);
    expect(denialWords(denied("session policy")).title).toMatch(/^a session/);
    expect(denialWords(denied("session policy")).remedy).toMatch(/others may deny it too\.$/);
    expect(denialWords(missing("identity-based policy")).remedy).not.toContain("revoked");
  });

  it("speak of the call where no action is named", () => {
    expect(denialWords(parseAccessDenied("because no session policy allows it")).title).toBe(
      "no session policy allows the call",
    );
  });

  it("are none where no policy is named", () => {
    expect(denialWords(null)).toEqual({});
    expect(denialWords(parseAccessDenied(user))).toEqual({});
  });
});

describe("a denial in fields", () => {
  it("is as much as AWS tells", () => {
    expect(denialEvidence(denied("service control policy"))).toEqual({
      principal: "arn:aws:iam::1:user/ada",
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::b",
      policyType: "service control policy",
      policyArn: "arn:aws:x:::policy/p",
    });
    expect(denialEvidence(parseAccessDenied(`${user}, authorization id: Z`))).toMatchObject({ authorizationId: "Z" });
    expect(denialEvidence(parseAccessDenied("Not authorized to perform sts:AssumeRole"))).toEqual({
      action: "sts:AssumeRole",
    });
    expect(denialEvidence(null)).toEqual({});
  });
});
