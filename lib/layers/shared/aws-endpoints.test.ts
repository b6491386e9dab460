import { describe, expect, it } from "vitest";
import { bucketHostsOf, s3EndpointsOf, stsEndpointOf } from "./aws-endpoints";
import type { LayerInput } from "./layer-input";
import { testInput } from "./test-context";

const input = (target: Partial<LayerInput["target"]>) => testInput({ target });

describe("where STS is asked", () => {
  it.each([
    [{ aws: { stsEndpoint: "http://127.0.0.1:9/x" }, region: "us-east-1" }, "us-east-1", "http://127.0.0.1:9"],
    [{ region: "us-east-1" }, "eu-central-1", "https://sts.eu-central-1.amazonaws.com"],
    [{ region: "us-east-1" }, null, "https://sts.us-east-1.amazonaws.com"],
    [{}, "cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"],
  ])("for %j in region %j is %s", (target, region, origin) => {
    expect(stsEndpointOf(input(target), region)).toBe(origin);
  });

  it("is a phrase while no region is known", () => {
    expect(stsEndpointOf(input({}), null)).toContain("config.json");
  });
});

describe("where S3 is asked", () => {
  const bucket = { s3: { bucket: "data" } };
  const local = "http://localhost:9000/x";

  it.each([
    [{ ...bucket, region: "us-east-1" }, "eu-central-1", "https://data.s3.eu-central-1.amazonaws.com"],
    [{ ...bucket, region: "us-east-1" }, null, "https://data.s3.us-east-1.amazonaws.com"],
    [{ region: "us-east-1" }, null, "https://s3.us-east-1.amazonaws.com"],
    [{ ...bucket, aws: { forcePathStyle: true } }, "us-west-2", "https://s3.us-west-2.amazonaws.com"],
    [{ ...bucket, aws: { s3Endpoint: local } }, null, "http://data.localhost:9000"],
    [{ ...bucket, aws: { s3Endpoint: local, forcePathStyle: true } }, null, "http://localhost:9000"],
    [{ aws: { s3Endpoint: local } }, "us-west-2", "http://localhost:9000"],
  ])("for %j in region %j is %s", (target, region, origin) => {
    expect(s3EndpointsOf(input(target), region)).toEqual([origin]);
  });

  it("is a phrase while neither region nor endpoint is known", () => {
    expect(s3EndpointsOf(input(bucket), null)).toEqual([expect.stringContaining("config.json")]);
  });
});

describe("where the buckets are asked for that only the registry names", () => {
  it.each([
    [{ aws: { s3Endpoint: "http://localhost:9000/x" }, region: "us-east-1" }, "http://localhost:9000"],
    [{ region: "eu-central-1" }, "S3 in eu-central-1"],
    [{}, "S3 in the region that config.json names"],
  ])("for %j is said in words", (target, place) => {
    expect(bucketHostsOf(input(target))).toMatch(new RegExp(`^the buckets that the registry lists, at ${place}$`));
  });
});
