import { fault } from "./server-env-fault";
import type { ServerMount, ServerVariable } from "./server-environment";

/** One container of a file, before it is chosen. */
export interface Container {
  readonly name: string | null;
  readonly image: string | null;
  readonly variables: readonly ServerVariable[];
  readonly command: readonly string[];
  readonly mounts: readonly ServerMount[];
  readonly readOnlyRoot: boolean | null;
  readonly otherFiles: number;
}

const QUILT_MCP = /quilt[-_./]?mcp/i;

/** How much a container looks like quilt-mcp: by its image or name, by what it is told, or by the word "mcp" alone. */
function likeness({ name, image, command, variables }: Container): number {
  if (QUILT_MCP.test(`${name ?? ""} ${image ?? ""} ${command.join(" ")}`)) return 3;
  if (variables.some((variable) => /^(QUILT|FASTMCP)_/.test(variable.name))) return 2;
  return /mcp/i.test(`${name ?? ""} ${image ?? ""}`) ? 1 : 0;
}

/** Names are shown only where they look like names: a file may hold anything. */
export function showableName(name: string | null): string | null {
  if (name === null || name.length > 40 || !/^[a-z][a-z0-9]*([-_.][a-z0-9]+)*$/i.test(name)) return null;
  const odd = name.split(/[-_.]/).some((piece) => piece.length >= 10 && /\d/.test(piece));
  return odd || /\d{5}/.test(name) ? null : name;
}

function namesOf(containers: readonly Container[]): string {
  const shown = containers.map(({ name }) => showableName(name) ?? "(a name that is not shown)");
  const first = shown.slice(0, 12).join(", ");
  return shown.length > 12 ? `${first} and ${shown.length - 12} more` : first;
}

const CHOOSE = "Name one: --server-env FILE#SERVICE. On the page, paste only that one.";

/**
 * The container that is meant: the one named, the only one, or the only one that looks like quilt-mcp.
 * @throws AppError BAD_SERVER_ENV naming the containers there are
 */
export function chooseContainer(containers: readonly Container[], wanted: string | null): Container {
  const [only, ...others] = containers;
  if (only === undefined) throw fault("it describes no container.");
  if (wanted !== null) {
    const named = containers.find(({ name }) => name === wanted);
    if (named !== undefined) return named;
    throw fault(`it has no service with the given name. It has ${namesOf(containers)}.`, CHOOSE);
  }
  if (others.length === 0) return only;
  const best = containers.reduce((most, one) => Math.max(most, likeness(one)), 0);
  const alike = containers.filter((container) => likeness(container) === best);
  const [chosen] = alike;
  if (best > 0 && alike.length === 1 && chosen !== undefined) return chosen;
  throw fault(`it has several services, and it is not clear which is the MCP server: ${namesOf(containers)}.`, CHOOSE);
}
