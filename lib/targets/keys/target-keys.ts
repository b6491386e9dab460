import type { Variables } from "@/lib/settings/read-env";
import type { SignatureKeys } from "@/lib/wire/resolved-target";
import type { TargetFile } from "@/lib/wire/target-schema";
import type { NamedFiles } from "../named-files";
import { readVariable } from "../read-variable";
import { readPublicKeyFile, readSecretOrKey } from "./configured-key";

const MAX_LIST_BYTES = 32 * 1024 * 1024;

type Signature = NonNullable<TargetFile["signature"]>;

async function readKey({ secretEnv, publicKeyFile }: Signature, env: Variables, files: NamedFiles) {
  if (secretEnv !== undefined) {
    const text = readVariable(env, secretEnv, "signature.secretEnv");
    return readSecretOrKey(text, { where: `signature.secretEnv: the variable ${secretEnv}`, code: "BAD_TARGET" });
  }
  if (publicKeyFile === undefined) return {};
  const bytes = await files.bytes(publicKeyFile, "signature.publicKeyFile");
  return readPublicKeyFile(bytes, { where: `signature.publicKeyFile: ${publicKeyFile}`, code: "BAD_TARGET" });
}

/**
 * The keys that a target configures, read from the variable and the files it names.
 * @throws AppError BAD_TARGET, MISSING_VARIABLE or FILE_UNREADABLE; no message holds a key
 */
export async function readTargetKeys(signature: Signature, env: Variables, files: NamedFiles): Promise<SignatureKeys> {
  const { wordListFile } = signature;
  const key = await readKey(signature, env, files);
  if (wordListFile === undefined) return key;
  const words = await files.text(wordListFile, "signature.wordListFile", MAX_LIST_BYTES);
  return { ...key, wordList: words.split(/\r?\n/).filter((word) => word !== "") };
}
