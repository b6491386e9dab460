import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor";
import { xmlCredentials, xmlOutline } from "./xml-outline";

const vended = `<?xml version="1.0"?><AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/R/s</Arn></AssumedRoleUser>
  <Credentials><AccessKeyId>ASIAAAAAAAAAAAAAAAAA</AccessKeyId><SecretAccessKey>s3cr3t/k3y+abcdefgh</SecretAccessKey>
  <SessionToken>FwoGZXIvYXdzEJr//////////token==</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const bytes = (text: string) => new TextEncoder().encode(text);

describe("an XML answer that holds credentials", () => {
  it("names its secrets", () => {
    expect(xmlCredentials(vended)).toEqual(["s3cr3t/k3y+abcdefgh", "FwoGZXIvYXdzEJr//////////token=="]);
  });

  it("is kept as names and lengths alone", () => {
    const excerpt = createRedactor().exchangeAnswerExcerpt(bytes(vended));
    expect(excerpt).toContain("<SecretAccessKey>string(19)</SecretAccessKey>");
    expect(excerpt).toContain("<AssumeRoleResult>");
    expect(excerpt).not.toMatch(/s3cr3t|FwoG|ASIA/);
  });

  it("keeps what AWS says when it refuses, redacted", () => {
    const redactor = createRedactor();
    redactor.addSecret("the-session-token-of-the-base");
    const body =
      "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>User: arn:aws:iam::111122223333:user/b, the-session-token-of-the-base</Message></Error></ErrorResponse>";
    const excerpt = redactor.exchangeAnswerExcerpt(bytes(body));
    expect(excerpt).toContain("<Code>InvalidClientTokenId</Code>");
    expect(excerpt).toContain("arn:aws:iam::111122223333:user/b");
    expect(excerpt).not.toContain("the-session-token");
  });

  it.each(["", "plain text", '{"a":1}', "<", "< >"])("is none when it is %j", (body) => {
    expect(xmlOutline(body, (text) => text)).toBeNull();
    expect(xmlCredentials(body)).toEqual([]);
  });

  it("that is cut off still loses its secrets", () => {
    const cut = vended.slice(0, vended.indexOf("</SecretAccessKey>"));
    expect(xmlCredentials(cut)).toEqual(["s3cr3t/k3y+abcdefgh"]);
    expect(createRedactor().exchangeAnswerExcerpt(bytes(cut))).not.toContain("s3cr3t");
  });
});
