import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { quiltMcpBin } from "./paths.mjs";
import { bareEnvironment, freePort, startServer } from "./processes.mjs";

/** quilt-mcp imports for five seconds before it answers, and for many more on a busy machine. */
const startLimitMs = 120_000;

/**
 * How quilt-mcp is deployed in front of a stack.
 * @typedef {{ deployment: "remote" | "legacy", env?: Record<string, string> }} Deployment
 * @typedef {{ catalogUrl: string, registryUrl: string, stsEndpoint: string, s3Endpoint: string, region: string }} Around
 */

/**
 * Starts one process of quilt-mcp over HTTP and waits until it answers.
 * @param {string} name
 * @param {Deployment} deployment
 * @param {Around} around the servers that it is told of
 * @param {string} folder
 */
export async function startQuiltMcp(name, deployment, around, folder) {
  const home = join(folder, `mcp-${name}`);
  mkdirSync(home, { recursive: true });
  const port = await freePort();
  const server = startServer({
    name: `quilt-mcp (${name})`,
    command: quiltMcpBin,
    args: ["--deployment", deployment.deployment, "--skip-banner"],
    cwd: home,
    logFile: join(folder, `mcp-${name}.log`),
    env: bareEnvironment(home, {
      QUILT_CATALOG_URL: around.catalogUrl,
      QUILT_REGISTRY_URL: around.registryUrl,
      // boto3 does not read AWS_REGION.
      AWS_DEFAULT_REGION: around.region,
      AWS_ENDPOINT_URL_S3: around.s3Endpoint,
      AWS_ENDPOINT_URL_STS: around.stsEndpoint,
      FASTMCP_TRANSPORT: "http",
      FASTMCP_HOST: "127.0.0.1",
      FASTMCP_PORT: String(port),
      QUILT_DISABLE_USAGE_METRICS: "true",
      ...deployment.env,
    }),
  });
  const url = `http://127.0.0.1:${port}`;
  await server.ready(`${url}/health`, startLimitMs);
  return { url, stop: server.stop };
}
