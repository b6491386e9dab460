import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The page's HTML and the milliseconds from the start of the process to its first answer. */
async function startAndLoad(root) {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs"), "--port", String(port)], {
    cwd: root,
    stdio: "ignore",
  });
  try {
    for (let tries = 0; tries < 12_000; tries += 1) {
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/`);
        if (answer.status === 200) return { html: await answer.text(), readyMs: performance.now() - started };
      } catch {
        // Not listening yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("the page did not answer");
  } finally {
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  }
}

/**
 * Gzip bytes of every script that a modern browser loads for the main page (`nomodule` polyfills are left out),
 * and the time from process start to the first answer.
 */
export async function measureFirstLoad(root) {
  await startAndLoad(root);
  const { html, readyMs } = await startAndLoad(root);
  const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag));
  const paths = new Set(
    scripts.map((tag) => /src="\/_next\/([^"?]+)/.exec(tag)?.[1]).filter((path) => path !== undefined),
  );
  let gzip = 0;
  for (const path of paths) gzip += gzipSync(readFileSync(join(root, ".next", decodeURI(path))), { level: 9 }).length;
  return { gzip, files: paths.size, readyMs };
}
