import { rmSync, writeFileSync } from "node:fs";
import { issuerAddress } from "./oidc-issuer.mjs";
import { searchPath } from "./paths.mjs";
import { runToEnd, stopServers } from "./processes.mjs";
import { runCases } from "./run-cases.mjs";

/** @typedef {import("./run-cases.mjs").Partner} Partner */

/** versitygw's issuer needs an address that is neither loopback nor private: it gets a network of its own. @param {string} name */
export const needsNamespace = (name) => name === "versitygw" || name === "quilt-mcp";

/** @param {string} name @returns {Promise<(folder: string) => Promise<Partner>>} */
async function starter(name) {
  if (name.endsWith("-on-lab")) return (await import("./lab-stack.mjs")).startLabStack;
  if (needsNamespace(name)) return (await import("./versitygw.mjs")).startVersitygw;
  if (name === "moto") return (await import("./moto.mjs")).startMoto;
  return (await import("./minio.mjs")).startMinio;
}

/**
 * Starts one partner, runs its rows, writes their outcomes and stops it. Ends too when the parent goes away.
 * @param {string} name
 * @param {string} folder empty; for the servers' files
 * @param {string} outcomesFile
 * @param {string} wanted part of the names of the rows to run; empty for all of them
 */
export async function runInside(name, folder, outcomesFile, wanted) {
  if (needsNamespace(name)) await giveAddress();
  const start = await starter(name);
  const leave = () =>
    void stopServers().finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
  process.once("SIGINT", leave);
  process.once("SIGTERM", leave);
  process.stdin.once("end", leave).resume();
  try {
    const partner = await start(folder);
    writeFileSync(outcomesFile, JSON.stringify(await runCases(name, partner, folder, wanted)));
    await partner.stop();
  } finally {
    process.stdin.destroy();
    await stopServers();
  }
}

/** Gives this network namespace a loopback and the issuer's address. */
async function giveAddress() {
  for (const args of [
    ["link", "set", "lo", "up"],
    ["addr", "add", `${issuerAddress}/32`, "dev", "lo"],
  ]) {
    const { exit, stderr } = await runToEnd("ip", args, { env: { PATH: searchPath } });
    if (exit !== 0) throw new Error(`ip ${args.join(" ")} failed: ${stderr.trim()}`);
  }
}
