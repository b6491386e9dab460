import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, run, runNode } from "./project.mjs";
import { logPath, step } from "./steps.mjs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium of this machine: $PLAYWRIGHT_CHROMIUM, then the usual places; undefined leaves the choice to Playwright. */
function findChromium(env = process.env) {
  const named = env.PLAYWRIGHT_CHROMIUM;
  if (named !== undefined && named !== "") return named;
  return usual.find((path) => existsSync(path));
}

/** Flags for a Chromium that must not call home; root cannot use the sandbox. */
function _chromiumFlags() {
  const flags = [
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags;
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}

function hasAptGet() {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

async function installOwn(log) {
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  await runNode([cli, "install", "chromium"], { output: { log } });
  return playwrightsOwn();
}

async function installByApt(log) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("/usr/bin/apt-get", ["update", "-q"], { output: { log }, env });
  const words = ["install", "-y", "-q", "--no-install-recommends", "chromium"];
  await run("/usr/bin/apt-get", words, { output: { log }, env });
  return findChromium() !== undefined;
}

/** Finds or installs a Chromium. False when there is none to be had. */
export async function ensureChromium() {
  if (findChromium() !== undefined) return existsSync(findChromium());
  if (await playwrightsOwn()) return true;
  const installed = await step("browser", async () => {
    const done =
      (await installOwn(logPath("browser"))) || (hasAptGet() && (await installByApt(logPath("browser-apt"))));
    return { done, failed: done ? 0 : 1 };
  });
  return installed.done;
}
