import { createHmac, randomBytes } from "node:crypto";
import { link, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { describeFileError, ensureDataFolder, isNotFound } from "@/lib/settings/data-folder";

const fileName = "fingerprint-key";
const keyBytes = 32;

async function readKey(path: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isNotFound(error)) return null;
    throw new AppError(
      "FILE_UNREADABLE",
      `${path} cannot be read (${describeFileError(error)}).`,
      "Make it readable for your user.",
    );
  }
  if (!/^[0-9a-f]{64}\s*$/.test(text)) {
    throw new AppError(
      "FILE_UNREADABLE",
      `${path} does not hold a fingerprint key.`,
      "Delete it: a new one is made, and fingerprints of earlier runs no longer compare.",
    );
  }
  return Buffer.from(text.trim(), "hex");
}

/** Writes a whole key beside the final name and links it there: of several processes the first wins, none reads half a key. */
async function makeKey(folder: string, path: string): Promise<void> {
  const temporary = join(folder, `${fileName}.${randomBytes(8).toString("hex")}`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(`${randomBytes(keyBytes).toString("hex")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
    throw new AppError(
      "FILE_UNREADABLE",
      `${path} cannot be created (${describeFileError(error)}).`,
      "Set BONAFIDE_DATA_DIR to a folder that you can write to.",
    );
  } finally {
    await unlink(temporary).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    });
  }
}

/**
 * The key of this data folder's token fingerprints: 32 random bytes in a 0600 file, made on first use.
 * @throws AppError FILE_UNREADABLE
 */
export async function readFingerprintKey(folder: string): Promise<Buffer> {
  const path = join(await ensureDataFolder(folder), fileName);
  const existing = await readKey(path);
  if (existing !== null) return existing;
  await makeKey(folder, path);
  const made = await readKey(path);
  if (made === null) {
    throw new AppError("FILE_UNREADABLE", `${path} disappeared while it was being created.`, "Run again.");
  }
  return made;
}

/** 12 hex digits of HMAC-SHA256 (RFC 2104) of the token: compares within one data folder only. */
export function fingerprintToken(key: Uint8Array, token: string): string {
  return createHmac("sha256", key).update(token, "utf8").digest("hex").slice(0, 12);
}
