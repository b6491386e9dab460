import type { z } from "zod";
import { logSources } from "@/lib/logs";
import type { LogSourceType } from "@/lib/logs/log-source";
import { findNearestName } from "@/lib/nearest-name";
import type { LogSourceSettings } from "@/lib/wire/target-schema";
import { keysAt } from "./schema-keys";

/** A fault of a target, with the keys that would be known at its place. */
export interface TargetIssue {
  readonly issue: z.core.$ZodIssue;
  readonly known: readonly string[];
}

/** Checks each log source by the schema of its own type; null when all are good. */
export function findLogIssue(
  logs: readonly LogSourceSettings[],
  types: readonly LogSourceType[] = logSources,
): TargetIssue | null {
  for (const [index, settings] of logs.entries()) {
    const found = checkOne(settings, types);
    if (found === null) continue;
    return { ...found, issue: { ...found.issue, path: ["logs", index, ...found.issue.path] } };
  }
  return null;
}

function checkOne(
  { type, settleMs: _, ...own }: LogSourceSettings,
  types: readonly LogSourceType[],
): TargetIssue | null {
  const kind = types.find((one) => one.type === type);
  if (kind === undefined) return { issue: unknownType(type, types), known: [] };
  const issue = kind.schema.safeParse(own).error?.issues[0];
  if (issue === undefined) return null;
  const common = issue.path.length === 0 ? ["type", "settleMs"] : [];
  return { issue, known: [...keysAt(kind.schema, issue.path), ...common] };
}

function unknownType(type: string, types: readonly LogSourceType[]): z.core.$ZodIssue {
  const names = types.map((one) => one.type);
  const nearest = findNearestName(type, names);
  const hint = nearest === undefined ? `: the types are ${names.join(", ")}` : `: did you mean ${nearest}?`;
  return { code: "custom", path: ["type"], message: `is not a type of log source${hint}`, input: type };
}

/** Settings whose paths no longer depend on a folder. */
export function locateLog(
  settings: LogSourceSettings,
  locate: (path: string) => string,
  types: readonly LogSourceType[] = logSources,
): LogSourceSettings {
  const paths = types.find((one) => one.type === settings.type)?.paths ?? [];
  const located = paths.flatMap((name) => {
    const path = settings[name];
    return typeof path === "string" ? [[name, locate(path)] as const] : [];
  });
  return { ...settings, ...Object.fromEntries(located) };
}
