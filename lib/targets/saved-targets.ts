import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { findNearestName } from "@/lib/nearest-name";
import { describeFileError, isNotFound } from "@/lib/settings/data-folder";

const extension = ".json";

/** The folder of saved targets within the data folder. */
export function targetsFolder(dataFolder: string): string {
  return join(dataFolder, "targets");
}

/** The file that a saved target of that name is in. */
export function savedTargetFile(dataFolder: string, name: string): string {
  return join(targetsFolder(dataFolder), `${name}${extension}`);
}

/**
 * Names of the saved targets, sorted.
 * @throws AppError FILE_UNREADABLE
 */
export async function listSavedTargets(dataFolder: string): Promise<readonly string[]> {
  const folder = targetsFolder(dataFolder);
  try {
    const files = await readdir(folder);
    return files
      .filter((file) => file.endsWith(extension))
      .map((file) => file.slice(0, -extension.length))
      .sort();
  } catch (error) {
    if (isNotFound(error)) return [];
    throw new AppError(
      "FILE_UNREADABLE",
      `${folder} cannot be read: ${describeFileError(error)}.`,
      "Make it readable for your user.",
    );
  }
}

/**
 * The file of a saved target.
 * @throws AppError TARGET_NOT_FOUND naming what there is
 */
export async function findSavedTarget(dataFolder: string, name: string): Promise<string> {
  const names = await listSavedTargets(dataFolder);
  if (names.includes(name)) return savedTargetFile(dataFolder, name);
  const nearest = findNearestName(name, names);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  const known = names.length === 0 ? "No target is saved." : `Saved targets: ${names.join(", ")}.`;
  throw new AppError(
    "TARGET_NOT_FOUND",
    `There is no saved target "${name.slice(0, 80)}".${hint}`,
    `${known} Save one as ${join(targetsFolder(dataFolder), "NAME.json")}, or give --target-file.`,
  );
}
