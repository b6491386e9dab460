import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A program of this folder in one file that plain Node runs. */
export interface BundledProgram {
  readonly folder: string;
  readonly path: string;
  remove(): Promise<void>;
}

// Some packages are CommonJS and call require() for Node's own modules.
const banner = `import { createRequire as truthRequire } from "node:module";
const require = truthRequire(import.meta.url);`;

/** Bundles a program as the command line is bundled, into a folder of its own. */
export async function bundleProgram(name: string): Promise<BundledProgram> {
  const folder = await mkdtemp(join(tmpdir(), "bonafide-program-"));
  const path = join(folder, `${name}.mjs`);
  await build({
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    outfile: path,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: banner },
    logLevel: "error",
  });
  return { folder, path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A running program that speaks in lines of JSON. */
export interface TalkingChild {
  /** The next line it says. Rejects, with what it wrote to stderr, when it ends without one. */
  next(): Promise<unknown>;
  say(line: string): void;
  /** Ends it, if it runs still. */
  stop(): Promise<void>;
}

/** Starts Node with exactly this environment. */
export function startChild(
  program: BundledProgram,
  env: Readonly<Record<string, string>>,
  programArguments: readonly string[],
  nodeArguments: readonly string[] = [],
): TalkingChild {
  const child = spawn(process.execPath, [...nodeArguments, program.path, ...programArguments], {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints = (complaints + String(chunk)).slice(-4_000);
  });
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => {
      const line = await lines.next();
      if (line.done === true) throw new Error(`the child ended without a word: ${complaints}`);
      return JSON.parse(line.value);
    },
    say: (line) => child.stdin.write(`${line}\n`),
    stop: () => stop(child),
  };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
