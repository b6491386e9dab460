import type { Address } from "@/lib/lab/stack/addresses";
import { withCatalog, withMcp, withRegistry, withS3, withSts, withTarget } from "@/lib/lab/stack/config-changes";
import type { FaultAction } from "@/lib/lab/stack/fault-rules";
import type { LabServerName } from "@/lib/lab/stack/server-names";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { jsonAnswer, plainAnswer } from "../fault-actions";
import type { ConfigChange } from "../scenario";

/** Where a layer asks, and so where a fault of transport or of a control meets it. */
export interface FaultSite {
  readonly layer: string;
  readonly server: LabServerName;
  readonly endpoint: string;
  /** Path of the layer's URL; empty where it has none of its own. */
  readonly path: string;
  /** Layers that ask the same host: what befalls the whole host shows there, too. */
  readonly sharedWith: readonly string[];
  /** Points the layer at another address. */
  point(config: StackConfig, address: Address): StackConfig;
  /** An error answer as this server, or what stands before it, words it. */
  answer(status: keyof typeof phrases): FaultAction;
  /** Serves every caller, whatever credential it brings; null where a layer has none to check. */
  readonly unguard: ConfigChange | null;
}

const phrases = {
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
} as const;

const inPlainText: FaultSite["answer"] = (status) => plainAnswer(status, phrases[status]);
const asRegistry: FaultSite["answer"] = (status) =>
  jsonAnswer(status, status === 429 ? "Too many requests" : phrases[status]);

/** A registry that config.json alone names; a host elsewhere has to be named by the target as well. */
function pointRegistry(config: StackConfig, address: Address): StackConfig {
  const named = withCatalog(config, { registryUrl: address });
  return "url" in address ? withTarget(named, { registryUrl: address }) : named;
}

const registry = { server: "registry", path: "", point: pointRegistry, answer: asRegistry } as const;
const plain = { path: "", sharedWith: [], answer: inPlainText } as const;

/** The sites of the layers that ask somebody. */
export const faultSites = {
  discovery: {
    ...plain,
    layer: "discovery",
    server: "catalog",
    endpoint: "config",
    point: (config, catalogUrl) => withTarget(config, { catalogUrl }),
    unguard: null,
  },
  exchange: {
    ...registry,
    layer: "exchange",
    endpoint: "credentials",
    sharedWith: ["search"],
    unguard: (config) => withRegistry(config, { unguarded: ["credentials"] }),
  },
  identity: {
    ...plain,
    layer: "identity",
    server: "sts",
    endpoint: "identity",
    point: (config, stsEndpoint) => withTarget(config, { stsEndpoint }),
    unguard: (config) => withSts(config, { verifies: false }),
  },
  s3: {
    ...plain,
    layer: "s3",
    server: "s3",
    endpoint: "list",
    point: (config, s3Endpoint) => withTarget(config, { s3Endpoint }),
    unguard: (config) => withS3(config, { verifies: false }),
  },
  search: {
    ...registry,
    layer: "search",
    endpoint: "graphql",
    sharedWith: ["exchange"],
    unguard: (config) => withRegistry(config, { unguarded: ["graphql"] }),
  },
  mcp: {
    ...plain,
    layer: "mcp",
    server: "mcp",
    endpoint: "initialize",
    path: "/mcp",
    point: (config, mcpUrl) => withTarget(config, { mcpUrl }),
    unguard: (config) => withMcp(config, { signsAs: "own-role-on-failure", ownCredentials: "working" }),
  },
} as const satisfies Record<string, FaultSite>;
