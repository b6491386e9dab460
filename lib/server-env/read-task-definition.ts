import { Secret } from "@/lib/secret";
import type { Container } from "./containers";
import { listOf, member, scalarText, wordsOf } from "./json-value";
import type { ServerMount, ServerVariable } from "./server-environment";

/** The task definition itself, also inside what `aws ecs describe-task-definition` prints; undefined for anything else. */
export function findTaskDefinition(value: unknown): unknown {
  const inner = member(value, "taskDefinition");
  return [inner, value].find((one) => Array.isArray(member(one, "containerDefinitions")));
}

/** The containers of an ECS task definition (RegisterTaskDefinition, ContainerDefinition). */
export function readTaskDefinition(task: unknown): readonly Container[] {
  return listOf(member(task, "containerDefinitions")).map((container) => ({
    name: scalarText(member(container, "name")),
    image: scalarText(member(container, "image")),
    variables: [...readPairs(member(container, "environment")), ...readStored(member(container, "secrets"))],
    command: [...wordsOf(member(container, "entryPoint")), ...wordsOf(member(container, "command"))],
    mounts: readMounts(container),
    readOnlyRoot: member(container, "readonlyRootFilesystem") === true,
    otherFiles: listOf(member(container, "environmentFiles")).length,
  }));
}

function readPairs(value: unknown): readonly ServerVariable[] {
  return listOf(value).flatMap((pair) => {
    const name = scalarText(member(pair, "name"));
    const given = scalarText(member(pair, "value"));
    return name === null ? [] : [{ name, value: given === null ? null : new Secret(given) }];
  });
}

/** Filled in from a secret store when the task starts. */
function readStored(value: unknown): readonly ServerVariable[] {
  return readPairs(value).map(({ name }) => ({ name, value: null }));
}

function readMounts(container: unknown): readonly ServerMount[] {
  const tmpfs = listOf(member(member(container, "linuxParameters"), "tmpfs"));
  const mounts = [...listOf(member(container, "mountPoints")), ...tmpfs];
  return mounts.flatMap((mount) => {
    const target = scalarText(member(mount, "containerPath"));
    return target === null ? [] : [{ target, writable: member(mount, "readOnly") !== true }];
  });
}
