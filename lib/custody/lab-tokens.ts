import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { describeFileError, ensureDataFolder, isNotFound } from "@/lib/settings/data-folder";
import { fingerprintToken, readFingerprintKey } from "./fingerprint-key";

const FILE = "lab-tokens";

/**
 * Remembers, by keyed fingerprint alone, that a lab of this user handed out the token, so that other processes can tell.
 * @throws AppError FILE_UNREADABLE
 */
export async function rememberLabToken(dataFolder: string, token: string): Promise<void> {
  const folder = await ensureDataFolder(dataFolder);
  const fingerprint = fingerprintToken(await readFingerprintKey(folder), token);
  try {
    await appendFile(join(folder, FILE), `${fingerprint}\n`, { mode: 0o600 });
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `${join(folder, FILE)} cannot be written (${describeFileError(error)}).`,
      "Make it writable for you, or delete it.",
    );
  }
}

/**
 * Whether a lab of this user handed out the token.
 * @throws AppError FILE_UNREADABLE
 */
export async function isRememberedLabToken(dataFolder: string, token: string): Promise<boolean> {
  let text: string;
  try {
    text = await readFile(join(dataFolder, FILE), "utf8");
  } catch (error) {
    if (isNotFound(error)) return false;
    throw new AppError(
      "FILE_UNREADABLE",
      `${join(dataFolder, FILE)} cannot be read (${describeFileError(error)}).`,
      "Make it readable for you, or delete it.",
    );
  }
  return text.split("\n").includes(fingerprintToken(await readFingerprintKey(dataFolder), token));
}
