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
      explicit: false,
    });
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
