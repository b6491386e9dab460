import { describe, expect, it } from "vitest";
import { awsOrigins, bucketOrigin, defaultS3Endpoint, defaultStsEndpoint, isAwsHost } from "./aws-origins";
import { getCallerIdentity } from "./get-caller-identity";
import { listObjects } from "./list-objects";
import { answer, fakeCall } from "./test-aws";

describe("default endpoints", () => {
  it.each([
    ["us-east-1", "https://sts.us-east-1.amazonaws.com"],
    ["cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"],
    ["us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com"],
    ["eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu"],
    ["us-iso-east-1", "https://sts.us-iso-east-1.c2s.ic.gov"],
    ["us-isob-east-1", "https://sts.us-isob-east-1.sc2s.sgov.gov"],
    ["eu-isoe-west-1", "https://sts.eu-isoe-west-1.cloud.adc-e.uk"],
    ["us-isof-south-1", "https://sts.us-isof-south-1.csp.hci.ic.gov"],
  ])("%s: %s", (region, sts) => {
    expect(defaultStsEndpoint(region)).toBe(sts);
    expect(defaultS3Endpoint(region)).toBe(sts.replace("sts.", "s3."));
    expect(isAwsHost(new URL(sts).hostname)).toBe(true);
  });

  it("knows AWS's own hosts from those that only look so", () => {
    for (const host of ["amazonaws.com.evil.example", "notamazonaws.com", "127.0.0.1", "localhost", "amazonaws.com"]) {
      expect(isAwsHost(host)).toBe(false);
    }
  });
});

const buckets = ["data", "a.b.c", "My_Bucket", "x", "data-1", "192.168.1.1", "a..b", "b".repeat(64)];
const endpoints = [
  undefined,
  "http://127.0.0.1:9000",
  "http://[::1]:9000",
  "http://localhost:9000/",
  "https://minio.example:9000/path/",
  "http://minio.example",
];

describe("awsOrigins", () => {
  it("names just the origins that the SDK then uses, for any bucket name, endpoint and style", async () => {
    for (const bucket of buckets) {
      for (const endpoint of endpoints) {
        for (const forcePathStyle of [true, false]) {
          const { requests, input } = fakeCall(answer(200, ""));
          const settings = { ...(endpoint === undefined ? {} : { endpoint }), forcePathStyle };
          await listObjects({ ...input, ...settings, bucket, maxKeys: 1 });
          const s3Endpoint = endpoint === undefined ? {} : { s3Endpoint: endpoint };
          const origins = awsOrigins({ region: input.region, bucket, forcePathStyle, ...s3Endpoint });
          // Bucket names that the SDK refuses never get as far as a request.
          for (const request of requests) {
            expect([bucket, endpoint, [new URL(request.url).origin]]).toEqual([bucket, endpoint, origins.s3]);
          }
        }
      }
    }
  });

  it("allows a server's bucket at AWS's own hosts and at the endpoint that the target names, and nowhere else", () => {
    const bucket = "data";
    const origin = "https://data.s3.eu-central-1.amazonaws.com";
    expect(bucketOrigin({ region: "eu-central-1", bucket })).toEqual({ origin, trust: "derived" });
    expect(bucketOrigin({ region: "eu-central-1", bucket, s3Endpoint: "http://127.0.0.1:9000" })).toEqual({
      origin: "http://127.0.0.1:9000",
      trust: "named",
    });
    for (const region of ["x.evil.example/#", "evil.example?", "x@evil.example/"]) {
      expect(bucketOrigin({ region, bucket })).toBeNull();
    }
  });

  it("names the origin that STS calls go to", async () => {
    for (const endpoint of [undefined, "http://127.0.0.1:9000/sts"]) {
      const { requests, input } = fakeCall(answer(200, ""));
      await getCallerIdentity({ ...input, ...(endpoint === undefined ? {} : { endpoint }) });
      const { sts } = awsOrigins({
        region: input.region,
        ...(endpoint === undefined ? {} : { stsEndpoint: endpoint }),
      });
      expect(requests.map((request) => new URL(request.url).origin)).toEqual([sts]);
    }
  });
});
