import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliFile } from "./cli.mjs";
import { root } from "./paths.mjs";
import { bareEnvironment, startServer } from "./processes.mjs";

/**
 * Starts the lab's healthy stack in a process of its own, to stand behind somebody else's MCP server.
 * @param {string} folder
 * @returns {Promise<import("./run-cases.mjs").Partner>}
 */
export async function startLabStack(folder) {
  const written = join(folder, "lab");
  const server = startServer({
    name: "the lab",
    command: process.execPath,
    args: [cliFile, "lab", "--write", written],
    env: bareEnvironment(folder),
    cwd: root,
    logFile: join(folder, "lab.log"),
  });
  const target = await readTarget(join(written, "target.json"));
  await server.ready(`${target.catalogUrl}/healthcheck`, 60_000);
  const { registryUrl } = await (await fetch(`${target.catalogUrl}/config.json`)).json();
  const token = readFileSync(join(written, "token"), "utf8").trim();
  return {
    stsEndpoint: target.aws.stsEndpoint,
    s3Endpoint: target.aws.s3Endpoint,
    region: target.region,
    roleArn: target.expect.roleArn,
    accountId: null,
    secrets: [],
    vend: () => Promise.reject(new Error("the lab vends by itself")),
    stop: server.stop,
    lab: { target, stack: { catalogUrl: target.catalogUrl, registryUrl, signToken: async () => token } },
  };
}

/** @param {string} file @returns {Promise<any>} */
async function readTarget(file) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch {
      // The lab has not written it yet, or not to its end.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("the lab did not write its target within 60 s");
}
