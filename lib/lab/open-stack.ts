import { resolveAddress } from "./addresses";
import { handleCatalog } from "./catalog-server";
import { CredentialStore } from "./credential-store";
import { handleKeys } from "./keys-server";
import { LabLog } from "./lab-log";
import { type Decision, type LabCall, type RunningServer, startLabServer } from "./lab-server";
import { labRunOptions, labTarget, ownSecrets } from "./lab-target";
import type { LabRequest, LabServerName, LabStack } from "./lab-types";
import { type MintedToken, mintToken } from "./mint-token";
import { createRegistry } from "./registry-server";
import { handleS3 } from "./s3-server";
import type { StackConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";
import { makeStackSecrets, type StackSecrets } from "./stack-secrets";
import { handleSts } from "./sts-server";

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
  const store = new CredentialStore(secrets);
  const witness: LabRequest[] = [];
  const log = new LabLog(logPath);
  let delayMs = 0;
  let ports: Ports | null = null;
  const registryUrl = (): string | null => {
    if (ports === null) throw new Error("the lab stack is still starting");
    return config.catalog.registryUrl === null ? null : resolveAddress(config.catalog.registryUrl, ports);
  };
  const handlers = handlersOf({ config, secrets, store, token: minted.token, registryUrl });
  const servers = await startServers(handlers, (name, handle) => {
    const clockOffsetS = name === "catalog" || name === "keys" ? 0 : config[name].clockOffsetS;
    return startLabServer({ name, faults: config.faults, clockOffsetS, log, witness, delayMs: () => delayMs, handle });
  });
  ports = portsOf(servers);
  const inner = minted.inner === null ? [] : [minted.inner];
  return {
    scenario: id,
    target: labTarget({ id, config, secrets, ports, logPath }),
    token: minted.token,
    options: labRunOptions(config, secrets),
    requests: () => witness.map((request) => ({ ...request })),
    setDelay: (ms) => {
      delayMs = ms;
    },
    secrets: () => [...ownSecrets(secrets), minted.token, ...inner, ...store.secrets()],
    close: async () => {
      await Promise.all(Object.values(servers).map((server) => server.close()));
      log.close();
    },
  };
}

function handlersOf(parts: StackParts): Handlers {
  const registry = createRegistry(parts);
  return {
    catalog: (call) => handleCatalog(parts, call),
    registry: (call) => registry.handle(call),
    sts: (call) => handleSts(parts, call),
    s3: (call) => handleS3(parts, call),
    keys: (call) => handleKeys(parts, call),
  };
}

type Servers = Readonly<Record<LabServerName, RunningServer>>;

async function startServers(
  handlers: Handlers,
  start: (name: LabServerName, handle: (call: LabCall) => Decision) => Promise<RunningServer>,
): Promise<Servers> {
  const [catalog, registry, sts, s3, keys] = await Promise.all([
    start("catalog", handlers.catalog),
    start("registry", handlers.registry),
    start("sts", handlers.sts),
    start("s3", handlers.s3),
    start("keys", handlers.keys),
  ]);
  return { catalog, registry, sts, s3, keys };
}

function portsOf({ catalog, registry, sts, s3, keys }: Servers): Ports {
  return { catalog: catalog.port, registry: registry.port, sts: sts.port, s3: s3.port, keys: keys.port };
}
