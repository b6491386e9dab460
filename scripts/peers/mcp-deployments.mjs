import { startEraProxy } from "./era-proxy.mjs";
import { startQuiltMcp } from "./quilt-mcp.mjs";
import { startStack } from "./registry.mjs";
import { startTap } from "./tap.mjs";

/**
 * The ways in which quilt-mcp is put in front of one stack. Each says only what it changes.
 * @typedef {import("./run-cases.mjs").Partner} Partner
 * @typedef {import("./quilt-mcp.mjs").Around} Around
 * @typedef {Pick<Awaited<ReturnType<typeof startStack>>, "catalogUrl" | "registryUrl" | "signToken">} StackAhead
 * @typedef {{ stack: StackAhead, other: Awaited<ReturnType<typeof startStack>>, partner: Partner, secrets: Map<string, string> }} Surroundings
 * @typedef {{ deployment: "remote" | "legacy", env?: Record<string, string>, around?: Partial<Around>,
 *   opens?: { era: "handshake" | "stateless", token: string } }} Change
 *   `opens`: a gateway before it lets callers of this era in without a token
 */

/** @param {Surroundings} at @param {"handshake" | "stateless"} era @returns {Promise<Change>} */
async function behindGateway({ stack, secrets }, era) {
  const token = await stack.signToken();
  secrets.set(token, "the gateway's token");
  return { deployment: "remote", opens: { era, token } };
}

/** @type {Record<string, (at: Surroundings) => Promise<Change>>} */
const deployments = {
  remote: async () => ({ deployment: "remote" }),
  fallback: async ({ stack, secrets }) => {
    const token = await stack.signToken();
    secrets.set(token, "the server's fallback token");
    return { deployment: "remote", env: { QUILT_FALLBACK_JWT: token } };
  },
  "stateless-open": (at) => behindGateway(at, "stateless"),
  "handshake-open": (at) => behindGateway(at, "handshake"),
  legacy: async () => ({ deployment: "legacy" }),
  "legacy-with-keys": async ({ partner, secrets }) => {
    const keys = await partner.vend();
    secrets.set(keys.SecretAccessKey, "the server's own secret key");
    secrets.set(keys.SessionToken, "the server's own session token");
    return {
      deployment: "legacy",
      env: {
        AWS_ACCESS_KEY_ID: keys.AccessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.SecretAccessKey,
        AWS_SESSION_TOKEN: keys.SessionToken,
      },
    };
  },
  "registry-is-catalog": async ({ stack }) => ({
    deployment: "remote",
    around: { registryUrl: stack.catalogUrl },
  }),
  "other-registry": async ({ other }) => ({ deployment: "remote", around: { registryUrl: other.registryUrl } }),
};

/**
 * Makes the deployments startable by name. Each starts when a row first wants it, one after the other, with a listener
 * before it, and runs to the end: a start takes five seconds of a processor.
 * @param {Omit<Surroundings, "other">} at
 * @param {string} folder
 */
export async function prepareDeployments(at, folder) {
  const { partner, stack } = at;
  // A stack whose registry knows no token of this one.
  const other = await startStack({
    region: partner.region,
    objects: [],
    vend: () => Promise.reject(new Error("the other stack vends nothing")),
  });
  /** @type {Map<string, { server: Awaited<ReturnType<typeof startQuiltMcp>>, gateway: Awaited<ReturnType<typeof startEraProxy>> | null, tap: Awaited<ReturnType<typeof startTap>> }>} */
  const started = new Map();

  /** @param {string} name */
  async function start(name) {
    const change = await deployments[name]?.({ ...at, other });
    if (change === undefined) throw new Error(`quilt-mcp has no deployment ${name}`);
    const around = {
      catalogUrl: stack.catalogUrl,
      registryUrl: stack.registryUrl,
      stsEndpoint: partner.stsEndpoint,
      s3Endpoint: partner.s3Endpoint,
      region: partner.region,
      ...change.around,
    };
    const server = await startQuiltMcp(name, change, around, folder);
    const gateway =
      change.opens === undefined ? null : await startEraProxy(server.url, change.opens.era, change.opens.token);
    return { server, gateway, tap: await startTap((gateway ?? server).url) };
  }

  return {
    other,
    /** @param {string} name @returns the listener before this deployment */
    tapOf: async (name) => {
      const running = started.get(name) ?? (await start(name));
      started.set(name, running);
      return running.tap;
    },
    stop: async () => {
      await Promise.all(
        [...started.values()].flatMap(({ server, gateway, tap }) => [server.stop(), gateway?.stop(), tap.stop()]),
      );
      await other.stop();
    },
  };
}
