import { withCatalog, withFault, withTarget } from "@/lib/lab/stack/config-changes";
import { actions, plainAnswer } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** A config.json that says nothing, or the wrong thing, of its registry. */
export const discoveryConfig = defineScenarios("discovery", [
  {
    id: "discovery-not-json",
    title: "config.json is a web page",
    story:
      "The host answers every path, config.json included, with its web page. Another application lives there, or a sign-in page is in front.",
    codes: ["discovery/not-json"],
    verdict: "fail",
    code: "discovery/not-json",
    fault: (config) => withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.html }),
  },
  {
    id: "discovery-broken-json",
    title: "config.json is cut off",
    story: "The file has the right content type but is not valid JSON: a deploy that stopped halfway.",
    codes: ["discovery/not-json"],
    verdict: "fail",
    code: "discovery/not-json",
    fault: (config) =>
      withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.brokenJson }),
  },
  {
    id: "discovery-missing-registry-url",
    title: "config.json names no registry",
    story: "The catalog serves a config.json without registryUrl, so nothing says where tokens are verified.",
    codes: ["discovery/missing-registry-url", "mcp/tool-failed"],
    verdict: "fail",
    code: "discovery/missing-registry-url",
    fault: (config) => withCatalog(config, { registryUrl: null }),
  },
  {
    id: "discovery-registry-mismatch",
    title: "The target and the catalog name different registries",
    story:
      "The target names the registry that works; config.json still names the old one. The target wins, and the difference is reported.",
    codes: ["discovery/registry-mismatch"],
    verdict: "pass",
    code: null,
    given: (config) => withTarget(config, { registryUrl: { at: "registry" } }),
    fault: (config) => withCatalog(config, { registryUrl: { url: "https://old-registry.quilt.test" } }),
  },
  {
    id: "discovery-registry-is-catalog",
    title: "config.json names the catalog as its registry",
    story:
      "The registry URL is the catalog's own. Its web server answers every API path with 200 and the index page, which a careless client takes for success.",
    codes: ["discovery/registry-mismatch", "exchange/not-json", "search/not-json"],
    verdict: "fail",
    code: "exchange/not-json",
    fault: (config) => withCatalog(config, { registryUrl: { at: "catalog" } }),
  },
  {
    id: "discovery-foreign-registry",
    title: "config.json names a registry on another site",
    story:
      "The catalog points to a registry on another site. The token is not sent there until the operator names that registry.",
    codes: ["discovery/foreign-registry"],
    verdict: "inconclusive",
    code: "discovery/foreign-registry",
    fault: (config) => withCatalog(config, { registryUrl: { at: "registry", host: "localhost" } }),
  },
  {
    id: "discovery-down-registry-named",
    title: "The catalog is down, but the named registry works",
    story:
      "The target names the registry, so a catalog that answers 503 blocks nothing: every later layer passes, and only the catalog keeps the verdict open.",
    codes: ["discovery/server-error"],
    verdict: "inconclusive",
    code: "discovery/server-error",
    given: (config) => withTarget(config, { registryUrl: { at: "registry" } }),
    fault: (config) =>
      withFault(config, {
        server: "catalog",
        endpoint: "config",
        on: "every",
        action: plainAnswer(503, "no healthy upstream"),
      }),
  },
]);
