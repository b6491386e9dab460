import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureDataFolder, isNotFound } from "@/lib/settings/data-folder";
import { fingerprintToken, readFingerprintKey } from "./fingerprint-key";

const FILE = "lab-tokens";

/** Remembers, by keyed fingerprint alone, that a lab of this user handed out the token, so that other processes can tell. */
export async function rememberLabToken(dataFolder: string, token: string): Promise<void> {
  const folder = await ensureDataFolder(dataFolder);
  const fingerprint = fingerprintToken(await readFingerprintKey(folder), token);
  await appendFile(join(folder, FILE), `${fingerprint}\n`, { mode: 0o600 });
}

/** Whether a lab of this user handed out the token. */
export async function isRememberedLabToken(dataFolder: string, token: string): Promise<boolean> {
  let text: string;
  try {
    text = await readFile(join(dataFolder, FILE), "utf8");
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
  return text.split("\n").includes(fingerprintToken(await readFingerprintKey(dataFolder), token));
}
