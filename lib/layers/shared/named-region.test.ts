import { describe, expect, it } from "vitest";
import { namedRegion } from "./named-region";

const error = { code: "PermanentRedirect", message: "", status: 301, region: null, endpoint: null };

describe("the region that S3 names", () => {
  it.each([
    [{ region: "eu-central-1" }, "eu-central-1"],
    [{ region: "garage" }, "garage"],
    [{ region: "EU" }, "EU"],
    [{ region: "x" }, null],
    [{ region: "a b" }, null],
    [{ region: "r".repeat(40) }, "r".repeat(40)],
    [{ region: "r".repeat(41) }, null],
    [{ message: "the region 'us-east-1' is wrong; expecting 'ap-east-1'" }, "ap-east-1"],
    [{ message: "expecting 'ap-east-1" }, null],
    [{ message: "expecting '<script>'" }, null],
    [{ message: "expecting nothing" }, null],
    [{ message: "the region 'us-east-1' is wrong" }, null],
    [{ message: "wrong it is, says us-east-1'" }, null],
    [{ endpoint: "s3.a-b-12.example" }, "a-b-12"],
    [{ endpoint: "s3.1a-b-7.example" }, null],
    [{ endpoint: "b.s3.eu-central-1.amazonaws.com" }, "eu-central-1"],
    [{ endpoint: "b.s3-us-west-2.amazonaws.com" }, "us-west-2"],
    [{ endpoint: "S3.CN-NORTH-1.amazonaws.com.cn" }, "cn-north-1"],
    [{ endpoint: "s3.us-gov-west-1.amazonaws.com" }, "us-gov-west-1"],
    [{ endpoint: "b.s3.dualstack.eu-south-2.amazonaws.com" }, "eu-south-2"],
    [{ endpoint: "s3.us-isob-east-1.sc2s.sgov.gov" }, "us-isob-east-1"],
    [{ endpoint: "eu-west-1.s3.us-east-2.amazonaws.com" }, "us-east-2"],
    [{ endpoint: "my-data-bucket.s3.amazonaws.com" }, null],
    [{ endpoint: "my-data-123.s3.amazonaws.com" }, null],
    [{ endpoint: "data-7.s3.amazonaws.com" }, null],
    [{ endpoint: "a-b-c-d-e-7.example" }, null],
    [{ endpoint: "a-b-c-d-7.example" }, "a-b-c-d-7"],
    [{ endpoint: "a1-b-7.example" }, null],
    [{ endpoint: "" }, null],
    [{}, null],
  ])("of %j is %s", (said, region) => {
    expect(namedRegion({ ...error, ...said })).toBe(region);
  });

  it("is that of its own field before its text, and of its text before an endpoint", () => {
    const message = "expecting 'b-b-2'";
    const endpoint = "s3.c-c-3.amazonaws.com";
    expect(namedRegion({ ...error, region: "a-a-1", message, endpoint })).toBe("a-a-1");
    expect(namedRegion({ ...error, message, endpoint })).toBe("b-b-2");
    expect(namedRegion({ ...error, region: "no region", message: "", endpoint })).toBe("c-c-3");
  });
});
