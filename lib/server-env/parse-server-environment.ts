import { Secret } from "@/lib/secret";
import { lastWins } from "./assignments";
import { type Container, chooseContainer, showableName } from "./containers";
import { isRecord } from "./json-value";
import { readCompose } from "./read-compose";
import { hasAssignment, readEnvFile } from "./read-env-file";
import { isInspected, readInspected } from "./read-inspect";
import { findTaskDefinition, readTaskDefinition } from "./read-task-definition";
import { readYaml } from "./read-yaml";
import { SecretCollector } from "./secret-parts";
import { fault } from "./server-env-fault";
import type { ServerEnvironment, ServerFileFormat } from "./server-environment";

/** Bytes of UTF-8. */
const MAX_SERVER_ENV_BYTES = 1024 * 1024;

/**
 * Reads what an operator has of an MCP server's environment: an env file, a compose file, `docker inspect` or
 * `podman inspect` output, or an ECS task definition. Local and pure; nothing is fetched, run or filled in.
 *
 * @param service the service or container that is meant, where there are several
 * @throws AppError BAD_SERVER_ENV, and nothing else; its message repeats no value
 */
export function parseServerEnvironment(text: string, service: string | null = null): ServerEnvironment {
  if (new TextEncoder().encode(text).length > MAX_SERVER_ENV_BYTES) {
    throw fault("it is over 1 MiB.", "Give only the part about the MCP server.");
  }
  const plain = text.replace(/^\uFEFF/, "");
  if (plain.trim() === "") throw fault("it is empty.");
  if (/[\u0000-\u0008\u000e-\u001f]/.test(plain)) throw fault("it is binary, or not UTF-8 text.");
  if (/^\s*[[{]/.test(plain)) return readJson(plain, service);
  if (/^(["']?)services\1\s*:/m.test(plain)) return fromContainers("compose", readYaml(plain), readCompose, service);
  if (!hasAssignment(plain)) throw fault("its format is not known.");
  return fromEnvFile(plain, service);
}

function readJson(text: string, service: string | null): ServerEnvironment {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Node's own message may quote the file. JSON is YAML, so that reader says where it stops.
    value = readYaml(text);
  }
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string")) {
    return fromContainers("inspect", { Env: value }, (env) => [readInspected(env)], service);
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.some(isInspected)) {
    return fromContainers("inspect", value, () => list.filter(isInspected).map(readInspected), service);
  }
  const task = findTaskDefinition(value);
  if (task !== undefined) return fromTask(value, task, service);
  if (isRecord(value) && Object.hasOwn(value, "services"))
    return fromContainers("compose", value, readCompose, service);
  throw fault("it is JSON, but describes no container.");
}

function fromTask(value: unknown, task: unknown, service: string | null): ServerEnvironment {
  const read = fromContainers("task-definition", value, () => readTaskDefinition(task), service);
  const role = isRecord(task) ? task.taskRoleArn : undefined;
  return { ...read, taskRole: typeof role === "string" && role !== "" };
}

function fromContainers(
  format: ServerFileFormat,
  value: unknown,
  read: (value: unknown) => readonly Container[],
  service: string | null,
): ServerEnvironment {
  const chosen = chooseContainer(read(value), service);
  const secrets = new SecretCollector();
  // Filled-in parts are not known, but what stands beside them may be secret.
  secrets.addAll(value);
  for (const { name, value: given } of chosen.variables) if (given !== null) secrets.add(name, given.reveal());
  return {
    format,
    service: showableName(chosen.name),
    ...lastWins(chosen.variables),
    complete: format === "inspect",
    otherFiles: chosen.otherFiles,
    unreadLines: 0,
    flags: readFlags(chosen.command),
    mounts: chosen.mounts,
    readOnlyRoot: chosen.readOnlyRoot,
    taskRole: false,
    imageVersion: readImageVersion(chosen.image),
    secrets: secrets.list().map((secret) => new Secret(secret)),
  };
}

function fromEnvFile(text: string, service: string | null): ServerEnvironment {
  if (service !== null) throw fault("it is an env file, which has no services.", "Leave out what follows the #.");
  const { variables, unreadLines, raw } = readEnvFile(text);
  const secrets = new SecretCollector();
  for (const { name, text: entry } of raw) secrets.add(name, entry);
  for (const { name, value } of variables) if (value !== null) secrets.add(name, value.reveal());
  return {
    format: "env",
    service: null,
    ...lastWins(variables),
    complete: false,
    otherFiles: 0,
    unreadLines,
    flags: {},
    mounts: [],
    readOnlyRoot: null,
    taskRole: false,
    imageVersion: null,
    secrets: secrets.list().map((secret) => new Secret(secret)),
  };
}

/** `--deployment X` and `--backend X` of the command, the last of each. */
function readFlags(command: readonly string[]): ServerEnvironment["flags"] {
  const words = command.flatMap((word) => word.split(/\s+/));
  const find = (flag: string): Secret | null => {
    const at = words.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`));
    const word = words[at];
    const value = word === flag ? words[at + 1] : word?.slice(flag.length + 1);
    return value === undefined || value === "" ? null : new Secret(value);
  };
  const [deployment, backend] = [find("--deployment"), find("--backend")];
  return { ...(deployment === null ? {} : { deployment }), ...(backend === null ? {} : { backend }) };
}

function readImageVersion(image: string | null): string | null {
  return /quilt[-_]?mcp[^:@]{0,40}:v?(\d{1,4}\.\d{1,4}\.\d{1,4})(?:[-+@].*)?$/i.exec(image ?? "")?.[1] ?? null;
}
