import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fastmcpPython, root } from "./paths.mjs";
import { bareEnvironment, freePort, startServer } from "./processes.mjs";

const script = join(root, "scripts", "peers", "servers", "fastmcp_tools.py");
const startLimitMs = 60_000;

/**
 * FastMCP servers in the modes that the rows name, each started when a row first wants it.
 * @param {string} token the one that they take
 * @param {string} folder
 */
export function prepareFastmcp(token, folder) {
  /** @type {Map<string, Promise<{ origin: string, stop: () => Promise<void> }>>} */
  const started = new Map();

  /** @param {string} mode */
  async function start(mode) {
    const home = join(folder, `fastmcp-${mode}`);
    mkdirSync(home, { recursive: true });
    const port = await freePort();
    const server = startServer({
      name: `FastMCP (${mode})`,
      command: fastmcpPython,
      args: [script, mode, String(port)],
      cwd: home,
      logFile: join(folder, `fastmcp-${mode}.log`),
      env: bareEnvironment(home, { PEERS_TOKEN: token, PYTHONDONTWRITEBYTECODE: "1" }),
    });
    const origin = `http://127.0.0.1:${port}`;
    await server.ready(`${origin}/ready`, startLimitMs);
    return { origin, stop: server.stop };
  }

  return {
    /** @param {string} mode @returns {Promise<string>} */
    originOf: async (mode) => {
      const running = started.get(mode) ?? start(mode);
      started.set(mode, running);
      return (await running).origin;
    },
    stop: async () => {
      for (const server of await Promise.allSettled(started.values())) {
        if (server.status === "fulfilled") await server.value.stop();
      }
    },
  };
}
