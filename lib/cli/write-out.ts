import { AppError } from "@/lib/errors";
import { describeFileError } from "@/lib/settings/data-folder";
import type { Terminal } from "./terminal";

/**
 * Writes to stdout what the command was asked for, `what` in a word or two.
 * @throws AppError FILE_UNREADABLE where stdout does not take it
 */
export async function writeOut(body: string | Uint8Array, what: string, { out }: Terminal): Promise<void> {
  try {
    await out.write(body);
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `Standard output does not take ${what}: ${describeFileError(error)}.`,
      "Send it elsewhere, to a file or another program.",
    );
  }
}
