import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { describeFileError, isNotFound } from "@/lib/settings/data-folder";
import type { RunOptions } from "@/lib/wire/run-options";
import { quoteWord } from "./looks-like-token";
import type { Terminal } from "./terminal";

/** A little more than is read, so that what is over can be told. */
const MAX_BYTES = 1024 * 1024 + 16;

/** The text, and which service of it is meant. */
export type ServerEnvText = Pick<RunOptions, "serverEnv" | "serverEnvService">;

/**
 * Reads `--server-env`: a file, `FILE#SERVICE` of a file with several, or `-` for standard input.
 * @throws AppError BAD_REQUEST or FILE_UNREADABLE; none repeats what was read
 */
export async function readServerEnvFile(
  given: string,
  tokenStdin: boolean,
  terminal: Terminal,
): Promise<ServerEnvText> {
  const { path, service } = await splitService(given, terminal.cwd);
  if (path === "-" && tokenStdin) {
    throw new AppError(
      "BAD_REQUEST",
      "--server-env - and --token-stdin both read standard input.",
      "Give one of them as a file.",
    );
  }
  const bytes = path === "-" ? await terminal.readInput(MAX_BYTES) : await readBytes(resolve(terminal.cwd, path), path);
  return { serverEnv: decode(bytes), ...(service === null ? {} : { serverEnvService: service }) };
}

/** A file whose own name holds a # is taken as it is. */
async function splitService(given: string, cwd: string): Promise<{ path: string; service: string | null }> {
  const at = given.lastIndexOf("#");
  if (at <= 0 || at === given.length - 1) return { path: given, service: null };
  const whole = await stat(resolve(cwd, given)).then(
    () => true,
    (error: unknown) => !isNotFound(error),
  );
  return whole ? { path: given, service: null } : { path: given.slice(0, at), service: given.slice(at + 1) };
}

async function readBytes(path: string, given: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    // Its size says enough; the reader refuses it.
    return size > MAX_BYTES ? new Uint8Array(MAX_BYTES).fill(0x20) : await readFile(path);
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `--server-env: ${quoteWord(given)} cannot be read: ${describeFileError(error)}.`,
      "Check the path.",
    );
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // No text at all, or UTF-16: the reader says so of a NUL.
    return "\0";
  }
}
