import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { binDir, peersDir, searchPath, venvBin } from "./paths.mjs";
import { runToEnd } from "./processes.mjs";

/** Go programs, each pinned to one version of its module. */
const goPrograms = [
  {
    partner: "versitygw",
    module: "github.com/versity/versitygw",
    package: "github.com/versity/versitygw/cmd/versitygw",
    version: "v1.8.0",
  },
  {
    partner: "minio",
    module: "github.com/minio/minio",
    package: "github.com/minio/minio",
    version: "v0.0.0-20260212201848-7aac2a2c5b7c",
  },
];

const motoVersion = "5.2.5";

/** @param {string} command @param {string[]} args */
const ask = (command, args) => runToEnd(command, args, { env: { ...process.env, PATH: searchPath } });

/**
 * Runs a long command with a line every fifteen seconds, so that nobody takes it for hung.
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function longStep(what, command, args, env = {}) {
  const started = Date.now();
  console.log(`set-up: ${what} …`);
  const child = spawn(command, args, {
    env: { ...process.env, PATH: searchPath, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors = (errors + text).slice(-3000);
  });
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const tick = setInterval(() => console.log(`set-up: ${what}: ${seconds()} s so far`), 15_000);
  const exit = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", resolve);
  });
  clearInterval(tick);
  if (exit !== 0) throw new Error(`${what} failed (${exit})\n${errors}`);
  console.log(`set-up: ${what}: done in ${seconds()} s`);
}

/** @param {(typeof goPrograms)[number]} program */
async function setUpGoProgram(program) {
  const file = join(binDir, program.partner);
  const go = await ask("go", ["version"]);
  if (go.exit !== 0) {
    if (existsSync(file)) return `${program.partner} (as built earlier; Go is gone, so its version is not checked)`;
    throw new Error(
      `Go is missing. ${program.partner} is built from source: install Go 1.26 or newer and put it on the PATH.`,
    );
  }
  const built = existsSync(file) ? (await ask("go", ["version", "-m", file])).stdout : "";
  const present = built.split("\n").some((line) => {
    const [kind, module, version] = line.trim().split("\t");
    return kind === "mod" && module === program.module && version === program.version;
  });
  if (!present) {
    await longStep(
      `building ${program.partner} ${program.version} (two to four minutes on a cold machine)`,
      "go",
      ["install", `${program.package}@${program.version}`],
      { GOBIN: binDir },
    );
  }
  return `${program.partner} ${program.version}`;
}

async function setUpMoto() {
  const python = join(venvBin, "python");
  const installed = async () =>
    (await ask(python, ["-c", "import moto, flask; print(moto.__version__)"])).stdout.trim() === motoVersion;
  if (!existsSync(python) || !(await installed())) {
    const found = await ask("python3", ["-c", "import venv, ensurepip, sys; print(sys.version)"]);
    if (found.exit !== 0) {
      throw new Error(
        "Python is missing, or lacks venv. Moto needs Python 3.10 or newer (on Debian: python3 and python3-venv).",
      );
    }
    const venv = join(peersDir, "venv");
    rmSync(venv, { recursive: true, force: true });
    await longStep("making a Python environment", "python3", ["-m", "venv", venv]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `moto[server]==${motoVersion}`];
    await longStep(`installing moto ${motoVersion} (about a minute)`, python, pip);
    if (!(await installed())) throw new Error(`moto ${motoVersion} does not start after its installation`);
  }
  return `moto ${motoVersion}`;
}

async function checkNamespaceTools() {
  const missing = [];
  if ((await ask("openssl", ["version"])).exit !== 0) missing.push("openssl");
  if ((await ask("ip", ["-V"])).exit !== 0) missing.push("ip (iproute2)");
  if ((await ask("unshare", ["--version"])).exit !== 0) missing.push("unshare (util-linux)");
  if (missing.length > 0) throw new Error(`versitygw's network namespace needs ${missing.join(", ")}: install it.`);
}

/** @type {Record<string, () => Promise<string>>} */
const steps = {
  versitygw: async () => {
    await checkNamespaceTools();
    return setUpGoProgram(goPrograms[0] ?? fail("versitygw"));
  },
  moto: setUpMoto,
  minio: () => setUpGoProgram(goPrograms[1] ?? fail("minio")),
};

/** @param {string} name @returns {never} */
function fail(name) {
  throw new Error(`${name} has no set-up`);
}

/**
 * Makes one partner ready to start; does nothing when it is ready already.
 * @param {string} partner
 * @returns {Promise<string>} name and version
 * @throws when something it needs is missing; the message says what, and what to install
 */
export function setUp(partner) {
  mkdirSync(binDir, { recursive: true });
  return (steps[partner] ?? fail(partner))();
}
