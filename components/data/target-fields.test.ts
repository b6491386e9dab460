import { describe, expect, it } from "vitest";
import { emptyTargetFields, readTargetFields, type TargetFields } from "./target-fields";

const read = (fields: Partial<TargetFields>) => readTargetFields({ ...emptyTargetFields, ...fields });

describe("readTargetFields", () => {
  it("takes a catalog URL alone and leaves out what was not typed", () => {
    expect(read({ catalogUrl: " https://catalog.example.com " })).toEqual({
      ok: true,
      target: { name: "catalog.example.com", catalogUrl: "https://catalog.example.com" },
    });
  });

  it("puts every field where the target schema wants it", () => {
    const reading = read({
      registryUrl: "http://127.0.0.1:8080",
      mcpUrl: "http://127.0.0.1:8000/mcp",
      region: "us-east-1",
      bucket: "raw-data",
      prefix: "2026/",
      query: "README.md",
      roleArn: "arn:aws:iam::123456789012:role/Reader",
    });
    expect(reading).toEqual({
      ok: true,
      target: {
        name: "127.0.0.1:8080",
        registryUrl: "http://127.0.0.1:8080",
        mcpUrl: "http://127.0.0.1:8000/mcp",
        region: "us-east-1",
        s3: { bucket: "raw-data", prefix: "2026/" },
        search: { query: "README.md" },
        expect: { roleArn: "arn:aws:iam::123456789012:role/Reader" },
      },
    });
  });

  it.each<[string, Partial<TargetFields>, keyof TargetFields]>([
    ["nothing at all", {}, "catalogUrl"],
    ["a URL without a scheme", { catalogUrl: "catalog.example.com" }, "catalogUrl"],
    ["a scheme that is not http", { catalogUrl: "ftp://x" }, "catalogUrl"],
    ["a password in the URL", { catalogUrl: "https://u:p@x.example" }, "catalogUrl"],
    ["an MCP URL without a scheme", { catalogUrl: "https://c.example", mcpUrl: "mcp.example.com/mcp" }, "mcpUrl"],
    ["a registry without a region", { registryUrl: "https://r.example" }, "region"],
    ["a region that is none", { catalogUrl: "https://c.example", region: "US East" }, "region"],
    ["a bucket with its scheme", { catalogUrl: "https://c.example", bucket: "s3://b" }, "bucket"],
    ["a prefix without a bucket", { catalogUrl: "https://c.example", prefix: "a/" }, "prefix"],
    ["a role name in place of its ARN", { catalogUrl: "https://c.example", roleArn: "Reader" }, "roleArn"],
  ])("names the field for %s", (_, fields, field) => {
    const reading = read(fields);
    expect(reading.ok ? [] : Object.keys(reading.faults)).toEqual([field]);
  });
});
