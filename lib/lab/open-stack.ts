import { randomBytes } from "node:crypto";
import { resolveAddress } from "@/lib/lab/stack/addresses";
import { makeBaseVariables } from "@/lib/lab/servers/sts/base-keys";
import { handleCatalog } from "@/lib/lab/servers/catalog/catalog-server";
import { CredentialStore } from "@/lib/lab/stack/credential-store";
import { handleKeys } from "@/lib/lab/servers/keys/keys-server";
import { LabLog } from "@/lib/lab/stack/lab-log";
import { type Decision, type LabCall, type RunningServer, startLabServer } from "@/lib/lab/servers/lab-server";
import { labRunOptions, labTarget, ownSecrets } from "./lab-target";
import type { LabRequest, LabServerName, LabStack } from "@/lib/lab/stack/lab-types";
import { createMcp, type McpServer } from "@/lib/lab/servers/mcp/mcp-server";
import { type MintedToken, mintToken } from "@/lib/lab/stack/mint-token";
import { neighbourParts } from "@/lib/lab/servers/neighbour/neighbour-server";
import { createRegistry } from "@/lib/lab/servers/registry/registry-server";
import { handleS3 } from "@/lib/lab/servers/s3/s3-server";
import { fillServerEnv } from "@/lib/lab/stack/server-env-file";
import type { Address, StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { makeStackSecrets, type StackSecrets } from "@/lib/lab/stack/stack-secrets";
import { handleSts } from "@/lib/lab/servers/sts/sts-server";
import { catalogToken, type JwtSpec, lapsed, otherUserToken } from "@/lib/lab/stack/token-spec";

export interface OpenStackSettings {
  readonly id: string;
  readonly config: StackConfig;
  readonly logPath: string;
  /** Told of this stack's secrets and tokens before it serves. */
  onMinted(secrets: StackSecrets, minted: MintedToken): void;
}

type Handlers = Readonly<Record<LabServerName, (call: LabCall) => Decision>>;
type Ports = Readonly<Record<LabServerName, number>>;

/**
 * Starts the servers of one stack, each on its own loopback port, with secrets and a token of its own.
 * @throws if a port cannot be bound or the log cannot be opened
 */
export async function openStack(settings: OpenStackSettings): Promise<LabStack> {
  const { config, id, logPath } = settings;
  const secrets = await makeStackSecrets(config);
  const minted = await mintToken(config.token, { secrets, role: config.registry.vends.role, nowMs: Date.now() });
  settings.onMinted(secrets, minted);
  const lapsedToken = await mintLapsed(config, secrets);
  const { otherToken, referenceToken } = await mintExtra(config, secrets);
  const store = new CredentialStore(secrets);
  const env = makeBaseVariables(config, secrets, store);
  const witness: LabRequest[] = [];
  const hops: LabRequest[] = [];
  const hopKey = randomBytes(12).toString("hex");
  const log = new LabLog(logPath);
  let delayMs = 0;
  let ports: Ports | null = null;
  const urlOf = (address: Address): string => {
    if (ports === null) throw new Error("the lab stack is still starting");
    return resolveAddress(address, ports);
  };
  const registryUrl = () => (config.catalog.registryUrl === null ? null : urlOf(config.catalog.registryUrl));
  const parts: StackParts = { config, secrets, store, token: minted.token, registryUrl, urlOf, hopKey };
  const mcp = await createMcp(parts);
  const handlers = await handlersOf(parts, mcp);
  const servers = await startServers(handlers, (name, handle) => {
    const { faults } = config;
    const clockOffsetS = clockOffsetOf(config, name);
    return startLabServer({ name, faults, clockOffsetS, log, witness, hops, hopKey, delayMs: () => delayMs, handle });
  });
  ports = portsOf(servers);
  const others = [minted.inner, lapsedToken, otherToken, referenceToken].filter((text) => text !== null);
  return {
    scenario: id,
    target: labTarget({ id, config, secrets, ports, logPath }),
    token: minted.token,
    options: {
      ...labRunOptions(config, secrets),
      env,
      ...(lapsedToken === null ? {} : { lapsedToken }),
      ...(otherToken === null ? {} : { otherToken }),
      ...(referenceToken === null ? {} : { referenceToken }),
      ...(config.options.serverEnv === null ? {} : { serverEnv: fillServerEnv(config.options.serverEnv, parts) }),
    },
    requests: () => witness.map((request) => ({ ...request })),
    hops: () => hops.map((request) => ({ ...request })),
    setDelay: (ms) => {
      delayMs = ms;
    },
    secrets: () => [...ownSecrets(secrets), minted.token, ...others, ...mcp.secrets(), ...store.secrets()],
    close: async () => {
      mcp.close();
      await Promise.all(Object.values(servers).map((server) => server.close()));
      log.close();
    },
  };
}

/** The same user's token an hour after its end; null where the stack needs none. */
async function mintLapsed(config: StackConfig, secrets: StackSecrets): Promise<string | null> {
  if (!config.options.lapsedToken || config.token.form !== "jwt") return null;
  const context = { secrets, role: config.registry.vends.role, nowMs: Date.now() };
  return (await mintToken(lapsed(config.token), context)).token;
}

/** Tokens that a run takes along beside its own; null where it takes none. */
async function mintExtra({ options, registry }: StackConfig, secrets: StackSecrets) {
  const context = { secrets, role: registry.vends.role, nowMs: Date.now() };
  const mint = async (wanted: boolean, spec: JwtSpec) => (wanted ? (await mintToken(spec, context)).token : null);
  return {
    otherToken: await mint(options.otherToken, otherUserToken()),
    referenceToken: await mint(options.referenceToken, catalogToken()),
  };
}

function clockOffsetOf(config: StackConfig, name: LabServerName): number {
  return name === "registry" || name === "sts" || name === "s3" ? config[name].clockOffsetS : 0;
}

async function handlersOf(parts: StackParts, mcp: McpServer): Promise<Handlers> {
  const registry = createRegistry(parts);
  const neighbour = createRegistry(await neighbourParts(parts));
  return {
    catalog: (call) => handleCatalog(parts, call),
    registry: (call) => registry.handle(call),
    sts: (call) => handleSts(parts, call),
    s3: (call) => handleS3(parts, call),
    keys: (call) => handleKeys(parts, call),
    mcp: (call) => mcp.handle(call),
    neighbour: (call) => neighbour.handle(call),
  };
}

type Servers = Readonly<Record<LabServerName, RunningServer>>;

async function startServers(
  handlers: Handlers,
  start: (name: LabServerName, handle: (call: LabCall) => Decision) => Promise<RunningServer>,
): Promise<Servers> {
  const [catalog, registry, sts, s3, keys, mcp, neighbour] = await Promise.all([
    start("catalog", handlers.catalog),
    start("registry", handlers.registry),
    start("sts", handlers.sts),
    start("s3", handlers.s3),
    start("keys", handlers.keys),
    start("mcp", handlers.mcp),
    start("neighbour", handlers.neighbour),
  ]);
  return { catalog, registry, sts, s3, keys, mcp, neighbour };
}

function portsOf({ catalog, registry, sts, s3, keys, mcp, neighbour }: Servers): Ports {
  return {
    catalog: catalog.port,
    registry: registry.port,
    sts: sts.port,
    s3: s3.port,
    keys: keys.port,
    mcp: mcp.port,
    neighbour: neighbour.port,
  };
}
