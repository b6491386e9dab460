import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, run, runNode } from "./project.mjs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium of this machine: $PLAYWRIGHT_CHROMIUM, then the usual places; undefined leaves the choice to Playwright. */
export function findChromium(env = process.env) {
  const named = env.PLAYWRIGHT_CHROMIUM;
  if (named !== undefined && named !== "") return named;
  return usual.find((path) => existsSync(path));
}

/** Flags for a Chromium that must not call home; root cannot use the sandbox. */
export function chromiumFlags() {
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

/** Finds or installs a Chromium. False when there is none to be had. */
export async function ensureChromium() {
  if (findChromium() !== undefined) return existsSync(findChromium());
  if (await playwrightsOwn()) return true;
  process.stderr.write("No Chromium here: asking Playwright for its own…\n");
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  await runNode([cli, "install", "chromium"], { output: "stderr" });
  if (await playwrightsOwn()) return true;
  if (hasAptGet()) {
    process.stderr.write("Playwright's own could not be had: asking apt-get…\n");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("/usr/bin/apt-get", ["update", "-q"], { output: "stderr", env });
    await run("/usr/bin/apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], {
      output: "stderr",
      env,
    });
  }
  return findChromium() !== undefined;
}
