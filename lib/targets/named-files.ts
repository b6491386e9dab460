import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { decodeMarkedText } from "@/lib/marked-text";
import { describeFileError } from "@/lib/settings/data-folder";

/** The files that a target names, read from its folder; `key` is the field that names one. */
export interface NamedFiles {
  /** @throws AppError FILE_UNREADABLE or BAD_TARGET */
  bytes(path: string, key: string, maxBytes?: number): Promise<Uint8Array>;
  /** Decoded by its byte order mark where it has one. */
  text(path: string, key: string, maxBytes?: number): Promise<string>;
}

/**
 * A path of a target in its folder.
 * @throws AppError BAD_TARGET where the target may name no file
 */
export function locateNamed(baseDir: string | null, path: string, key: string): string {
  if (baseDir === null) {
    throw new AppError(
      "BAD_TARGET",
      `${key} names a file, which a target that came over HTTP may not.`,
      "Use a target file on this machine.",
    );
  }
  return resolve(baseDir, path);
}

async function readNamed(baseDir: string | null, path: string, key: string, maxBytes: number): Promise<Uint8Array> {
  const absolute = locateNamed(baseDir, path, key);
  let bytes: Buffer;
  try {
    bytes = await readFile(absolute);
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `${key}: ${absolute} cannot be read: ${describeFileError(error)}.`,
      `Check the path in ${key}.`,
    );
  }
  if (bytes.length <= maxBytes) return bytes;
  throw new AppError(
    "BAD_TARGET",
    `${key}: ${absolute} is over ${maxBytes / 1024 / 1024} MiB.`,
    `Check the path in ${key}.`,
  );
}

export function namedFiles(baseDir: string | null): NamedFiles {
  const bytes: NamedFiles["bytes"] = (path, key, maxBytes = 1024 * 1024) => readNamed(baseDir, path, key, maxBytes);
  return {
    bytes,
    text: async (path, key, maxBytes) => decodeMarkedText(await bytes(path, key, maxBytes)).text,
  };
}
