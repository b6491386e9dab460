import type { McpTool } from "@/lib/clients/mcp/session";
import type { Evidence } from "@/lib/diagnosis/model";
import { findNearestName } from "@/lib/nearest-name";
import type { PlannedCall } from "./planned-calls";

const SHOWN = 20;

/** What a tool that is not offered is told with: its near matches, the prefix that they would need, what is offered. */
export function missingTool({ names, tool }: Pick<PlannedCall, "names" | "tool">, tools: readonly McpTool[]): Evidence {
  const offered = tools.map(({ name }) => name);
  const near = nearMatches(tool, offered);
  const prefix = prefixOf(tool, near);
  return {
    error: near.length === 0 ? "not offered" : `not offered; near: ${near.join(", ")}`,
    wanted: names[0] ?? tool,
    ...(near.length === 0 ? {} : { nearMatches: near }),
    ...(prefix === null ? {} : { toolPrefix: prefix }),
    toolsOffered: offered.length,
    offered: offered.slice(0, SHOWN),
  };
}

/** Names that end with the wanted one, such as a gateway's, else the one that it was most likely meant to be. */
function nearMatches(wanted: string, offered: readonly string[]): readonly string[] {
  const ending = offered.filter((name) => name.length > wanted.length && name.endsWith(wanted));
  if (ending.length > 0) return ending.slice(0, 5);
  const nearest = findNearestName(wanted, offered.slice(0, 1_000));
  return nearest === undefined ? [] : [nearest];
}

/** What stands before the wanted name; null where several do, or none. */
function prefixOf(wanted: string, near: readonly string[]): string | null {
  const [name, ...others] = near;
  return name?.endsWith(wanted) === true && others.length === 0 ? name.slice(0, -wanted.length) : null;
}
