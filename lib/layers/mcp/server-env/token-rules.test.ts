import { describe, expect, it } from "vitest";
import { elsewhere, sightOf, testRun, testView, type Values } from "./test-env";
import { fallbackRule, ignoredRule, signingRule, testTokenRule } from "./token-rules";

type Case = [what: string, values: Values, rows: readonly string[], settings: readonly string[]];

describe("signing secrets", () => {
  it.each<Case>([
    ["none", { QUILT_DEPLOYMENT: "test-secret" }, [], []],
    ["an empty one", { MCP_JWT_SECRET: "" }, [], []],
    [
      "a published one",
      { MCP_JWT_SECRET: " test-secret " },
      ["bad MCP_JWT_SECRET = set, 13 characters …"],
      ["MCP_JWT_SECRET"],
    ],
    ["one of its own", { MCP_JWT_SECRET: "test-secrets" }, ["note MCP_JWT_SECRET = set, 12 characters …"], []],
    ["one that is filled in", { MCP_JWT_SECRET: null }, [`unknown MCP_JWT_SECRET = ${elsewhere}`], []],
    [
      "all of them",
      { PLATFORM_TEST_JWT_SECRET: "secret", MCP_ENHANCED_JWT_SECRET: "own", MCP_JWT_SECRET: "dev-secret" },
      [
        "bad MCP_JWT_SECRET = set, 10 characters …",
        "note MCP_ENHANCED_JWT_SECRET = set, 3 characters …",
        "bad PLATFORM_TEST_JWT_SECRET = set, 6 characters …",
      ],
      ["MCP_JWT_SECRET", "PLATFORM_TEST_JWT_SECRET"],
    ],
  ])("%s", (_, values, rows, settings) => {
    expect(sightOf(signingRule, testView(values))).toEqual({
      rows,
      findings: settings.length === 0 ? [] : [["env-test-secret", { settings }]],
    });
  });
});

describe("a fallback token", () => {
  const name = "QUILT_FALLBACK_JWT";
  it.each<[string, Values, string | null, readonly string[], string | null]>([
    ["none", {}, null, [], null],
    ["an empty one", { [name]: " " }, null, [], null],
    [
      "one that the run describes",
      { [name]: "a.b.c" },
      "catalog token · RS256",
      [`bad ${name} = catalog token · RS256 …`],
      "catalog token · RS256",
    ],
    ["one that it does not", { [name]: "a.b.c" }, null, [`bad ${name} = set, 5 characters …`], "set, 5 characters"],
    ["one that is filled in", { [name]: null }, null, [`unknown ${name} = ${elsewhere} …`], null],
  ])("%s", (_, values, fallback, rows, token) => {
    expect(sightOf(fallbackRule, testView(values), { fallback })).toEqual({
      rows,
      findings: token === null ? [] : [["env-fallback-token", { token }]],
    });
  });

  it("counts where a task's secret store fills it in", () => {
    expect(sightOf(fallbackRule, testView({ [name]: null }, { format: "task-definition" }))).toEqual({
      rows: [`bad ${name} = ${elsewhere} …`],
      findings: [["env-fallback-token", { token: elsewhere }]],
    });
  });
});

describe("test tokens", () => {
  it.each<Case>([
    ["none", { QUILT_TEST_BUCKET: "true" }, [], []],
    ["switched on", { QUILT_ALLOW_TEST_JWT: "1" }, ["bad QUILT_ALLOW_TEST_JWT = 1 …"], ["QUILT_ALLOW_TEST_JWT"]],
    ["switched off", { ALLOW_GENERATED_TEST_JWT: "no" }, ["note ALLOW_GENERATED_TEST_JWT = no"], []],
    [
      "by no word that is known",
      { PLATFORM_TEST_ENABLED: "perhaps" },
      ["note PLATFORM_TEST_ENABLED = set, 7 characters"],
      [],
    ],
    ["filled in", { PLATFORM_TEST_ENABLED: null }, [`note PLATFORM_TEST_ENABLED = ${elsewhere}`], []],
    ["an empty switch", { PLATFORM_TEST_ENABLED: "" }, [], []],
    [
      "a token, which is on by being there",
      { PLATFORM_TEST_JWT_TOKEN: "abc" },
      ["bad PLATFORM_TEST_JWT_TOKEN = set, 3 characters …"],
      ["PLATFORM_TEST_JWT_TOKEN"],
    ],
    [
      "a token that reads like a switch",
      { PLATFORM_TEST_JWT_TOKEN: "off" },
      ["bad PLATFORM_TEST_JWT_TOKEN = set, 3 characters …"],
      ["PLATFORM_TEST_JWT_TOKEN"],
    ],
    [
      "one on, one off",
      { ALLOW_GENERATED_TEST_JWT: "true", QUILT_ALLOW_TEST_JWT: "false" },
      ["note QUILT_ALLOW_TEST_JWT = false", "bad ALLOW_GENERATED_TEST_JWT = true …"],
      ["ALLOW_GENERATED_TEST_JWT"],
    ],
  ])("%s", (_, values, rows, settings) => {
    expect(sightOf(testTokenRule, testView(values))).toEqual({
      rows,
      findings: settings.length === 0 ? [] : [["env-test-tokens", { settings }]],
    });
  });
});

it("counts a test token that a task's secret store fills in, and no switch", () => {
  const values = { PLATFORM_TEST_JWT_TOKEN: null, PLATFORM_TEST_ENABLED: null };
  expect(sightOf(testTokenRule, testView(values, { format: "task-definition" }))).toEqual({
    rows: [`note PLATFORM_TEST_ENABLED = ${elsewhere}`, `bad PLATFORM_TEST_JWT_TOKEN = ${elsewhere} …`],
    findings: [["env-test-tokens", { settings: ["PLATFORM_TEST_JWT_TOKEN"] }]],
  });
});

describe("switches of other versions", () => {
  type Ignored = { readonly settings: readonly string[]; readonly version: string; readonly by: string };
  const required = { MCP_REQUIRE_JWT: "true" };
  const requiredRow = "note MCP_REQUIRE_JWT = true …";
  it.each<[string, Values, version: string | null, image: string | null, readonly string[], Ignored | null]>([
    ["none", { QUILT_DEPLOYMENT: "remote", QUILT_MULTIUSER_MODE: "true" }, "0.22.0", null, [], null],
    [
      "one of an older version",
      required,
      "0.22.0",
      null,
      [requiredRow],
      { settings: ["MCP_REQUIRE_JWT"], version: "0.22.0", by: "/health" },
    ],
    ["one of this version", required, "0.10.0", null, [requiredRow], null],
    [
      "one of a newer version",
      { QUILT_FALLBACK_JWT: "a.b.c" },
      "0.16.0",
      null,
      [],
      { settings: ["QUILT_FALLBACK_JWT"], version: "0.16.0", by: "/health" },
    ],
    ["one, when no version is known", required, null, null, [requiredRow], null],
    ["one, by a version that is no version", required, "latest", null, [requiredRow], null],
    [
      "one, by the image's tag",
      required,
      null,
      "0.21.0",
      [requiredRow],
      { settings: ["MCP_REQUIRE_JWT"], version: "0.21.0", by: "the image's tag" },
    ],
    ["one, where the server says another version than the tag", required, "0.10.1", "0.21.0", [requiredRow], null],
    [
      "one that no version reads",
      { QUILT_BACKEND_MODE: "platform" },
      null,
      null,
      ["note QUILT_BACKEND_MODE = set, 8 characters …"],
      { settings: ["QUILT_BACKEND_MODE"], version: "any", by: "no version reads them" },
    ],
    ["an empty one", { QUILT_BACKEND_MODE: "" }, "0.22.0", null, [], null],
    [
      "one that is filled in",
      { MCP_JWT_ISSUER: null },
      "0.22.0",
      null,
      [`note MCP_JWT_ISSUER = ${elsewhere} …`],
      { settings: ["MCP_JWT_ISSUER"], version: "0.22.0", by: "/health" },
    ],
    [
      "a secret, which has a row of its own",
      { MCP_JWT_SECRET: "x" },
      "0.22.0",
      null,
      [],
      { settings: ["MCP_JWT_SECRET"], version: "0.22.0", by: "/health" },
    ],
  ])("%s", (_, values, version, imageVersion, rows, ignored) => {
    expect(sightOf(ignoredRule, testView(values, { imageVersion }), { version })).toEqual({
      rows,
      findings: ignored === null ? [] : [["env-ignored", ignored]],
    });
  });

  const versionsIn = (text = "") => text.match(/\d+(\.\d+)+/g) ?? [];

  it.each([
    ["MCP_REQUIRE_JWT", ["0.10"]],
    ["MCP_JWT_ISSUER", ["0.10", "0.14"]],
    ["MCP_ENHANCED_JWT_KID", ["0.8", "0.9.2"]],
    ["QUILT_MCP_STATELESS_MODE", ["0.16"]],
    ["QUILT_BACKEND_MODE", []],
  ])("names the versions that read %s", (name, versions) => {
    const [row] = ignoredRule(testView({ [name]: "1" }), testRun).rows;
    expect(versionsIn(row?.cells[2])).toEqual(versions);
  });

  it.each(["test-secret", "own"])("names those that read a signing secret: %s", (secret) => {
    const values = { MCP_JWT_SECRET: secret, MCP_ENHANCED_JWT_SECRET: secret, PLATFORM_TEST_JWT_SECRET: secret };
    const { rows } = signingRule(testView(values), testRun);
    expect(rows.map(({ cells }) => versionsIn(cells[2]))).toEqual([["0.10", "0.16"], ["0.8", "0.9.2"], ["0.16"]]);
  });
});
