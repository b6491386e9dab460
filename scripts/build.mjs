import { ensureCli, ensureDeps, ensureNextBuild } from "./bootstrap.mjs";

try {
  await ensureDeps();
  await ensureCli();
  await ensureNextBuild();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
