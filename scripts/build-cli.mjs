import { readdirSync, renameSync, rmSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "./project.mjs";

const out = join(root, "dist");

// Some packages are CommonJS and call require() for Node's own modules.
const banner = `#!/usr/bin/env node
import { createRequire as bonafideCreateRequire } from "node:module";
const require = bonafideCreateRequire(import.meta.url);`;

/** Leaves out Zod's messages in forty languages, which its namespace export would bring along. */
const englishOnly = {
  name: "english-only",
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
      loader: "js",
    }));
  },
};

/**
 * Bundles the command line into dist/bonafide.mjs with chunks that load on demand. Files move into place one by one,
 * the entry last, so that a run of the older build beside it goes on. Gives esbuild's warnings as text.
 */
export async function buildCli() {
  const { build, formatMessages } = await import("esbuild");
  const temporary = join(root, `.bootstrap/cli-${process.pid}`);
  try {
    const result = await build({
      absWorkingDir: root,
      entryPoints: { bonafide: "lib/cli/main.ts" },
      outdir: temporary,
      outExtension: { ".js": ".mjs" },
      chunkNames: "chunks/[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      // The AWS SDK as ES modules: loaded on demand, its CommonJS build would hand out a default export alone.
      mainFields: ["module", "main"],
      target: "node20",
      plugins: [englishOnly],
      minify: true,
      keepNames: true,
      legalComments: "none",
      metafile: true,
      banner: { js: banner },
      define: {
        "process.env.NODE_ENV": '"production"',
      },
      logLevel: "silent",
      write: true,
    });
    const files = Object.keys(result.metafile.outputs).map((path) =>
      path.slice(path.indexOf("cli-") + `cli-${process.pid}/`.length),
    );
    await moveIntoPlace(temporary, files);
    return (await formatMessages(result.warnings, { kind: "warning" })).join("");
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function moveIntoPlace(temporary, files) {
  await mkdir(join(out, "chunks"), { recursive: true });
  const entryLast = files.toSorted((a, b) => Number(a === "bonafide.mjs") - Number(b === "bonafide.mjs"));
  for (const file of entryLast) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    if (file === "bonafide.mjs") await chmod(join(temporary, file), 0o755);
    renameSync(join(temporary, file), join(out, file));
  }
  const kept = new Set(files);
  for (const name of readdirSync(join(out, "chunks"))) {
    if (!kept.has(`chunks/${name}`)) rmSync(join(out, "chunks", name), { force: true });
  }
}
