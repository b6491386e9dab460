import { AppError } from "@/lib/errors";
import { layers } from "@/lib/layers";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { findNearestName } from "@/lib/nearest-name";
import type { GivenOptions } from "@/lib/wire/given-options";
import type { ResolvedTarget } from "@/lib/wire/resolved-target";

/**
 * Refuses layers that do not exist, and subjects that are to be refused where nobody is asked for.
 * @throws AppError BAD_REQUEST or BAD_TARGET that names the layers there are
 */
export function checkLayerNames({ only }: GivenOptions, { require: required, accessNamed }: ResolvedTarget): void {
  const known = layers.map(({ id }) => id);
  for (const id of only ?? []) refuseUnknown(id, known, "BAD_REQUEST", "There is");
  for (const id of required ?? []) refuseUnknown(id, known, "BAD_TARGET", "require: there is");
  const asking = layers.filter(({ asksAsSubject }) => asksAsSubject === true).map(({ id }) => id);
  for (const id of accessNamed ?? []) {
    refuseUnknown(id, known, "BAD_TARGET", "access of a subject: there is");
    if (asking.includes(id)) continue;
    throw new AppError(
      "BAD_TARGET",
      `access of a subject: the layer ${id} asks as nobody, so it can neither serve nor refuse a subject.`,
      `Name one of ${asking.join(", ")}.`,
    );
  }
}

function refuseUnknown(id: string, known: readonly string[], code: "BAD_REQUEST" | "BAD_TARGET", start: string): void {
  if (known.includes(id)) return;
  const nearest = findNearestName(id, known);
  const hint = nearest === undefined ? "." : `: did you mean ${nearest}?`;
  // Somebody may have put a token where a layer's id belongs.
  const shown = /^[a-z0-9-]{1,20}$/.test(id) ? `layer "${id}"` : "such layer";
  throw new AppError(code, `${start} no ${shown}${hint}`, `The layers are ${known.join(", ")}.`);
}

/**
 * Refuses a server environment that no layer of the run would read.
 * @throws AppError BAD_REQUEST
 */
export function checkServerEnv({ serverEnv, only }: GivenOptions, input: LayerInput): void {
  if (serverEnv == null) return;
  const readers = layers.filter(({ serverEnvUnread }) => serverEnvUnread !== undefined);
  const unread = readers.map(({ serverEnvUnread }) => serverEnvUnread?.(input) ?? null);
  const names = readers.map(({ id }) => id).join(" or ");
  if (!unread.includes(null)) {
    throw new AppError(
      "BAD_REQUEST",
      `A server environment was given, but ${unread[0] ?? "no layer reads one"}.`,
      "Name the server it belongs to (mcpUrl, --mcp-url), or leave the environment out.",
    );
  }
  if (only === undefined || readers.some(({ id }) => only.includes(id))) return;
  throw new AppError(
    "BAD_REQUEST",
    `A server environment was given, but the ${names} layer, the only one that reads it, is not among the layers to run.`,
    `Add ${names} to the layers, or leave the environment out.`,
  );
}
