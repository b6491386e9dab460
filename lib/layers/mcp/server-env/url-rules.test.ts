import { describe, expect, it } from "vitest";
import type { ObservedRun } from "./env-rule";
import { elsewhere, sightOf, testRun, testView, type Values } from "./test-env";
import { urlRule } from "./url-rules";

const remote = { QUILT_DEPLOYMENT: "remote" };
const both = { QUILT_CATALOG_URL: "https://catalog.example.org", QUILT_REGISTRY_URL: "https://registry.example.org" };
const goodCatalog = "good QUILT_CATALOG_URL = https://catalog.example.org …";
const goodRegistry = "good QUILT_REGISTRY_URL = https://registry.example.org …";
const registry = "https://registry.example.org";

type Case = [
  what: string,
  values: Values,
  rows: readonly string[],
  settings: readonly string[],
  run?: Partial<ObservedRun>,
];

describe("the URLs of a file beside those of the run", () => {
  it.each<Case>([
    ["the run's", both, [goodCatalog, goodRegistry], []],
    [
      "the run's, with slashes at the end",
      { ...both, QUILT_REGISTRY_URL: "https://registry.example.org//" },
      [goodCatalog, "good QUILT_REGISTRY_URL = https://registry.example.org/… …"],
      [],
    ],
    [
      "the run's, which has a slash at the end",
      { QUILT_REGISTRY_URL: registry },
      [goodRegistry],
      [],
      { registryUrl: "https://registry.example.org/" },
    ],
    [
      "another path of the run's registry",
      { QUILT_REGISTRY_URL: "https://registry.example.org/api" },
      ["bad QUILT_REGISTRY_URL = https://registry.example.org/api …"],
      ["QUILT_REGISTRY_URL: https://registry.example.org/api"],
    ],
    [
      "another registry and another catalog",
      { QUILT_REGISTRY_URL: "https://r.example.org", QUILT_CATALOG_URL: "https://c.example.org" },
      ["bad QUILT_CATALOG_URL = https://c.example.org …", "bad QUILT_REGISTRY_URL = https://r.example.org …"],
      ["QUILT_CATALOG_URL: https://c.example.org", "QUILT_REGISTRY_URL: https://r.example.org"],
    ],
    [
      "one that is not shown",
      { QUILT_REGISTRY_URL: "https://ada:pw@r.example.org" },
      ["bad QUILT_REGISTRY_URL = set, 28 characters …"],
      ["QUILT_REGISTRY_URL: set, 28 characters"],
    ],
    [
      "no URL",
      { QUILT_CATALOG_URL: "catalog" },
      ["bad QUILT_CATALOG_URL = set, 7 characters …"],
      ["QUILT_CATALOG_URL: not a URL"],
    ],
    [
      "the catalog in the place of the registry",
      { QUILT_REGISTRY_URL: "https://catalog.example.org/" },
      ["bad QUILT_REGISTRY_URL = https://catalog.example.org …"],
      ["QUILT_REGISTRY_URL: the catalog's"],
    ],
    [
      "the catalog in the place of a registry that the run does not know",
      { QUILT_REGISTRY_URL: "https://catalog.example.org" },
      ["bad QUILT_REGISTRY_URL = https://catalog.example.org …"],
      ["QUILT_REGISTRY_URL: the catalog's"],
      { registryUrl: null },
    ],
    [
      "one host for catalog and registry, as in the run",
      { QUILT_CATALOG_URL: "https://one.example.org", QUILT_REGISTRY_URL: "https://one.example.org/api" },
      ["good QUILT_CATALOG_URL = https://one.example.org …", "good QUILT_REGISTRY_URL = https://one.example.org/api …"],
      [],
      { catalogUrl: "https://one.example.org", registryUrl: "https://one.example.org/api" },
    ],
    [
      "any, where the run knows none",
      { ...both, QUILT_GRAPHQL_ENDPOINT: "https://x.example.org/graphql" },
      [
        "note QUILT_CATALOG_URL = https://catalog.example.org …",
        "note QUILT_REGISTRY_URL = https://registry.example.org …",
        "note QUILT_GRAPHQL_ENDPOINT = https://x.example.org/graphql …",
      ],
      [],
      { catalogUrl: null, registryUrl: null },
    ],
    [
      "those that are filled in",
      { QUILT_CATALOG_URL: null, QUILT_REGISTRY_URL: null, ...remote },
      [`unknown QUILT_CATALOG_URL = ${elsewhere} …`, `unknown QUILT_REGISTRY_URL = ${elsewhere} …`],
      [],
    ],
    [
      "the GraphQL endpoint that the registry has",
      { QUILT_GRAPHQL_ENDPOINT: "https://registry.example.org/graphql" },
      ["good QUILT_GRAPHQL_ENDPOINT = https://registry.example.org/graphql …"],
      [],
    ],
    [
      "the same, of a registry with slashes at the end",
      { QUILT_GRAPHQL_ENDPOINT: "https://registry.example.org/graphql/" },
      ["good QUILT_GRAPHQL_ENDPOINT = https://registry.example.org/graphql …"],
      [],
      { registryUrl: "https://registry.example.org//" },
    ],
    [
      "a GraphQL endpoint that is not the registry's",
      { QUILT_GRAPHQL_ENDPOINT: "https://registry.example.org/api" },
      ["bad QUILT_GRAPHQL_ENDPOINT = https://registry.example.org/api …"],
      ["QUILT_GRAPHQL_ENDPOINT: https://registry.example.org/api"],
    ],
  ])("%s", (_, values, rows, settings, run = {}) => {
    const known = { ...testRun, ...run }.registryUrl ?? "not known";
    expect(sightOf(urlRule, testView(values), run)).toEqual({
      rows,
      findings: settings.length === 0 ? [] : [["env-other-registry", { settings, registry: known }]],
    });
  });

  const noCatalog = "bad QUILT_CATALOG_URL = not set …";
  const noRegistry = "bad QUILT_REGISTRY_URL = not set …";
  const names = ["QUILT_CATALOG_URL", "QUILT_REGISTRY_URL"];
  it.each<[string, Values, readonly string[], readonly string[], string | null]>([
    ["no mode", {}, [], [], null],
    ["legacy mode", { QUILT_DEPLOYMENT: "legacy" }, [], [], "legacy"],
    ["a mode that does not exist", { QUILT_DEPLOYMENT: "x" }, [], [], "invalid"],
    ["a mode that is filled in", { QUILT_DEPLOYMENT: null }, [], [], "unknown"],
    ["remote mode", remote, [noCatalog, noRegistry], names, "remote"],
    ["local mode", { QUILT_DEPLOYMENT: "local" }, [noCatalog, noRegistry], names, "local"],
    ["many users", { QUILT_MULTIUSER_MODE: "1" }, [noCatalog, noRegistry], names, "platform"],
    [
      "one of them",
      { ...remote, QUILT_CATALOG_URL: both.QUILT_CATALOG_URL },
      [goodCatalog, noRegistry],
      ["QUILT_REGISTRY_URL"],
      "remote",
    ],
  ])("are missing where the mode needs them: %s", (_, values, rows, missing, mode) => {
    expect(sightOf(urlRule, testView(values))).toEqual({
      rows,
      findings: missing.length === 0 ? [] : [["env-missing-url", { missing, mode }]],
    });
  });

  it("are left open where another file may set them", () => {
    expect(sightOf(urlRule, testView(remote, { otherFiles: 1 }))).toEqual({
      rows: ["unknown QUILT_CATALOG_URL = not set …", "unknown QUILT_REGISTRY_URL = not set …"],
      findings: [],
    });
  });
});

describe("a host that is not the run's", () => {
  const means = (host: string) =>
    urlRule(testView({ QUILT_REGISTRY_URL: `http://${host}` }), testRun).rows[0]?.cells[2] ?? "";
  const plain = means("other.example.org");

  it.each(["registry", "registry:8080", "a.internal", "a.local", "a.svc", "a.docker"])(
    "may be the same one inside the server's network: %s",
    (host) => {
      expect(means(host).startsWith(plain)).toBe(true);
      expect(means(host).length).toBeGreaterThan(plain.length);
    },
  );

  it.each(["a.local.example.org", "alocal.example", "internal.org"])("has a name that all resolve: %s", (host) => {
    expect(means(host)).toBe(plain);
  });
});
