import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { binDir, fastmcpVenv, nginxBin, quiltMcpVenv, searchPath, venvBin } from "./paths.mjs";
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
const quiltMcpVersion = "0.22.0";
const fastmcpVersion = "4.2.3";

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

/**
 * Makes a Python environment that holds one package in one version.
 * @param {{ partner: string, package: string, version: string, venv: string, check: string, takes: string }} wanted
 *   `check` prints the installed version
 */
async function setUpPython(wanted) {
  const { partner, version, venv } = wanted;
  const python = join(venv, "bin", "python");
  const installed = async () => (await ask(python, ["-c", wanted.check])).stdout.trim() === version;
  if (!existsSync(python) || !(await installed())) {
    const found = await ask("python3", ["-c", "import venv, ensurepip, sys; print(sys.version)"]);
    if (found.exit !== 0) {
      throw new Error(
        `Python is missing, or lacks venv. ${partner} needs Python 3.11 or newer (on Debian: python3 and python3-venv).`,
      );
    }
    rmSync(venv, { recursive: true, force: true });
    await longStep("making a Python environment", "python3", ["-m", "venv", venv]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `${wanted.package}==${version}`];
    await longStep(`installing ${partner} ${version} (${wanted.takes})`, python, pip);
    if (!(await installed())) throw new Error(`${partner} ${version} does not start after its installation`);
  }
  return `${partner} ${version}`;
}

const setUpMoto = () =>
  setUpPython({
    partner: "moto",
    package: "moto[server]",
    version: motoVersion,
    venv: dirname(venvBin),
    check: "import moto, flask; print(moto.__version__)",
    takes: "about a minute",
  });

const setUpQuiltMcp = () =>
  setUpPython({
    partner: "quilt-mcp",
    package: "quilt-mcp",
    version: quiltMcpVersion,
    venv: quiltMcpVenv,
    check: "from importlib.metadata import version; print(version('quilt-mcp'))",
    takes: "about two minutes",
  });

const setUpFastmcp = () =>
  setUpPython({
    partner: "FastMCP",
    package: "fastmcp",
    version: fastmcpVersion,
    venv: fastmcpVenv,
    check: "import fastmcp; print(fastmcp.__version__)",
    takes: "about half a minute",
  });

/** nginx comes with the system; as root on Debian it is installed where it is missing. */
async function setUpNginx() {
  const version = async () => {
    const { exit, stderr } = await ask(nginxBin, ["-v"]);
    return exit === 0 ? (stderr.trim().split("/").at(-1) ?? "") : null;
  };
  const apt = process.getuid?.() === 0 && (await ask("apt-get", ["--version"])).exit === 0;
  if ((await version()) === null && apt) {
    await longStep("installing nginx", "sh", ["-c", "apt-get -q update && apt-get -qy install nginx-light"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
  }
  const found = await version();
  if (found === null) throw new Error("nginx is missing: install it (on Debian: nginx-light) and put it on the PATH.");
  if ((await ask("openssl", ["version"])).exit !== 0)
    throw new Error("openssl is missing: nginx's certificate needs it.");
  return `nginx ${found}`;
}

async function checkNamespaceTools() {
  const missing = [];
  if ((await ask("openssl", ["version"])).exit !== 0) missing.push("openssl");
  if ((await ask("ip", ["-V"])).exit !== 0) missing.push("ip (iproute2)");
  if ((await ask("unshare", ["--version"])).exit !== 0) missing.push("unshare (util-linux)");
  if (missing.length > 0) throw new Error(`versitygw's network namespace needs ${missing.join(", ")}: install it.`);
}

const setUpVersitygw = async () => {
  await checkNamespaceTools();
  return setUpGoProgram(goPrograms[0] ?? fail("versitygw"));
};

/** @type {Record<string, () => Promise<string>>} */
const steps = {
  versitygw: setUpVersitygw,
  moto: setUpMoto,
  minio: () => setUpGoProgram(goPrograms[1] ?? fail("minio")),
  "quilt-mcp": async () => `${await setUpQuiltMcp()} in front of ${await setUpVersitygw()}`,
  "quilt-mcp-on-lab": async () => `${await setUpQuiltMcp()} in front of the lab`,
  "nginx-on-lab": async () => `${await setUpNginx()} in front of the lab`,
  "fastmcp-on-lab": async () => `${await setUpFastmcp()} beside the lab, ${await setUpNginx()} before it`,
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
