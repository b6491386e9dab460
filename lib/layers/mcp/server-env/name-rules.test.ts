import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { nameRule, restRule } from "./name-rules";
import { sightOf, testView, type Values } from "./test-env";

/** As many mistyped names as asked for, all of them of MCP_SKIP_BANNER. */
const slips = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`MCP_SKIP_BANNER${String.fromCharCode(65 + at)}`, "1"]));
const numbered = (family: string, count: number) => Array.from({ length: count }, (_, at) => `${family}_${at}`);
const quoted = (...names: readonly string[]) => ({
  variables: names.map((name) => ({ name, value: new Secret("x"), quoted: true })),
});
const known = [
  "QUILT_DEPLOYMENT",
  "QUILT_CATALOG_URL",
  "QUILT_REGISTRY_URL",
  "QUILT_GRAPHQL_ENDPOINT",
  "QUILT_FALLBACK_JWT",
  "QUILT_TEST_BUCKET",
  "FASTMCP_TRANSPORT",
  "FASTMCP_HOST",
  "FASTMCP_PORT",
  "AWS_REGION",
  "AWS_PROFILE",
  "HTTP_PROXY",
];

describe("the name that a mistyped one means", () => {
  const meant = (name: string) =>
    sightOf(nameRule, testView({ [name]: "1" })).findings.flatMap(([, { settings }]) => settings);

  it.each([
    ["QUILT_DEPLOYMNT", "QUILT_DEPLOYMENT"],
    ["QUILT_DEPLOYMT", "QUILT_DEPLOYMENT"],
    ["QUILT_DEPLOYMENTED", "QUILT_DEPLOYMENT"],
    ["quilt_deployment", "QUILT_DEPLOYMENT"],
    ["QULIT_CATALOG_URL", "QUILT_CATALOG_URL"],
    ["FAST_MCP_PORT", "FASTMCP_PORT"],
    ["MCP_SKIP_BANER", "MCP_SKIP_BANNER"],
    ["AWS_PROFIL", "AWS_PROFILE"],
    ["ATHENA_WORK_GROUP", "ATHENA_WORKGROUP"],
    ["AWS_ENDPOINT_URI", "AWS_ENDPOINT_URL"],
    // Two edits from FASTMCP_HOST, one from the other.
    ["FASTMCP_POT", "FASTMCP_PORT"],
  ])("%s means %s", (name, known) => {
    expect(meant(name)).toEqual([`${name}: perhaps ${known}`]);
  });

  it.each([
    ["is known itself", "AWS_REGION"],
    ["is known itself, and near another", "AWS_ENDPOINT_URL_S3"],
    ["is of another family", "GUILT_CATALOG_URL"],
    ["only holds a family's name", "A_AWS_REGION"],
    ["has no underscore behind the family", "AWSREGION"],
    ["is three edits from the nearest", "QUILT_DEPLOMT"],
    ["is near none", "QUILT_SOMETHING_ELSE"],
    ["is short", "AWS_R"],
    ["is too long to be compared", `AWS_${"R".repeat(1_000_000)}`],
  ])("none, where it %s", (_, name) => {
    expect(meant(name)).toEqual([]);
  });
});

describe("names that are not what they seem", () => {
  it.each<[string, Values, readonly string[], readonly string[]]>([
    ["good ones", { QUILT_DEPLOYMENT: "remote", HOME: "/tmp" }, [], []],
    ["one of somebody else", { DB_PASSWORD: "x" }, [], []],
    [
      "slips",
      { QUILT_CATALOG_URI: "x", AWS_REGIONS: "x" },
      ["bad QUILT_CATALOG_URI = set …", "bad AWS_REGIONS = set …"],
      ["QUILT_CATALOG_URI: perhaps QUILT_CATALOG_URL", "AWS_REGIONS: perhaps AWS_REGION"],
    ],
    ["a slip beside the right name", { AWS_REGIONS: "x", AWS_REGION: "us-east-1" }, [], []],
    [
      "a slip beside the right name, empty",
      { AWS_REGIONS: "x", AWS_REGION: "" },
      ["bad AWS_REGIONS = set …"],
      ["AWS_REGIONS: perhaps AWS_REGION"],
    ],
  ])("%s", (_, values, rows, settings) => {
    expect(sightOf(nameRule, testView(values))).toEqual({
      rows,
      findings: settings.length === 0 ? [] : [["env-typo", { settings }]],
    });
  });

  it("shows ten slips at most", () => {
    const { rows, findings } = sightOf(nameRule, testView(slips(11)));
    expect(rows).toHaveLength(10);
    expect(findings.map(([, { settings }]) => settings)).toEqual([
      Object.keys(slips(10)).map((name) => `${name}: perhaps MCP_SKIP_BANNER`),
    ]);
  });

  it.each([
    ["299 others of the family", numbered("MCP", 299), ["bad MCP_SKIP_BANER = set …"]],
    ["300 others of the family", numbered("MCP", 300), []],
    [
      "299 of the family, 300 of none and many that are known",
      [...numbered("MCP", 299), ...numbered("DB", 300), ...known],
      ["bad MCP_SKIP_BANER = set …"],
    ],
  ])("looks for slips among the first 300 names that could be any: behind %s", (_, names, rows) => {
    const values = Object.fromEntries([...names, "MCP_SKIP_BANER"].map((name) => [name, "1"]));
    expect(sightOf(nameRule, testView(values)).rows).toEqual(rows);
  });

  it("names those that are set more than once, of the known ones", () => {
    const doubled = ["QUILT_DEPLOYMENT", "DB_PASSWORD", "HOME"];
    expect(sightOf(nameRule, testView({}, { doubled }))).toEqual({
      rows: ["note QUILT_DEPLOYMENT = set more than once …", "note HOME = set more than once …"],
      findings: [],
    });
    expect(sightOf(nameRule, testView({}, { doubled: known })).rows).toHaveLength(10);
  });

  it("names those in quotes, of the known ones", () => {
    const plain = { name: "AWS_PROFILE", value: new Secret("x") };
    const { variables } = quoted("QUILT_DEPLOYMENT", "DB_PASSWORD", "HOME");
    expect(sightOf(nameRule, testView({}, { variables: [plain, ...variables] }))).toEqual({
      rows: ["note values in quotes = QUILT_DEPLOYMENT, HOME …"],
      findings: [],
    });
    expect(sightOf(nameRule, testView({}, quoted("DB_PASSWORD"))).rows).toEqual([]);
    expect(sightOf(nameRule, testView({}, quoted(...known))).rows).toEqual([
      `note values in quotes = ${known.slice(0, 10).join(", ")} …`,
    ]);
  });

  it("names slips first, then doubled names, then quotes", () => {
    const variables = [...quoted("HOME").variables, { name: "AWS_REGIONS", value: new Secret("x") }];
    expect(sightOf(nameRule, testView({}, { variables, doubled: ["HOME"] })).rows).toEqual([
      "bad AWS_REGIONS = set …",
      "note HOME = set more than once …",
      "note values in quotes = HOME …",
    ]);
  });
});

describe("what of a file was not looked at", () => {
  it.each<[string, Values, { readonly otherFiles?: number; readonly unreadLines?: number }, readonly string[]]>([
    ["nothing", { QUILT_DEPLOYMENT: "remote", HTTPS_PROXY: "x", AWS_PROFILE: "x", HOME: "/" }, {}, []],
    ["variables of others", { A: "1", HOME: "/", DB_PASSWORD: "x" }, {}, ["note other variables = 2 …"]],
    ["variables of others, not a slip", { A: "1", AWS_REGIONS: "x" }, {}, ["note other variables = 1 …"]],
    ["a slip alone", { AWS_REGIONS: "x" }, {}, []],
    ["a slip beside what it means", { AWS_REGION: "x", AWS_REGIONS: "x" }, {}, ["note other variables = 1 …"]],
    [
      "slips after the tenth",
      Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`AWS_REGIO${String.fromCharCode(65 + index)}`, "x"]),
      ),
      {},
      ["note other variables = 2 …"],
    ],
    [
      "what has a row among the endpoints and proxies",
      { AWS_ENDPOINT_URL_IAM: "http://a", AWS_ENDPOINT_URL_ATHENA: "http://a", https_proxy: "http://a" },
      {},
      [],
    ],
    ["an endpoint of another service", { AWS_ENDPOINT_URL_SQS: "http://a" }, {}, ["note other variables = 1 …"]],
    ["other files", {}, { otherFiles: 2 }, ["unknown other files = 2 …"]],
    ["other lines", {}, { unreadLines: 3 }, ["unknown other lines = 3 …"]],
    [
      "all of them",
      { A: "1" },
      { otherFiles: 1, unreadLines: 1 },
      ["note other variables = 1 …", "unknown other files = 1 …", "unknown other lines = 1 …"],
    ],
  ])("%s", (_, values, more, rows) => {
    expect(sightOf(restRule, testView(values, more))).toEqual({ rows, findings: [] });
  });
});
