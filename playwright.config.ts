import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";

const port = Number(process.env.BONAFIDE_E2E_PORT ?? 4319);
const baseURL = process.env.BONAFIDE_E2E_URL ?? `http://127.0.0.1:${port}`;
/** As in scripts/chromium.mjs, which this file cannot import: Playwright compiles what its configuration imports. */
const chromium = [
  process.env.PLAYWRIGHT_CHROMIUM ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = chromium.find((path) => path !== "" && existsSync(path));
const flags = [
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  // A busy machine is no fault of the page.
  expect: { timeout: 15_000 },
  testDir: "e2e",
  outputDir: process.env.BONAFIDE_E2E_RESULTS ?? "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  timeout: 30_000,
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    viewport: { width: 1440, height: 900 },
    trace: "off",
    launchOptions: {
      args: process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags,
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  ...(process.env.BONAFIDE_E2E_URL === undefined
    ? {
        webServer: {
          command: `node scripts/start.mjs --port ${port}`,
          // A data folder of its own: the machine's saved targets are nobody's business here.
          env: { BONAFIDE_DATA_DIR: join(tmpdir(), `bonafide-e2e-${port}`) },
          url: `${baseURL}/api/health`,
          timeout: 180_000,
          gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
        },
      }
    : {}),
});
