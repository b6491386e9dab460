import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Everything that this suite downloads, builds or writes; ignored by git, reused when present. */
export const peersDir = join(root, ".peers");

export const binDir = join(peersDir, "bin");
export const venvBin = join(peersDir, "venv", "bin");
/** quilt-mcp has an environment of its own, so that its many packages bend nobody else's versions. */
export const quiltMcpVenv = join(peersDir, "venv-quilt-mcp");
/** FastMCP servers of the suite's own, in a newer version than quilt-mcp asks for. */
export const fastmcpVenv = join(peersDir, "venv-fastmcp");
export const fastmcpPython = join(fastmcpVenv, "bin", "python");
export const quiltMcpBin = join(quiltMcpVenv, "bin", "quilt-mcp");

/** `ip` and `unshare` live in sbin on some systems, where an ordinary user's PATH does not look. */
export const searchPath = `${process.env.PATH ?? ""}:/usr/local/go/bin:/usr/sbin:/sbin:/usr/bin:/bin`;

/** nginx as the system has it. */
export const nginxBin = "nginx";
