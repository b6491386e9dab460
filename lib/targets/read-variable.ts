import { AppError } from "@/lib/errors";
import type { Variables } from "@/lib/settings/read-env";
import { variableOf } from "@/lib/settings/variables";

/**
 * The value of a variable that must be set.
 * @throws AppError MISSING_VARIABLE naming the variable and what asked for it
 */
export function readVariable(env: Variables, name: string, askedBy: string): string {
  const value = variableOf(env, name);
  if (value !== undefined && value !== "") return value;
  const state = value === undefined ? "not set" : "empty";
  // Somebody may have put the secret where its variable's name belongs.
  const shown = /^[A-Z_][A-Z0-9_]{0,63}$/.test(name) ? `the environment variable ${name}` : "an environment variable";
  throw new AppError(
    "MISSING_VARIABLE",
    `${askedBy} names ${shown}, which is ${state}.`,
    "Give the name of a variable, and export that variable.",
  );
}
