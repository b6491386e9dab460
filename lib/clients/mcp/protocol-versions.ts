import { isJsonObject } from "@/lib/json-object";

/** Versions of the era that opens with a handshake, newest first (MCP, Versioning). */
export const HANDSHAKE_VERSIONS: readonly string[] = [
  "2025-11-25",
  "2025-06-18",
  "2025-03-26",
  "2024-11-05",
  "2024-10-07",
];

/** The version of the era in which every request stands alone that is spoken here. */
export const STATELESS_VERSION = "2026-07-28";

/** Offered first in a handshake: every server of the streamable HTTP transport knows it. */
export const OFFERED_VERSION = "2025-06-18";

/** JSON-RPC's invalid params, and the stateless era's unsupported protocol version. */
const CODES: readonly number[] = [-32602, -32022];

/**
 * How the SDKs and the specification's own example begin the message, lower case: TypeScript and Python before and after
 * the handshake, FastMCP (MCP 2025-06-18, Lifecycle, Error handling).
 */
const SAYS = ["unsupported protocol version", "bad request: unsupported protocol version"];

/** Whether an error's message refuses the version of the protocol that was asked for. */
export function saysUnsupportedVersion(message: string): boolean {
  const said = message.slice(0, 100).toLowerCase();
  return SAYS.some((words) => said.startsWith(words));
}

const MAX_NAMED = 20;

interface VersionError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/**
 * The versions that an error names as supported, where it refuses the one that was asked for; null when it speaks of
 * something else. Read from `data.supported`, else from dates in the message beside the one in `data.requested`.
 */
export function versionsInstead({ code, message, data }: VersionError, asked: string): readonly string[] | null {
  const listed = isJsonObject(data) && Array.isArray(data.supported) ? data.supported : null;
  if (!saysUnsupportedVersion(message) && !(CODES.includes(code) && listed !== null)) return null;
  const named: readonly unknown[] = listed ?? message.slice(0, 1000).match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  const versions = named.filter((one): one is string => typeof one === "string" && one !== asked);
  return [...new Set(versions.slice(0, MAX_NAMED).map((one) => one.slice(0, 40)))];
}

/** The newest version of the handshake era among these that was not asked for yet; null when there is none. */
export function nextToOffer(versions: readonly string[], asked: string): string | null {
  return HANDSHAKE_VERSIONS.find((one) => one !== asked && versions.includes(one)) ?? null;
}
