import { describe, expect, it } from "vitest";
import { readFirstByte } from "./read-first-byte";
import { answer, fakeCall, noAnswer, testCredentials } from "./test-aws";

const object = { bucket: "data", key: "raw/a b+c.csv" };
const partial = { "content-range": "bytes 0-0/128", "content-length": "1", "content-type": "text/csv" };

describe("the first byte of an object", () => {
  it("is asked for by GET with a range, signed, and no more than a few kB of any answer are taken", async () => {
    const { requests, input } = fakeCall(answer(206, "x", partial));
    const call = await readFirstByte({ ...input, ...object });
    expect(call).toMatchObject({
      value: { status: 206, contentRange: "bytes 0-0/128", contentLength: 1, bytes: 1 },
      error: null,
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: "GET",
      url: "https://data.s3.eu-central-1.amazonaws.com/raw/a%20b%2Bc.csv?x-id=GetObject",
      maxBytes: 16 * 1024,
      keepEncoding: true,
      timeoutMs: 5_000,
    });
    expect(requests[0]?.headers).toMatchObject({ range: "bytes=0-0" });
    expect(requests[0]?.headers.authorization).toContain(`Credential=${testCredentials.accessKeyId}/`);
  });

  it("tells a whole object from one byte", async () => {
    const whole = await readFirstByte({ ...fakeCall(answer(200, "abc", { "content-length": "3" })).input, ...object });
    expect(whole.value).toMatchObject({ status: 200, contentLength: 3, bytes: 3, contentRange: undefined });
  });

  it("carries S3's error code, which a HEAD would not", async () => {
    const xml = "<Error><Code>InvalidObjectState</Code><Message>archived</Message></Error>";
    const { error, value } = await readFirstByte({ ...fakeCall(answer(403, xml)).input, ...object });
    expect(error?.code).toBe("InvalidObjectState");
    expect(value).toBeNull();
  });

  it("is one request, whatever the server says", async () => {
    for (const result of [answer(503, "<Error><Code>SlowDown</Code></Error>"), noAnswer("timeout")]) {
      const { requests, input } = fakeCall(result);
      expect((await readFirstByte({ ...input, ...object })).value).toBeNull();
      expect(requests).toHaveLength(1);
    }
  });
});
