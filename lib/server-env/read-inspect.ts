import { literalAssignment } from "./assignments";
import type { Container } from "./containers";
import { isRecord, listOf, member, scalarText, wordsOf } from "./json-value";
import type { ServerMount } from "./server-environment";

/** Whether a value is what docker or podman inspect prints of one container or image, or its Config or Env alone. */
export function isInspected(value: unknown): boolean {
  const env = member(member(value, "Config"), "Env") ?? member(value, "Env");
  return Array.isArray(env);
}

/** One container as `docker inspect` and `podman inspect` print it (Engine API 1.4x, ContainerInspect). */
export function readInspected(value: unknown): Container {
  const config = member(value, "Config") ?? value;
  const host = member(value, "HostConfig");
  const root = member(host, "ReadonlyRootfs");
  return {
    name: scalarText(member(value, "Name"))?.replace(/^\//, "") ?? null,
    image: scalarText(member(config, "Image")) ?? scalarText(member(value, "ImageName")),
    variables: wordsOf(member(config, "Env")).map(literalAssignment),
    command: [
      ...wordsOf(member(config, "Entrypoint")),
      ...wordsOf(member(config, "Cmd")),
      ...wordsOf(member(value, "Args")),
    ],
    mounts: [...readTmpfs(member(host, "Tmpfs")), ...readBinds(member(host, "Binds")), ...readMounts(value)],
    readOnlyRoot: typeof root === "boolean" ? root : null,
    otherFiles: 0,
  };
}

function readTmpfs(value: unknown): readonly ServerMount[] {
  return isRecord(value) ? Object.keys(value).map((target) => ({ target, writable: true })) : [];
}

function readBinds(value: unknown): readonly ServerMount[] {
  return wordsOf(value).flatMap((bind) => {
    const [, target, mode = ""] = bind.split(":");
    return target === undefined ? [] : [{ target, writable: !mode.split(",").includes("ro") }];
  });
}

function readMounts(value: unknown): readonly ServerMount[] {
  return listOf(member(value, "Mounts")).flatMap((mount) => {
    const target = scalarText(member(mount, "Destination"));
    return target === null ? [] : [{ target, writable: member(mount, "RW") !== false }];
  });
}
