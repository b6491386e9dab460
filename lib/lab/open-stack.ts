import { randomBytes } from "node:crypto";
import { makeBaseVariables } from "@/lib/lab/servers/sts/base-keys";
import type { Address } from "@/lib/lab/stack/addresses";
import { resolveAddress } from "@/lib/lab/stack/addresses";
import { CredentialStore } from "@/lib/lab/stack/credential-store";
import { LabLog } from "@/lib/lab/stack/lab-log";
import type { LabRequest, LabRunOptions, LabStack } from "@/lib/lab/stack/lab-types";
import { type MintedToken, mintToken } from "@/lib/lab/stack/mint-token";
import { fillServerEnv } from "@/lib/lab/stack/server-env-file";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { makeStackSecrets, type StackSecrets } from "@/lib/lab/stack/stack-secrets";
import { catalogTokenSpec, type JwtSpec, lapsed, otherUserTokenSpec } from "@/lib/lab/stack/token-spec";
import { labRunOptions, labTarget, ownSecrets } from "./lab-target";
import { startServers } from "./servers/start-servers";

export interface OpenStackSettings {
  readonly id: string;
  readonly config: StackConfig;
  readonly logPath: string;
  /** Told of this stack's secrets and tokens before it serves. */
  onMinted(secrets: StackSecrets, minted: MintedToken): void;
}

/**
 * Starts the servers of one stack, each on its own loopback port, with secrets and a token of its own.
 * @throws if a port cannot be bound or the log cannot be opened
 */
export async function openStack(settings: OpenStackSettings): Promise<LabStack> {
  const { config, id, logPath } = settings;
  const secrets = await makeStackSecrets(config);
  const minted = await mintToken(config.token, {
    secrets,
    role: config.registry.vends.role,
    nowMs: stackNowMs(config),
  });
  settings.onMinted(secrets, minted);
  const further = await mintFurther(config, secrets);
  const store = new CredentialStore(secrets);
  const env = makeBaseVariables(config, secrets, store);
  const witness: LabRequest[] = [];
  const hops: LabRequest[] = [];
  const hopKey = randomBytes(12).toString("hex");
  const log = new LabLog(logPath);
  let delayMs = 0;
  let ports: ReadonlyMap<string, number> | null = null;
  const urlOf = (address: Address): string => {
    if (ports === null) throw new Error("the lab stack is still starting");
    return resolveAddress(address, ports);
  };
  const registryUrl = () => (config.catalog.registryUrl === null ? null : urlOf(config.catalog.registryUrl));
  const parts: StackParts = { config, secrets, store, token: minted.token, registryUrl, urlOf, hopKey };
  const servers = await startServers(parts, { log, witness, hops, hopKey, delayMs: () => delayMs });
  ports = new Map(servers.map(({ name, port }) => [name, port]));
  const serverEnv =
    config.options.serverEnv === null ? {} : { serverEnv: fillServerEnv(config.options.serverEnv, parts) };
  const tokens = [minted.token, minted.inner, ...Object.values(further)].filter((text) => typeof text === "string");
  return {
    scenario: id,
    target: labTarget({ id, config, secrets, ports, logPath }),
    token: minted.token,
    options: { ...labRunOptions(config, secrets), env, ...further, ...serverEnv },
    requests: () => witness.map((request) => ({ ...request })),
    hops: () => hops.map((request) => ({ ...request })),
    setDelay: (ms) => {
      delayMs = ms;
    },
    secrets: () => [
      ...[...ownSecrets(secrets), ...tokens, ...store.secrets()],
      ...servers.flatMap((server) => server.secrets()),
    ],
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      log.close();
    },
  };
}

type FurtherTokens = Pick<LabRunOptions, "lapsedToken" | "otherToken" | "referenceToken">;

/** Tokens that a run takes along beside its own; those that it does not take are left out. */
async function mintFurther(config: StackConfig, secrets: StackSecrets): Promise<FurtherTokens> {
  const { options, token, registry } = config;
  const context = { secrets, role: registry.vends.role, nowMs: stackNowMs(config) };
  const mint = async (spec: JwtSpec) => (await mintToken(spec, context)).token;
  return {
    ...(options.lapsedToken && token.form === "jwt" ? { lapsedToken: await mint(lapsed(token)) } : {}),
    ...(options.otherToken ? { otherToken: await mint(otherUserTokenSpec()) } : {}),
    ...(options.referenceToken ? { referenceToken: await mint(catalogTokenSpec()) } : {}),
  };
}
