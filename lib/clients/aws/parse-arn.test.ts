import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRoleSession, parseArn } from "./parse-arn";

const A = "111122223333";

describe("parseArn", () => {
  it("reads a role with and without a path", () => {
    expect(parseArn(`arn:aws:iam::${A}:role/Reader`)).toMatchObject({ kind: "role", name: "Reader", path: "/" });
    expect(parseArn(`arn:aws:iam::${A}:role/a/b/Reader`)).toMatchObject({
      kind: "role",
      name: "Reader",
      path: "/a/b/",
    });
  });

  it("reads sessions, users, root, federated users and the rest", () => {
    expect(parseArn(`arn:aws:sts::${A}:assumed-role/Reader/alice@example.com`)).toMatchObject({
      kind: "assumed-role",
      account: A,
      name: "Reader",
      path: null,
      session: "alice@example.com",
      resource: "assumed-role/Reader/alice@example.com",
    });
    expect(parseArn(`arn:aws-cn:iam::${A}:user/x/Bob`)).toMatchObject({
      kind: "user",
      partition: "aws-cn",
      name: "Bob",
    });
    expect(parseArn(`arn:aws:iam::${A}:root`)).toMatchObject({ kind: "root", name: null });
    expect(parseArn(`arn:aws:sts::${A}:federated-user/Bob`)).toMatchObject({ kind: "federated-user", name: "Bob" });
    expect(parseArn("arn:aws:s3:::bucket/key")).toMatchObject({ kind: "other", account: "", service: "s3" });
    expect(parseArn(`arn:aws-eusc:iam::${A}:role/R`)).toMatchObject({ partition: "aws-eusc" });
  });

  it.each([
    "",
    "arn",
    "arn:aws:iam",
    "Reader",
    ` arn:aws:iam::${A}:role/R`,
    `arn:aws:iam::${A}:role/R `,
    `arn:aws:iam::${A}:role/`,
    `arn:aws:iam::${A}:role`.replace(A, "1"),
    `arn:gcp:iam::${A}:role/R`,
    `ARN:aws:iam::${A}:role/R`,
    "arn:aws:iam::1234:role/R",
    "arn:aws:iam:::role/R",
    `arn:aws:sts::${A}:assumed-role/R`,
    `arn:aws:sts::${A}:assumed-role//S`,
    `arn:aws:sts::${A}:assumed-role/R/`,
    `arn:aws:sts::${A}:assumed-role/R/S/T`,
    `arn:aws:iam::${A}:role/R\n`,
    `arn:aws:iam:us-east-1:${A}:role/R`,
    `arn:aws:sts:eu-west-1:${A}:assumed-role/R/S`,
    `arn:aws:iam::${A}0:role/R`,
    `arn:aws:iam::${A}:user/`,
    `arn:aws:sts::${A}:federated-user/`,
    `arn:aws:iam::${A}:role/${"R".repeat(2048)}`,
    `"arn:aws:iam::${A}:role/R"`,
    `arn:aws:iam::\uff11${A.slice(1)}:role/R`,
  ])("refuses %j", (text) => {
    expect(parseArn(text)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => void [parseArn(a), compareRoleSession(a, b)]));
  });
});

const role = (name: string, partition = "aws", account = A) => `arn:${partition}:iam::${account}:role/${name}`;
const session = (name: string, partition = "aws", account = A) =>
  `arn:${partition}:sts::${account}:assumed-role/${name}/s-1`;

const rows: readonly (readonly [string, string, object])[] = [
  [role("R"), session("R"), { result: "match", pathNotVisible: false, session: "s-1" }],
  [role("a/R"), session("R"), { result: "match", pathNotVisible: true }],
  [role("a/b/c/R"), session("R"), { result: "match", pathNotVisible: true }],
  [role("service-role/R"), session("R"), { result: "match", pathNotVisible: true }],
  [session("R"), session("R"), { result: "match", pathNotVisible: false }],
  [role("R", "aws-cn"), session("R", "aws-cn"), { result: "match" }],
  [role("R", "aws-iso-b"), session("R", "aws-iso-b"), { result: "match" }],
  [role("R+=,.@-_"), session("R+=,.@-_"), { result: "match" }],
  [role("R"), session("r"), { result: "case-differs", expected: "R", actual: "r" }],
  [role("p/Reader"), session("READER"), { result: "case-differs" }],
  [role("R"), session("Q"), { result: "wrong-role", expected: "R", actual: "Q" }],
  [role("R"), session("R2"), { result: "wrong-role" }],
  [role("R"), session("p-R"), { result: "wrong-role" }],
  [role("a/R"), session("a"), { result: "wrong-role" }],
  [role("R"), session("R", "aws", "999988887777"), { result: "wrong-account", expected: A, actual: "999988887777" }],
  [role("R"), session("Q", "aws", "999988887777"), { result: "wrong-account" }],
  [role("R"), session("R", "aws-us-gov"), { result: "wrong-partition", expected: "aws", actual: "aws-us-gov" }],
  [role("R", "aws-eusc"), session("R"), { result: "wrong-partition" }],
  [role("R"), session("R", "aws-cn", "999988887777"), { result: "wrong-partition" }],
  [role("R"), `arn:aws:iam::${A}:user/R`, { result: "not-a-role", kind: "user" }],
  [role("R"), `arn:aws:iam::${A}:root`, { result: "not-a-role", kind: "root" }],
  [role("R"), `arn:aws:sts::${A}:federated-user/R`, { result: "not-a-role", kind: "federated-user" }],
  [role("R"), role("R"), { result: "not-a-role", kind: "role" }],
  [role("R"), `arn:aws:s3::${A}:bucket`, { result: "not-a-role", kind: "other" }],
  ["R", session("R"), { result: "not-an-arn", which: "expected" }],
  ["", session("R"), { result: "not-an-arn", which: "expected" }],
  [`arn:aws:iam::${A}:user/R`, session("R"), { result: "not-an-arn", which: "expected" }],
  [`arn:aws:iam::${A}:root`, session("R"), { result: "not-an-arn", which: "expected" }],
  [role("R"), "", { result: "not-an-arn", which: "actual" }],
  [role("R"), "<html>", { result: "not-an-arn", which: "actual" }],
  [role("R"), `arn:aws:sts::${A}:assumed-role/R`, { result: "not-an-arn", which: "actual" }],
  // Other partitions, each with itself and with its neighbour.
  [role("R", "aws-us-gov"), session("R", "aws-us-gov"), { result: "match", pathNotVisible: false }],
  [role("p/R", "aws-eusc"), session("R", "aws-eusc"), { result: "match", pathNotVisible: true }],
  [role("R", "aws-iso"), session("R", "aws-iso"), { result: "match" }],
  [role("R", "aws-iso"), session("R", "aws-iso-b"), { result: "wrong-partition", actual: "aws-iso-b" }],
  [role("R", "aws-iso-e"), session("R", "aws-iso-f"), { result: "wrong-partition" }],
  // Names that look like other parts.
  [role("role"), session("role"), { result: "match", pathNotVisible: false }],
  [role("role/role/R"), session("R"), { result: "match", pathNotVisible: true }],
  [role("assumed-role"), session("assumed-role"), { result: "match" }],
  [role("aws-reserved/sso.amazonaws.com/AWSReservedSSO_R_0a1b"), session("AWSReservedSSO_R_0a1b"), { result: "match" }],
  [role("R/a"), session("R"), { result: "wrong-role", expected: "a", actual: "R" }],
  // Two faults: the partition is named before the account, the account before the kind, the kind before the name.
  [role("R", "aws-cn"), "arn:aws:iam::999988887777:user/R", { result: "wrong-partition" }],
  [role("R"), "arn:aws:iam::999988887777:user/R", { result: "wrong-account", actual: "999988887777" }],
  [role("R"), `arn:aws:iam::${A}:user/Q`, { result: "not-a-role", kind: "user" }],
  // Session names.
  [role("R"), `arn:aws:sts::${A}:assumed-role/R/i-0abc`, { result: "match", session: "i-0abc" }],
  [role("R"), `arn:aws:sts::${A}:assumed-role/R/a@b.test`, { result: "match", session: "a@b.test" }],
  [session("R"), `arn:aws:sts::${A}:assumed-role/R/another`, { result: "match", session: "another" }],
  [session("R"), session("Q"), { result: "wrong-role" }],
  // Right words in the wrong service, a region, surroundings.
  [role("R"), `arn:aws:iam::${A}:assumed-role/R/S`, { result: "not-a-role", kind: "other" }],
  [`arn:aws:sts::${A}:role/R`, session("R"), { result: "not-an-arn", which: "expected" }],
  [role("R"), `arn:aws:sts:us-east-1:${A}:assumed-role/R/S`, { result: "not-an-arn", which: "actual" }],
  [`${role("R")} `, session("R"), { result: "not-an-arn", which: "expected" }],
  [`arn:aws:iam::${A}:oidc-provider/idp.test`, session("R"), { result: "not-an-arn", which: "expected" }],
  [`arn:aws:iam::${A}:instance-profile/R`, session("R"), { result: "not-an-arn", which: "expected" }],
];

describe("compareRoleSession", () => {
  it.each(rows)("%s beside %s", (expected, actual, result) => {
    expect(compareRoleSession(expected, actual)).toMatchObject(result);
  });
});
