import { interpolated, literalAssignment } from "./assignments";
import type { Container } from "./containers";
import { isRecord, listOf, member, scalarText, wordsOf } from "./json-value";
import type { ServerMount, ServerVariable } from "./server-environment";

/** The services of a compose file (compose-spec: environment, env_file, volumes, tmpfs, read_only, command). */
export function readCompose(file: unknown): readonly Container[] {
  const services = member(file, "services");
  if (!isRecord(services)) return [];
  return Object.entries(services).flatMap(([name, service]) => (isRecord(service) ? [readService(name, service)] : []));
}

function readService(name: string, service: unknown): Container {
  return {
    name,
    image: scalarText(member(service, "image")),
    variables: readEnvironment(member(service, "environment")),
    command: [...wordsOf(member(service, "entrypoint")), ...wordsOf(member(service, "command"))],
    mounts: [...readTmpfs(member(service, "tmpfs")), ...listOf(member(service, "volumes")).flatMap(readVolume)],
    readOnlyRoot: isTrue(member(service, "read_only")),
    otherFiles: countFiles(member(service, "env_file")) + countFiles(member(service, "extends")),
  };
}

function isTrue(value: unknown): boolean {
  return /^(true|yes|on|y)$/i.test(scalarText(value) ?? "");
}

function countFiles(value: unknown): number {
  return Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1;
}

function readEnvironment(value: unknown): readonly ServerVariable[] {
  if (isRecord(value)) return Object.entries(value).map(([name, given]) => ({ name, value: interpolated(given) }));
  return listOf(value).flatMap((item) => {
    if (typeof item !== "string") return [];
    const { name, value: given } = literalAssignment(item);
    return [{ name, value: given === null ? null : interpolated(given.reveal()) }];
  });
}

function readTmpfs(value: unknown): readonly ServerMount[] {
  const paths = typeof value === "string" ? [value] : wordsOf(value);
  return paths.map((path) => ({ target: path.split(":")[0] ?? "", writable: true }));
}

/** Short form `source:target:mode` or `target`, long form with members. */
function readVolume(volume: unknown): readonly ServerMount[] {
  if (typeof volume === "string") {
    const parts = volume.split(":");
    const target = parts.length === 1 ? parts[0] : parts[1];
    return target === undefined ? [] : [{ target, writable: !(parts[2] ?? "").split(",").includes("ro") }];
  }
  const target = scalarText(member(volume, "target"));
  return target === null ? [] : [{ target, writable: !isTrue(member(volume, "read_only")) }];
}
