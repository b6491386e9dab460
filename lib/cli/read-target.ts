import { basename, dirname, resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { readTargetFile } from "@/lib/targets/read-target-file";
import { type ResolvedRequest, resolveTarget } from "@/lib/targets/resolve-target";
import { findSavedTarget } from "@/lib/targets/saved-targets";
import { readTargetFlags } from "./target-flags";
import type { Terminal } from "./terminal";

export interface TargetOptions {
  readonly target?: string | undefined;
  readonly targetFile?: string | undefined;
  readonly subject?: string | undefined;
}

/**
 * The target of a command: a saved one or a file, with single fields from flags laid over it.
 * @throws AppError BAD_REQUEST, BAD_TARGET, TARGET_NOT_FOUND, MISSING_VARIABLE, FILE_UNREADABLE
 */
export async function readTarget(
  options: TargetOptions & Readonly<Record<string, unknown>>,
  dataFolder: string,
  terminal: Terminal,
): Promise<ResolvedRequest> {
  if (options.target !== undefined && options.targetFile !== undefined) {
    throw new AppError("BAD_REQUEST", "--target and --target-file are both given.", "Keep one of them.");
  }
  const overrides = readTargetFlags(options, terminal.cwd);
  const file =
    options.target === undefined
      ? options.targetFile && resolve(terminal.cwd, options.targetFile)
      : await findSavedTarget(dataFolder, options.target);
  const raw = file === undefined ? {} : await readTargetFile(file);
  return resolveTarget(raw, {
    baseDir: file === undefined ? terminal.cwd : dirname(file),
    env: terminal.variables,
    overrides,
    subject: options.subject,
    defaultName: options.target ?? (file === undefined ? undefined : basename(file, ".json")),
  });
}
