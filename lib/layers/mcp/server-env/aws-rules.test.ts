import { describe, expect, it } from "vitest";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { credentialRule, regionRule, routeRule } from "./aws-rules";
import { elsewhere, sightOf, testView, type Values } from "./test-env";

type Case = [what: string, values: Values, rows: readonly string[], settings: readonly string[]];

describe("credentials of the server's own", () => {
  it.each<Case>([
    ["none", { QUILT_DEPLOYMENT: "remote", AWS_REGION: "us-east-1" }, [], []],
    ["an empty one", { AWS_PROFILE: " " }, [], []],
    [
      "a long-term key and its secret",
      { AWS_ACCESS_KEY_ID: " AKIAXXXXXXXXXXXXXXXX", AWS_SECRET_ACCESS_KEY: "AKIAsecret" },
      [
        "bad AWS_ACCESS_KEY_ID = set, 21 characters: a long-term key …",
        "bad AWS_SECRET_ACCESS_KEY = set, 10 characters …",
      ],
      ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    ],
    [
      "a temporary key",
      { AWS_ACCESS_KEY_ID: "ASIAXXXXXXXXXXXXXXXX" },
      ["bad AWS_ACCESS_KEY_ID = set, 20 characters: a temporary key …"],
      ["AWS_ACCESS_KEY_ID"],
    ],
    [
      "a key of no known kind",
      { AWS_ACCESS_KEY_ID: "x-AKIA" },
      ["bad AWS_ACCESS_KEY_ID = set, 6 characters …"],
      ["AWS_ACCESS_KEY_ID"],
    ],
    [
      "one that is filled in, beside one that is set",
      { AWS_PROFILE: null, AWS_ROLE_ARN: "arn" },
      [`unknown AWS_PROFILE = ${elsewhere} …`, "bad AWS_ROLE_ARN = set, 3 characters …"],
      ["AWS_ROLE_ARN"],
    ],
    ["one that is filled in, alone", { AWS_PROFILE: null }, [`unknown AWS_PROFILE = ${elsewhere} …`], []],
  ])("%s", (_, values, rows, sources) => {
    expect(sightOf(credentialRule, testView(values))).toEqual({
      rows,
      findings: sources.length === 0 ? [] : [["env-own-credentials", { sources }]],
    });
  });

  it("counts one that a task's secret store fills in", () => {
    expect(sightOf(credentialRule, testView({ AWS_SESSION_TOKEN: null }, { format: "task-definition" }))).toEqual({
      rows: [`bad AWS_SESSION_TOKEN = ${elsewhere} …`],
      findings: [["env-own-credentials", { sources: ["AWS_SESSION_TOKEN"] }]],
    });
  });

  it("counts a task's role", () => {
    expect(sightOf(credentialRule, testView({}, { taskRole: true }))).toEqual({
      rows: ["bad taskRoleArn = set …"],
      findings: [["env-own-credentials", { sources: ["taskRoleArn"] }]],
    });
  });

  const folder = {
    rows: ["bad mount = a .aws folder …"],
    findings: [["env-own-credentials", { sources: ["a mounted .aws folder"] }]],
  };
  const session = {
    rows: ["bad mount = a quilt3 session …"],
    findings: [["env-own-credentials", { sources: ["a mounted quilt3 session"] }]],
  };
  const none = { rows: [], findings: [] };
  it.each([
    ["/root/.aws", folder],
    ["/root/.aws/credentials", folder],
    [".aws", folder],
    ["/root/my.aws", none],
    ["/root/.awsome", none],
    ["/root/.local/share/Quilt", session],
    ["/root/.local/share/Quilt/auth.json", session],
    [".local/share/Quilt", session],
    ["/root/.quilt", session],
    [".quilt/x", session],
    ["/root/.quiltrc", none],
    ["/root/a.quilt", none],
    ["/data", none],
  ])("looks for them in a mount at %s", (target, expected) => {
    const mounts: ServerEnvironment["mounts"] = [
      { target: "/cache", writable: true },
      { target, writable: false },
    ];
    expect(sightOf(credentialRule, testView({}, { mounts }))).toEqual(expected);
  });

  it("names every source, variables first", () => {
    const mounts = [
      { target: "/root/.quilt", writable: false },
      { target: "/root/.aws", writable: false },
    ];
    const sight = sightOf(credentialRule, testView({ AWS_PROFILE: "ada" }, { mounts, taskRole: true }));
    expect(sight.findings).toEqual([
      [
        "env-own-credentials",
        { sources: ["AWS_PROFILE", "a mounted .aws folder", "taskRoleArn", "a mounted quilt3 session"] },
      ],
    ]);
    expect(sight.rows).toHaveLength(4);
  });
});

describe("the region of AWS calls", () => {
  const boto = "good AWS_DEFAULT_REGION = us-east-1 …";
  it.each<[string, Values, number, readonly string[], string | null]>([
    ["no region", {}, 0, [], null],
    ["the one that boto3 reads", { AWS_DEFAULT_REGION: "us-east-1" }, 0, [boto], null],
    [
      "both",
      { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-east-1" },
      0,
      [boto, "note AWS_REGION = eu-west-1 …"],
      null,
    ],
    ["the other alone", { AWS_REGION: "eu-west-1" }, 0, ["bad AWS_REGION = eu-west-1 …"], "eu-west-1"],
    ["the other alone, filled in", { AWS_REGION: null }, 0, [`bad AWS_REGION = ${elsewhere} …`], elsewhere],
    [
      "the other alone, where another file may set the first",
      { AWS_REGION: "eu-west-1" },
      1,
      ["note AWS_REGION = eu-west-1 …"],
      null,
    ],
    [
      "the first filled in",
      { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: null },
      0,
      [`good AWS_DEFAULT_REGION = ${elsewhere} …`, "note AWS_REGION = eu-west-1 …"],
      null,
    ],
    [
      "the first empty",
      { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "" },
      0,
      ["bad AWS_REGION = eu-west-1 …"],
      "eu-west-1",
    ],
  ])("%s", (_, values, otherFiles, rows, lacking) => {
    expect(sightOf(regionRule, testView(values, { otherFiles }))).toEqual({
      rows,
      findings: lacking === null ? [] : [["env-region", { AWS_REGION: lacking }]],
    });
  });
});

describe("where calls of the server go", () => {
  it.each<Case>([
    ["nowhere special", { NO_PROXY: "localhost", AWS_REGION: "us-east-1" }, [], []],
    [
      "endpoints of AWS that are none of AWS's",
      {
        AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
        AWS_ENDPOINT_URL_S3: "https://s3.example.org",
        AWS_ENDPOINT_URL_STS: null,
      },
      [
        "note AWS_ENDPOINT_URL = http://127.0.0.1:4566 …",
        "note AWS_ENDPOINT_URL_S3 = https://s3.example.org …",
        `note AWS_ENDPOINT_URL_STS = ${elsewhere} …`,
      ],
      [],
    ],
    [
      "names that only look like such endpoints",
      {
        MY_AWS_ENDPOINT_URL: "http://a.example.org",
        AWS_ENDPOINT_URL_EC2: "http://a.example.org",
        AWS_ENDPOINT_URLS: "x",
      },
      [],
      [],
    ],
    [
      "a proxy in capitals, one in small letters",
      { https_proxy: "http://proxy.example.org:3128", HTTP_PROXY: "http://ada:pw@proxy.example.org" },
      ["note HTTP_PROXY = set, 31 characters …", "note https_proxy = http://proxy.example.org:3128 …"],
      ["HTTP_PROXY", "https_proxy"],
    ],
    [
      "a proxy that is filled in beside one that is set",
      { HTTP_PROXY: null, ALL_PROXY: "http://proxy.example.org" },
      [`note HTTP_PROXY = ${elsewhere} …`, "note ALL_PROXY = http://proxy.example.org …"],
      ["ALL_PROXY"],
    ],
    ["a proxy that is filled in, alone", { HTTPS_PROXY: null }, [`note HTTPS_PROXY = ${elsewhere} …`], []],
    ["an empty proxy", { HTTPS_PROXY: "" }, [], []],
    ["an empty endpoint", { AWS_ENDPOINT_URL_S3: "" }, [], []],
  ])("%s", (_, values, rows, settings) => {
    expect(sightOf(routeRule, testView(values))).toEqual({
      rows,
      findings: settings.length === 0 ? [] : [["env-proxy", { settings }]],
    });
  });
});
