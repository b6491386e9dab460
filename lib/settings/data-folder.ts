import { mkdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { AppError } from "@/lib/errors";
import type { Variables } from "./variables";

/**
 * The folder for what outlives a run: $BONAFIDE_DATA_DIR, else the platform's own place for a user's data
 * (XDG Base Directory 0.8: a relative XDG_DATA_HOME is ignored).
 */
export function findDataFolder(variables: Variables, platform: string, home: string = homedir()): string {
  const named = variables.BONAFIDE_DATA_DIR;
  if (named !== undefined && named !== "") return resolve(named);
  const xdg = variables.XDG_DATA_HOME;
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "bonafide");
  if (platform === "darwin") return join(home, "Library", "Application Support", "bonafide");
  const local = variables.LOCALAPPDATA;
  if (platform === "win32" && local !== undefined && local !== "") return join(local, "bonafide");
  return join(home, ".local", "share", "bonafide");
}

/**
 * Makes the data folder, readable by its owner only, and gives its path.
 * @throws AppError FILE_UNREADABLE when it cannot be made.
 */
export async function ensureDataFolder(folder: string): Promise<string> {
  try {
    await makeFolder(folder);
    return folder;
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `The data folder ${folder} cannot be created (${describeFileError(error)}).`,
      "Set BONAFIDE_DATA_DIR to a folder that you can write to.",
    );
  }
}

/** Level by level: Node's own recursive mkdir tries for ever below /proc, where what it made is never there. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (isNotFound(error) && dirname(folder) !== folder) {
      await makeFolder(dirname(folder));
      await mkdir(folder, { mode: 0o700 });
    } else if (!(await isFolder(folder))) {
      throw error;
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

const phrases: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  EEXIST: "a file of that name is there",
  ENOTDIR: "a part of its path is not a folder",
  EROFS: "the file system is read-only",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  ERR_INVALID_ARG_VALUE: "no path can be written like that",
  ENOSPC: "the disk is full",
};

/** A file-system error in plain words, by its code; never its own message. */
export function describeFileError(error: unknown): string {
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
  return phrases[code] ?? code;
}

/** Whether a file-system call failed because there is nothing at that path. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
