import type { LabServerConfigs, LabServerName } from "@/lib/lab/stack/server-names";
import { catalogServer } from "./catalog/catalog-server";
import { keysServer } from "./keys/keys-server";
import { mcpServer } from "./mcp/mcp-server";
import { neighbourServer } from "./neighbour/neighbour-server";
import { registryServer } from "./registry/registry-server";
import { s3Server } from "./s3/s3-server";
import type { LabServer } from "./server-declaration";
import { stsServer } from "./sts/sts-server";

/** The servers of a stack, each once. */
const listed = [catalogServer, registryServer, stsServer, s3Server, keysServer, mcpServer, neighbourServer] as const;

type ListedName = (typeof listed)[number]["name"];

export const labServers: readonly { readonly [Name in LabServerName]: LabServer<Name> }[LabServerName][] = listed;

/** Every server's part of a stack on which nothing is wrong; a server that is not listed is missed by the compiler. */
export function healthyServers(): LabServerConfigs {
  const parts = Object.fromEntries(listed.map(({ name, healthy }) => [name, healthy]));
  return parts as Pick<LabServerConfigs, ListedName>;
}
