import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAccessDenied } from "./access-denied";

const who = "arn:aws:sts::111122223333:assumed-role/Reader/s-1";
const says = (context: string, action = "s3:ListBucket") =>
  `User: ${who} is not authorized to perform: ${action} on resource: "arn:aws:s3:::data" ${context}`;

const rows: readonly (readonly [string, string | null, boolean])[] = [
  ["because no identity-based policy allows the s3:ListBucket action", "identity-based policy", false],
  ["because no session policy allows the s3:ListBucket action", "session policy", false],
  ["because no resource-based policy allows the s3:ListBucket action", "resource-based policy", false],
  ["because no permissions boundary allows the s3:ListBucket action", "permissions boundary", false],
  ["because no VPC endpoint policy allows the s3:ListBucket action", "VPC endpoint policy", false],
  ["because no role trust policy allows the sts:AssumeRole action", "role trust policy", false],
  ["because no service control policy allows the s3:ListBucket action", "service control policy", false],
  ["with an explicit deny in an identity-based policy", "identity-based policy", true],
  ["with an explicit deny in a resource-based policy", "resource-based policy", true],
  ["with an explicit deny in a service control policy", "service control policy", true],
  ["with an explicit deny in a VPC endpoint policy transitively through a service", "VPC endpoint policy", true],
  ["with an explicit deny in a permissions boundary", "permissions boundary", true],
  ["with an explicit deny in a session policy", "session policy", true],
  ["with an explicit deny in the role trust policy", "role trust policy", true],
  ["with an explicit deny in a resource control policy", "resource control policy", true],
  ["VPC endpoints do not support cross-region requests", null, false],
  ["", null, false],
];

describe("parseAccessDenied", () => {
  it.each(rows)("%s", (context, policyType, explicit) => {
    expect(parseAccessDenied(says(context))).toEqual({
      principal: who,
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::data",
      policyType,
      policyArn: null,
      authorizationId: null,
      explicit,
    });
  });

  it("shows that the key's policy denied though S3 was called", () => {
    expect(parseAccessDenied(says("because no identity-based policy allows it", "kms:Decrypt"))?.action).toBe(
      "kms:Decrypt",
    );
  });

  it("reads texts without user or resource", () => {
    expect(parseAccessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity")).toEqual({
      principal: null,
      action: "sts:AssumeRoleWithWebIdentity",
      resource: null,
      policyType: null,
      policyArn: null,
      authorizationId: null,
      explicit: false,
    });
  });

  const scp = "arn:aws:organizations::998877665544:policy/o-abc/service_control_policy/p-xyz";
  const look = "Go to https://console.aws.example/authorization-details/Ab-1_2 for";

  it.each([
    [`with an explicit deny in a service control policy: ${scp}. ${look} details`, scp, "Ab-1_2"],
    [`with an explicit deny in a service control policy: ${scp}`, scp, null],
    [`with an explicit deny in a service control policy, ${scp}`, null, null],
    [`with an explicit deny in a service control policy: p-xyz`, null, null],
    ["with an explicit deny in a brand new policy: arn:aws:iam::1:policy/x", null, null],
    [`with an explicit deny. ${look} details, or call it with the following authorization id: ZZ-9.`, null, "ZZ-9"],
    ["because no session policy allows it, authorization ID: ZZ-9", null, "ZZ-9"],
    ["because no session policy allows it, authorization id: ", null, null],
  ])(
    "names the policy itself and the id to look it up with, where AWS does: %s",
    (context, policyArn, authorizationId) => {
      expect(parseAccessDenied(says(context))).toMatchObject({ policyArn, authorizationId });
    },
  );

  it("reads a resource with blanks in quotes, and one without quotes to its end", () => {
    const of = (resource: string) =>
      parseAccessDenied(`User: ${who} is not authorized to perform: a:B on resource: ${resource}`);
    expect(of('"arn:aws:s3:::data/two words.txt" because')?.resource).toBe("arn:aws:s3:::data/two words.txt");
    expect(of("arn:aws:iam::1:role/R because no")?.resource).toBe("arn:aws:iam::1:role/R");
    expect(of("arn:aws:iam::1:role/R.")?.resource).toBe("arn:aws:iam::1:role/R");
    expect(of('"unclosed')?.resource).toBeNull();
    expect(of('""')?.resource).toBeNull();
    expect(of("")?.resource).toBeNull();
  });

  it("reads a sentence that stands in several lines", () => {
    const text = says("with an explicit deny\n      in a service control policy").replace(
      " on resource",
      "\n  on resource",
    );
    expect(parseAccessDenied(text)).toMatchObject({
      policyType: "service control policy",
      resource: "arn:aws:s3:::data",
    });
  });

  it.each([
    ["because no policy allows it", false],
    ["because no policy allow it", false],
    ["because no permission was allowsome", null],
    ["because no one knows", null],
    ["with an explicit deny in somebody's policy", true],
  ])("tells a named policy from a sentence that begins so: %s", (text, explicit) => {
    expect(parseAccessDenied(text)?.explicit ?? null).toBe(explicit);
    expect(parseAccessDenied(text)?.policyType ?? null).toBeNull();
  });

  it.each(["not authorized to perform: nothing", "not authorized to perform: a:", "not authorized to perform: a:B!"])(
    "takes no other word for an action: %s",
    (text) => {
      expect(parseAccessDenied(text)).toBeNull();
    },
  );

  it("has no principal where none is named", () => {
    expect(parseAccessDenied("User: is not authorized to perform: a:B")?.principal).toBeNull();
    expect(parseAccessDenied("User:  is not authorized to perform: a:B")?.principal).toBeNull();
    expect(parseAccessDenied("x is not authorized to perform: a:B")).toMatchObject({ principal: null, action: "a:B" });
  });

  it("stays fast on a long text", () => {
    const text = `${"User: ".repeat(20_000)}${" ".repeat(50_000)}${"with an explicit deny in ".repeat(20_000)}`;
    const before = performance.now();
    for (let index = 0; index < 20; index += 1) parseAccessDenied(text);
    expect(performance.now() - before).toBeLessThan(500);
  });

  it.each(["Access Denied", "", "Forbidden", "<html>denied</html>"])("has nothing to say about %j", (text) => {
    expect(parseAccessDenied(text)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => void parseAccessDenied(`User: ${text} is not authorized to perform: ${text}`)),
    );
  });
});
