import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { searchPath } from "./paths.mjs";

/**
 * The environment of a server under test: an empty home, no AWS variable but the named ones, no metadata service.
 * @param {string} home
 * @param {Record<string, string>} [named]
 * @returns {Record<string, string>}
 */
export function bareEnvironment(home, named = {}) {
  return { PATH: searchPath, HOME: home, LANG: "C.UTF-8", AWS_EC2_METADATA_DISABLED: "true", ...named };
}

/** @returns {Promise<number>} a TCP port that was free on 127.0.0.1 a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Ends of the servers that run now. @type {Set<() => Promise<void>>} */
const running = new Set();

/** Stops every server that this process started, also one whose start is still under way. */
export async function stopServers() {
  await Promise.all([...running].map((stop) => stop()));
}

/**
 * Starts a server in our own process group, its output in a file.
 * @param {{ name: string, command: string, args: string[], env: Record<string, string>, cwd: string, logFile: string }} options
 */
export function startServer({ name, command, args, env, cwd, logFile }) {
  const log = openSync(logFile, "a");
  const child = spawn(command, args, { env, cwd, stdio: ["ignore", log, log] });
  closeSync(log);
  /** @type {string | null} */
  let ended = null;
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(`could not start: ${error.message}`));
    child.once("exit", (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
  }).then((how) => {
    ended = String(how);
  });

  /** @returns {string} the last lines of the server's own log */
  const lastWords = () => readFileSync(logFile, "utf8").split("\n").slice(-12).join("\n");

  /**
   * Waits until the server answers a GET at all.
   * @param {string} url
   * @param {number} limitMs
   */
  async function ready(url, limitMs) {
    const deadline = Date.now() + limitMs;
    for (;;) {
      if (ended !== null) throw new Error(`${name} ${ended}\n${lastWords()}`);
      try {
        await (await fetch(url, { signal: AbortSignal.timeout(1000) })).arrayBuffer();
        return;
      } catch {
        if (Date.now() > deadline) throw new Error(`${name} did not answer within ${limitMs} ms\n${lastWords()}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** Asks the server to end, and makes it end after two seconds. */
  async function stop() {
    if (ended !== null) return;
    child.kill("SIGTERM");
    const hard = setTimeout(() => child.kill("SIGKILL"), 2000);
    await exited;
    clearTimeout(hard);
  }

  running.add(stop);
  void exited.then(() => running.delete(stop));
  return { ready, stop };
}

/**
 * Runs a command to its end and gives what it printed. Never rejects.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, timeoutMs?: number }} [options]
 * @returns {Promise<{ exit: number | null, stdout: string, stderr: string }>}
 */
export function runToEnd(command, args, { env, cwd, timeoutMs = 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: env ?? process.env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    child.once("error", (error) => {
      clearTimeout(timer);
      resolve({ exit: null, stdout, stderr: `${stderr}${error.message}` });
    });
    child.once("close", (exit) => {
      clearTimeout(timer);
      resolve({ exit, stdout, stderr });
    });
  });
}
