import { isPlainBucketName } from "@/lib/clients/aws/bucket-name";

/** Shorter runs stand in long random texts by chance. */
const TELLING_LENGTH = 12;

/** Of such a name not even the name is shown: the redactor knows a secret as it was written, not in lower case. */
export const REPEATS_SECRET = "not asked: the name repeats a secret";

/** Why a name that the registry gave does not enter a URL; null when it may. */
export function whyUnsafe(name: string, targetsBucket: string | undefined, secrets: readonly string[]): string | null {
  // The operator's own word: its host is among those that the target implies.
  if (name === targetsBucket) return null;
  if (repeatsSecret(name, secrets)) return REPEATS_SECRET;
  if (name.includes(".") && isPlainBucketName(name.replaceAll(".", "-"))) return "not asked: dots in the name";
  return isPlainBucketName(name) ? null : "not asked: not a bucket's name";
}

/** Whether a key that S3 listed can be asked for as it is: a URL would resolve `..` segments to another path. */
export function isSafeKey(key: string, secrets: readonly string[]): boolean {
  if (key.endsWith("/") || repeatsSecret(key, secrets)) return false;
  if (key.split("/").some((segment) => segment === "." || segment === "..")) return false;
  return !/[\p{Cc}\p{Cs}]/u.test(key);
}

/** Whether a run of a secret stands in it: in lower case too, which host names are, and with other punctuation. */
function repeatsSecret(text: string, secrets: readonly string[]): boolean {
  const plain = lettersOf(text);
  const runs = Math.max(0, plain.length - TELLING_LENGTH + 1);
  const hidden = secrets.map(lettersOf);
  return Array.from({ length: runs }, (_, start) => plain.slice(start, start + TELLING_LENGTH)).some((run) =>
    hidden.some((secret) => secret.includes(run)),
  );
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
