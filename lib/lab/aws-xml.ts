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
