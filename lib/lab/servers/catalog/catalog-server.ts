import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { Decision, LabCall, LabReply } from "../lab-server";
import type { LabServer } from "../server-declaration";
import { healthyCatalog } from "./catalog-config";

const INDEX =
  '<!doctype html><html><head><title>Quilt</title><script src="/config.js"></script></head><body><div id="app"></div></body></html>';

/**
 * The catalog: static files behind nginx, which gives its index page for every path that it does not know.
 * Endpoints: `config`, `health`, `index`.
 */
function handleCatalog(parts: StackParts, call: LabCall): Decision {
  if (call.path === "/config.json") {
    return { endpoint: "config", genuine: true, answer: () => json(configJson(parts)) };
  }
  if (call.path === "/healthcheck") {
    return {
      endpoint: "health",
      genuine: true,
      answer: () => ({ status: 200, contentType: "text/plain", body: "nginx catalog" }),
    };
  }
  return { endpoint: "index", genuine: true, answer: () => ({ status: 200, contentType: "text/html", body: INDEX }) };
}

function json(value: unknown): LabReply {
  return { status: 200, contentType: "application/json", body: JSON.stringify(value) };
}

/** Every field that the catalog's own schema requires. */
function configJson(parts: StackParts): unknown {
  const { catalog } = parts.config;
  const registryUrl = parts.registryUrl();
  return {
    alwaysRequiresAuth: catalog.alwaysRequiresAuth,
    analyticsBucket: `${parts.secrets.bucket}-analyticsbucket`,
    apiGatewayEndpoint: "/api-gateway",
    mixpanelToken: "",
    mode: catalog.alwaysRequiresAuth ? "PRODUCT" : "OPEN",
    passwordAuth: "ENABLED",
    region: catalog.region,
    ...(registryUrl === null ? {} : { registryUrl }),
    s3Proxy: "/s3-proxy",
    serviceBucket: `${parts.secrets.bucket}-service`,
    ssoAuth: "DISABLED",
    ssoProviders: "",
    stackVersion: catalog.stackVersion,
  };
}

export const catalogServer: LabServer<"catalog"> = {
  name: "catalog",
  healthy: healthyCatalog,
  open: (parts) => ({ handle: (call) => handleCatalog(parts, call) }),
};
