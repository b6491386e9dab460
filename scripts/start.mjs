import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { ensureCli, ensureDeps, ensureNextBuild } from "./bootstrap.mjs";
import { onNpmGone } from "./parent-watch.mjs";
import { root, stopChildren } from "./project.mjs";
import { say } from "./steps.mjs";

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

function usage(message) {
  say(message);
  process.exit(2);
}

function readSettings() {
  let values;
  try {
    ({ values } = parseArgs({ options: { port: { type: "string" }, host: { type: "string" } } }));
  } catch (error) {
    usage(`${error.message}\nUsage: npm start -- [--port N] [--host 127.0.0.1]`);
  }
  const host = values.host ?? "127.0.0.1";
  if (!loopback.has(host)) {
    usage(
      `--host ${host} is refused: the page handles live tokens and has no login, so it listens on loopback only (127.0.0.1, ::1, localhost).`,
    );
  }
  const given = values.port ?? (process.env.PORT || "3000");
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port > 65_535)
    usage(`"${given}" is not a port: give a number from 0 to 65535 with --port or PORT.`);
  return { host, port };
}

function listen(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server.address().port);
    });
  });
}

/** Takes the port asked for or, when it is busy, the next free one, and says so. */
async function listenNear(server, host, wanted) {
  for (let port = wanted; port < wanted + 50 && port <= 65_535; port += 1) {
    try {
      const got = await listen(server, host, port);
      if (got !== wanted && wanted !== 0) say(`Port ${wanted} is busy: using ${got}.`);
      return got;
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(`Ports ${wanted} to ${wanted + 49} are all busy: name another with --port.`);
}

/** Keeps from stdout what Next says there of its own start; its warnings and errors go to stderr and stay. */
async function quietly(work) {
  const { log } = console;
  console.log = () => {};
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

async function serve({ host, port }) {
  let answer = null;
  const waiting = [];
  const server = createServer((request, response) => {
    if (answer === null) waiting.push([request, response]);
    else answer(request, response);
  });
  server.headersTimeout = 20_000;
  const listening = await listenNear(server, host, port);
  const origin = `http://${host === "::1" ? "[::1]" : host}:${listening}`;
  const launchToken = randomBytes(24).toString("base64url");
  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    BONAFIDE_ORIGIN: origin,
    BONAFIDE_LAUNCH_TOKEN: launchToken,
  });
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: root, hostname: host, port: listening });
  const stop = () => {
    setTimeout(() => process.exit(0), 3_000).unref();
    server.close();
    server.closeAllConnections();
    app.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  onNpmGone(stop);
  await quietly(() => app.prepare());
  answer = app.getRequestHandler();
  for (const [request, response] of waiting) answer(request, response);
  process.stdout.write(
    `Bonafide is at ${origin}\nPrograms send this token in the header x-bonafide-token: ${launchToken}\n`,
  );
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    stopChildren(signal);
    setTimeout(() => process.exit(130), 5_000).unref();
  });
}

const settings = readSettings();
try {
  await ensureDeps();
  await ensureCli();
  await ensureNextBuild();
  process.removeAllListeners("SIGINT");
  process.removeAllListeners("SIGTERM");
  await serve(settings);
} catch (error) {
  say(`Bonafide could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
