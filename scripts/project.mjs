import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const stamps = `${root}.bootstrap/`;
const _packageJson = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

// npm hands its own options down as variables: "npm start --omit=dev" would make a nested "npm ci" drop what the build needs.
const npmOptions =
  /^npm_config_(omit|include|production|only|optional|dev|also|ignore_scripts|global|location|dry_run|workspaces?|include_workspace_root|package_lock|package_lock_only|json|silent|loglevel|offline|prefix|local_prefix|if_present|script_shell)$/i;

/** The environment for build steps: without npm's options of the outer command and without NODE_ENV. */
export function buildEnv(env = process.env) {
  const clean = {};
  for (const [name, value] of Object.entries(env)) {
    if (npmOptions.test(name) || name === "NODE_ENV" || name.startsWith("npm_lifecycle")) continue;
    clean[name] = value;
  }
  return { ...clean, NEXT_TELEMETRY_DISABLED: "1" };
}

const running = new Set();

/** Sends a signal to every child that `run` started and that is still alive. */
export function stopChildren(signal) {
  for (const child of running) child.kill(signal);
}

/** Where a program's own words go: to ours, all of them to stderr (stdout is a report's), or to a log of its own. */
function stdioFor(output) {
  if (output === "inherit") return ["ignore", "inherit", "inherit"];
  if (output === "stderr") return ["ignore", process.stderr, "inherit"];
  return ["ignore", output.file, output.file];
}

/** Runs a program to its end and gives its exit code. `output` is "inherit", "stderr", or `{ log }`, a file to write anew. */
export async function run(command, args, { output = "inherit", env = buildEnv(), cwd = root } = {}) {
  const file = typeof output === "string" ? null : openSync(output.log, "w");
  try {
    return await runInto(command, args, { stdio: stdioFor(file === null ? output : { file }), env, cwd });
  } finally {
    if (file !== null) closeSync(file);
  }
}

function runInto(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    running.add(child);
    child.on("error", (error) => {
      running.delete(child);
      reject(error);
    });
    child.on("close", (code, signal) => {
      running.delete(child);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** Runs a JavaScript file with the Node that runs us. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Runs the npm that started us, else the one beside this Node. */
export function runNpm(args, options) {
  const path = process.env.npm_execpath ?? "";
  if (/npm-cli\.c?js$/.test(path)) return runNode([path, ...args], options);
  return process.platform === "win32"
    ? run(process.env.ComSpec ?? "cmd.exe", ["/d", "/s", "/c", "npm", ...args], options)
    : run("npm", args, options);
}
