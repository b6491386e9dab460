import { isJsonObject } from "@/lib/json-object";

export interface ServerVersion {
  readonly name: string;
  readonly version: string;
}

/** Name and version in the answer of quilt-mcp's `/health`; null when the body says neither. It proves nothing about tokens. */
export function readHealth(body: string): ServerVersion | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Many servers have no such route: that says nothing.
    return null;
  }
  const server = isJsonObject(value) ? value.server : null;
  if (!isJsonObject(server) || typeof server.name !== "string" || typeof server.version !== "string") return null;
  return { name: server.name.slice(0, 80), version: server.version.slice(0, 40) };
}

const MODES = ["remote", "local", "legacy"] as const;
export type DeploymentMode = (typeof MODES)[number];

/** The mode that quilt-mcp names in its instructions ("Remote deployment using …"), or in its version ("0.5.6 (remote)"). */
export function readMode(instructions: string | undefined, serverVersion: string): DeploymentMode | null {
  const said = `${(instructions ?? "").trimStart().slice(0, 40).toLowerCase()} `;
  const version = serverVersion.slice(0, 100).toLowerCase();
  return (
    MODES.find((mode) => said.startsWith(`${mode} deployment `)) ??
    MODES.find((mode) => version.endsWith(` (${mode})`)) ??
    null
  );
}
