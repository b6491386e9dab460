import { describe, expect, it } from "vitest";
import { readErrorAnswer, requestIdInBody } from "./read-error-answer";
import { answer } from "./test-aws";

const json = { "content-type": "application/json" };
const read = (status: number, body: string, headers: Record<string, string> = {}) =>
  readErrorAnswer(answer(status, body, headers));
const nothingMore = { region: null, endpoint: null };

describe("an error of AWS", () => {
  it.each([
    ["<Error><Code>NoSuchBucket</Code><Message>gone &amp; away</Message></Error>", "NoSuchBucket", "gone & away"],
    ["<ErrorResponse><Error><Type>Sender</Type><Code> Throttling </Code></Error></ErrorResponse>", "Throttling", ""],
    ["\uFEFF<Error><Code>AccessDenied</Code><Message>no</Message></Error>", "AccessDenied", "no"],
    ["<Error><Code><![CDATA[A]]></Code><Message> <![CDATA[a <b> &amp; c]]> </Message></Error>", "A", "a <b> &amp; c"],
    ["<Error><Code>A</Code><Message><![CDATA[open</Message></Error>", "A", "<![CDATA[open"],
    ["<Error><Code>A</Code><Message>]]></Message></Error>", "A", "]]>"],
    ["<Error><Code>KMS.DisabledException</Code><Message>x</Message></Error>", "KMS.DisabledException", "x"],
    [
      "<Error><Code>A</Code><Message>&lt;&gt;&quot;&apos;&#39;&#x41;&nope;&#1114112;</Message></Error>",
      "A",
      "<>\"''A&nope;&#1114112;",
    ],
  ])("is read from XML: %s", (body, code, message) => {
    expect(read(403, body)).toEqual({ code, message, ...nothingMore });
  });

  it.each([
    ['{"__type":"ExpiredTokenException","message":"old"}', "ExpiredTokenException", "old"],
    ['{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}', "AccessDeniedException", "no"],
    ['{"__type":"AccessDeniedException:http://internal.amazon.com/x","message":"no"}', "AccessDeniedException", "no"],
    ['{"Error":{"Code":"Throttling","Message":"slow"}}', "Throttling", "slow"],
    ['{"Code":"SlowDown","message":7}', "SlowDown", ""],
    ['\uFEFF {"__type":"X"}', "X", ""],
  ])("is read from JSON: %s", (body, code, message) => {
    expect(read(400, body, json)).toEqual({ code, message, ...nothingMore });
  });

  it("is read from a header where the body has no code", () => {
    const said = { "x-amzn-errortype": "MissingAuthenticationTokenException:http://x/" };
    expect(read(403, '{"message":"Missing Authentication Token"}', said)).toEqual({
      code: "MissingAuthenticationTokenException",
      message: "Missing Authentication Token",
      ...nothingMore,
    });
    expect(read(403, "<html>", { "x-amz-error-code": "AccessDenied", "x-amz-error-message": "Access Denied" })).toEqual(
      {
        code: "AccessDenied",
        message: "Access Denied",
        ...nothingMore,
      },
    );
    expect(read(403, "<Code>AccessDenied</Code>", said)?.code).toBe("AccessDenied");
    expect(read(403, '{"__type":"A"}', said)?.code).toBe("A");
  });

  it.each([
    [403, ""],
    [403, '{"message":"Forbidden"}'],
    [403, '{"code":"UNAUTHENTICATED"}'],
    [403, '{"__type":7}'],
    [403, '{"__type":"two words"}'],
    [403, "{broken"],
    [403, "[]"],
    [403, "null"],
    [403, '{"Error":"x"}'],
    [403, "<Code></Code>"],
    [403, "<Code>two words</Code>"],
    [403, "<Code>unclosed"],
    [403, "</Code><Code>"],
    [403, `<Code>${"x".repeat(121)}</Code>`],
    [200, '{"__type":"AccessDenied"}'],
    [299, '{"__type":"AccessDenied"}'],
  ])("is none without a code: %i %s", (status, body) => {
    expect(read(status, body)).toBeNull();
  });

  it("is none in a success by a header", () => {
    expect(read(200, "", { "x-amzn-errortype": "AccessDenied" })).toBeNull();
    expect(read(300, "", { "x-amzn-errortype": "AccessDenied" })?.code).toBe("AccessDenied");
    expect(read(300, '{"__type":"A"}')?.code).toBe("A");
  });

  it("names region and endpoint, the region from a header too", () => {
    const body =
      "<Error><Code>A</Code><Region>eu-west-1</Region><Endpoint> b.s3.eu-west-1.amazonaws.com </Endpoint></Error>";
    expect(read(301, body, { "x-amz-bucket-region": "x" })).toMatchObject({
      region: "eu-west-1",
      endpoint: "b.s3.eu-west-1.amazonaws.com",
    });
    expect(read(301, "<Code>A</Code><Region> </Region>", { "x-amz-bucket-region": "ap-south-1" })?.region).toBe(
      "ap-south-1",
    );
  });

  it("is whole up to 2,000 characters, without the request that STS repeats", () => {
    const message = (text: string) => read(403, `<Code>A</Code><Message>${text}</Message>`)?.message;
    expect(message("m".repeat(2000))).toBe("m".repeat(2000));
    expect(message("m".repeat(2001))).toBe("m".repeat(2000));
    expect(message("Check it.\n\nThe Canonical String for this was secret")).toBe("Check it.");
    expect(message("Check it. The String-to-Sign was secret. The Canonical String")).toBe("Check it.");
    expect(message(`Check it.${" ".repeat(100_000)}x`)).toBe("Check it.");
  });
});

describe("the request id of an error", () => {
  it.each([
    [403, "<RequestId>ab-12</RequestId>", "ab-12"],
    [300, "<RequestId> ab-12 </RequestId>", "ab-12"],
    [200, "<RequestId>ab-12</RequestId>", null],
    [403, "<RequestId>not an id</RequestId>", null],
    [403, "", null],
  ])("%i %s", (status, body, id) => {
    expect(requestIdInBody(answer(status, body))).toBe(id);
  });
});
