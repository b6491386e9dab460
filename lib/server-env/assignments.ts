import { Secret } from "@/lib/secret";
import { scalarText } from "./json-value";
import type { ServerVariable } from "./server-environment";

/** `NAME=value` of a container that was made: the value is what it is. */
export function literalAssignment(text: string): ServerVariable {
  const at = text.indexOf("=");
  return at < 0 ? { name: text, value: null } : { name: text.slice(0, at), value: new Secret(text.slice(at + 1)) };
}

/**
 * The value of a file in which `$` is filled in from elsewhere: null where it is, for that is not known here.
 * `$$` stands for one dollar sign.
 */
export function interpolated(value: unknown): Secret | null {
  const text = scalarText(value);
  if (text === null || /\$[A-Za-z_{]/.test(text.replaceAll("$$", ""))) return null;
  return new Secret(text.replaceAll("$$", "$"));
}

/** Of a name that is set more than once the last one counts. */
export function lastWins(variables: readonly ServerVariable[]): {
  readonly variables: readonly ServerVariable[];
  readonly doubled: readonly string[];
} {
  const last = new Map<string, ServerVariable>();
  const doubled = new Set<string>();
  for (const variable of variables) {
    if (last.has(variable.name)) doubled.add(variable.name);
    last.set(variable.name, variable);
  }
  return { variables: [...last.values()], doubled: [...doubled] };
}
