import type { HandedOut } from "@/lib/lab/stack/credential-store";

/** Escapes text for XML content. */
export function xml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

export function stsIdentityXml(identity: { arn: string; userId: string; account: string }, requestId: string): string {
  return (
    `<GetCallerIdentityResponse xmlns="${STS_NAMESPACE}"><GetCallerIdentityResult>` +
    `<Arn>${xml(identity.arn)}</Arn><UserId>${xml(identity.userId)}</UserId><Account>${xml(identity.account)}</Account>` +
    `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
  );
}

/** Answer of AssumeRole or AssumeRoleWithWebIdentity. */
export function stsSessionXml(action: string, made: HandedOut, requestId: string): string {
  const { identity } = made;
  const fields = [
    ["AccessKeyId", made.accessKeyId],
    ["SecretAccessKey", made.secretAccessKey],
    ["SessionToken", made.sessionToken],
    ["Expiration", made.expiration],
  ].map(([name = "", value = ""]) => `<${name}>${xml(value)}</${name}>`);
  return (
    `<${action}Response xmlns="${STS_NAMESPACE}"><${action}Result><AssumedRoleUser>` +
    `<AssumedRoleId>${xml(identity.userId)}</AssumedRoleId><Arn>${xml(identity.arn)}</Arn></AssumedRoleUser>` +
    `<Credentials>${fields.join("")}</Credentials></${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`
  );
}

/** Answer of IAM's GetRole; the policy goes URL-encoded, as IAM sends it. */
export function iamRoleXml(role: { arn: string; policy: string; maxSessionS: number }, requestId: string): string {
  const name = role.arn.slice(role.arn.lastIndexOf("/") + 1);
  return (
    `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role>` +
    `<RoleName>${xml(name)}</RoleName><Arn>${xml(role.arn)}</Arn><RoleId>AROALABROLELABROLE00</RoleId><Path>/</Path>` +
    `<CreateDate>2026-01-01T00:00:00Z</CreateDate><MaxSessionDuration>${role.maxSessionS}</MaxSessionDuration>` +
    `<AssumeRolePolicyDocument>${encodeURIComponent(role.policy)}</AssumeRolePolicyDocument></Role></GetRoleResult>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetRoleResponse>`
  );
}

export function stsErrorXml(code: string, message: string, requestId: string): string {
  return (
    `<ErrorResponse xmlns="${STS_NAMESPACE}"><Error><Type>Sender</Type><Code>${xml(code)}</Code>` +
    `<Message>${xml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

/** An S3 error; `extra` members as S3 adds them (`BucketName`, `Region`, `Token-0` …). */
export function s3ErrorXml(
  code: string,
  message: string,
  requestId: string,
  extra: Readonly<Record<string, string>> = {},
): string {
  const members = Object.entries(extra).map(([name, value]) => `<${name}>${xml(value)}</${name}>`);
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${xml(code)}</Code><Message>${xml(message)}</Message>` +
    `${members.join("")}<RequestId>${requestId}</RequestId><HostId>lab</HostId></Error>`
  );
}
