import { platform } from "node:os";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { findDataFolder } from "./data-folder";
import type { Variables } from "./variables";

export type { Variables } from "./variables";

const schema = z.object({
  BONAFIDE_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  BONAFIDE_LAUNCH_TOKEN: z.string().min(16).optional(),
});

/** What this application takes from its environment. */
export interface Settings {
  /** Absolute path of the folder for what outlives a run. */
  readonly dataFolder: string;
  /** Where `npm start` listens, scheme://host:port; null elsewhere. */
  readonly origin: string | null;
  /** The token that programs without an Origin send; null outside `npm start`. */
  readonly launchToken: string | null;
}

/** The process's own variables. Nothing else in the application reads them. */
export function processVariables(): Variables {
  return process.env;
}

/**
 * Reads the settings from environment variables.
 * @throws AppError BAD_REQUEST when one of them is malformed; the message names it and never shows its value.
 */
export function readEnv(variables: Variables = processVariables()): Settings {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path.join(".") ?? "a variable";
    throw new AppError(
      "BAD_REQUEST",
      `The environment variable ${name} is malformed.`,
      `Unset ${name}; npm start sets it.`,
    );
  }
  return {
    dataFolder: findDataFolder(variables, platform()),
    origin: parsed.data.BONAFIDE_ORIGIN ?? null,
    launchToken: parsed.data.BONAFIDE_LAUNCH_TOKEN ?? null,
  };
}
