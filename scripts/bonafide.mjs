#!/usr/bin/env node
import { ensureCli } from "./bootstrap.mjs";

// stdout belongs to the report: building talks on stderr only.
try {
  await ensureCli();
} catch (error) {
  process.stderr.write(`bonafide could not be built: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(70);
}
await import("../dist/bonafide.mjs");
