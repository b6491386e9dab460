import { describe, expect, it } from "vitest";
import { awsCodes } from "./aws-codes";
import { awsMeaning, plainAwsCode } from "./aws-meanings";
import { awsTextSignals, awsTexts } from "./aws-texts";

const of = (code: string, message: string) => {
  const { reason, signal, words } = awsMeaning({ code, message });
  return [reason, signal, words.actor ?? null];
};

/** As servers wrote them. */
const texts: readonly (readonly [string, string, string | null, string | null, string | null])[] = [
  [
    "SignatureDoesNotMatch",
    "Credential should be scoped to a valid region, not 'eu-west-1'. ",
    "wrong-region",
    "scoped-to-other-region",
    null,
  ],
  [
    "SignatureDoesNotMatch",
    "Credential should be scoped to a valid Region, not 'mars-1'.",
    "wrong-region",
    "scoped-to-other-region",
    null,
  ],
  [
    "InvalidSignatureException",
    "Credential should be scoped to a valid region. ",
    "wrong-region",
    "scoped-to-other-region",
    null,
  ],
  [
    "SignatureDoesNotMatch",
    "Credential should be scoped to correct service: 'iam'. ",
    "wrong-region",
    "scoped-to-other-service",
    null,
  ],
  [
    "SignatureDoesNotMatch",
    "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z",
    "request-time-skewed",
    "signed-too-early",
    null,
  ],
  [
    "SignatureDoesNotMatch",
    "Signature not yet current: 20260101T000000Z is still later than x",
    "request-time-skewed",
    "signed-too-late",
    null,
  ],
  ["InvalidSignatureException", "Signature expired: x", "request-time-skewed", "signed-too-early", null],
  ["AccessDenied", "Request has expired", "request-time-skewed", "signed-too-early", null],
  ["SignatureDoesNotMatch", "The request signature we calculated does not match", "bad-signature", null, null],
  ["InvalidSignatureException", "The request signature we calculated does not match", "bad-signature", null, null],
  [
    "AccessDenied",
    "VPC endpoints do not support cross-region requests",
    "wrong-region",
    "vpc-endpoint-of-other-region",
    null,
  ],
  [
    "AccessDenied",
    "Access Denied. VPC endpoints do not support  cross-region\nrequests.",
    "wrong-region",
    "vpc-endpoint-of-other-region",
    null,
  ],
  ["AllAccessDisabled", "All access to this object has been disabled", "account-blocked", "access-disabled", null],
  ["InvalidPayer", "All access to this object has been disabled.", "account-blocked", "access-disabled", null],
  ["AccessDenied", "All access to this bucket has been disabled", "account-blocked", "access-disabled", null],
  ["AccountProblem", "There is a problem with your AWS account", "account-blocked", null, null],
  ["NotSignedUp", "Your account is not signed up for the S3 service.", "account-blocked", "not-signed-up", null],
  [
    "AccessDenied",
    "User: anonymous is not authorized to perform: s3:ListBucket on resource: x",
    "access-denied",
    "signature-lost",
    "deployer",
  ],
  ["AccessDenied", "Anonymous access is forbidden for this operation", "access-denied", "signature-lost", "deployer"],
  [
    "AccessDenied",
    "User: anonymous is not authorized to perform: sts:AssumeRoleWithWebIdentity",
    "access-denied",
    null,
    null,
  ],
  [
    "AuthorizationHeaderMalformed",
    "The authorization header is malformed; the region 'a' is wrong; expecting 'b'",
    "wrong-region",
    null,
    null,
  ],
  [
    "AuthorizationHeaderMalformed",
    "The authorization header is malformed; a non-empty Access Key (AKID) must be provided in the credential.",
    "invalid-key",
    "key-malformed",
    null,
  ],
  [
    "AuthorizationHeaderMalformed",
    "The authorization header is malformed; the Credential is mal-formed; expecting x",
    "invalid-key",
    "key-malformed",
    null,
  ],
  [
    "AuthorizationHeaderMalformed",
    'incorrect service "s3". This endpoint belongs to "s3express".',
    "wrong-region",
    "scoped-to-other-service",
    null,
  ],
  ["AccessDenied", "Roles may not be assumed by root accounts.", "access-denied", "root-cannot-assume", "operator"],
  [
    "AccessDenied",
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    "access-denied",
    "mfa-wanted",
    "operator",
  ],
  [
    "InvalidParameterValue",
    "One of the specified transitive tag keys can't be set because it conflicts",
    "invalid-parameters",
    "transitive-tags",
    null,
  ],
  [
    "ValidationError",
    "The source identity of the session cannot be changed",
    "invalid-parameters",
    "source-identity",
    null,
  ],
  [
    "ValidationError",
    "Value at 'externalId' failed to satisfy constraint",
    "invalid-parameters",
    "external-id-malformed",
    null,
  ],
  [
    "ValidationError",
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    "invalid-parameters",
    "chained-session-too-long",
    null,
  ],
  [
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    "invalid-parameters",
    "session-too-long",
    null,
  ],
  ["ValidationError", "Request ARN is invalid", "invalid-parameters", null, null],
  ["InvalidParameterValue", "something else", null, null, null],
  [
    "InvalidIdentityToken",
    "No OpenIDConnect provider found in your account for https://x",
    "token-refused",
    "issuer-unknown",
    null,
  ],
  ["InvalidIdentityTokenException", "Incorrect token audience", "token-refused", "audience-unknown", null],
  [
    "InvalidIdentityToken",
    "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
    "token-refused",
    "thumbprint-mismatch",
    null,
  ],
  [
    "InvalidIdentityToken",
    "OpenIDConnect provider’s HTTPS certificate doesn’t match configured thumbprint",
    "token-refused",
    "thumbprint-mismatch",
    null,
  ],
  [
    "InvalidIdentityToken",
    "Couldn't retrieve verification key from your identity provider, please reference",
    "keys-unreachable",
    "keys-not-fetched",
    null,
  ],
  [
    "InvalidIdentityToken",
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    "token-refused",
    "access-token-sent",
    "token-holder",
  ],
  [
    "InvalidIdentityToken",
    "Provided Token is not a Login With Amazon token",
    "token-refused",
    "access-token-sent",
    "token-holder",
  ],
  ["InvalidIdentityToken", "Missing a required claim: aud", "token-refused", "claim-missing", "token-holder"],
  [
    "InvalidIdentityToken",
    "The web identity token that was passed could not be validated.",
    "token-refused",
    null,
    null,
  ],
  ["MissingAuthenticationTokenException", "Missing Authentication Token", null, "signature-lost", "deployer"],
  ["MissingAuthenticationToken", "Request is missing Authentication Token", null, "signature-lost", "deployer"],
  [
    "UnauthorizedOperation",
    "You are not authorized. Encoded authorization failure message: abc",
    "access-denied",
    "denial-encoded",
    null,
  ],
  ["AccessDenied", "", "access-denied", null, null],
  ["AccessDenied", " \n Roles may not be assumed by root accounts.", "access-denied", "root-cannot-assume", "operator"],
];

describe("what AWS says", () => {
  it.each(texts)("%s, %s", (code, message, reason, signal, actor) => {
    expect(of(code, message)).toEqual([reason, signal, actor]);
  });

  it("is tried here in each of its texts", () => {
    const tried = new Set(texts.map(([, , , signal]) => signal));
    expect(awsTextSignals.filter((signal) => !tried.has(signal))).toEqual([]);
  });

  it("counts with its own code alone", () => {
    for (const { codes, texts: own } of awsTexts) {
      for (const text of own) {
        expect(awsMeaning({ code: "SomethingNew", message: text })).toEqual({ reason: null, signal: null, words: {} });
        for (const code of codes) expect([text, awsMeaning({ code, message: text }).signal]).not.toEqual([text, null]);
      }
    }
  });

  it("is a prefix where that is told, and not the same words later on", () => {
    const prefixes = awsTexts.filter(({ how }) => how === "prefix");
    expect(prefixes.length).toBeGreaterThan(3);
    for (const { codes, texts: own } of prefixes) {
      for (const text of own)
        expect(awsMeaning({ code: codes[0] ?? "", message: `He said: ${text}` }).signal).toBeNull();
    }
  });

  it.each(Object.entries(awsCodes))("%s alone is %s, with Exception behind it too", (code, reason) => {
    expect(of(code, "")).toEqual([reason, null, null]);
    expect(of(`${code}Exception`, "no text of the table")).toEqual([reason, null, null]);
  });
});

describe("the rows of AWS's texts", () => {
  it("are written as they are compared, each with its source", () => {
    const rows = awsTexts.flatMap((row) => row.texts.map((text) => ({ ...row, text })));
    expect(rows.filter(({ text }) => text !== text.toLowerCase() || /\s\s/.test(text))).toEqual([]);
    expect(rows.filter(({ source }) => !/^(https:\/\/|[\w.-]+\/[\w.-]+)/.test(source))).toEqual([]);
    expect(new Set(rows.map(({ codes, text }) => `${codes.join()} ${text}`)).size).toBe(rows.length);
  });

  it("give findings words as short and plain as those of any finding", () => {
    const words = awsTexts.flatMap((row) => (row.words === undefined ? [] : [row.words]));
    expect(words.length).toBeGreaterThan(10);
    for (const { title = "a", remedy = "A." } of words) {
      expect(title.length).toBeLessThanOrEqual(100);
      expect(title).toMatch(/^(AWS|[a-z]).*[^.]$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });
});

it("takes Exception from the end of a code alone", () => {
  expect(["AException", "ExceptionA", "Exception"].map(plainAwsCode)).toEqual(["A", "ExceptionA", ""]);
});
