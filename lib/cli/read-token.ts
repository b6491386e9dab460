import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError, isAppError } from "@/lib/errors";
import { MAX_INTAKE_BYTES } from "@/lib/intake/read-intake";
import type { Secret } from "@/lib/secret";
import { describeFileError } from "@/lib/settings/data-folder";
import { variableOf } from "@/lib/settings/variables";
import { quoteWord } from "./looks-like-token";
import { type TakenToken, takeToken } from "./take-token";
import type { Terminal } from "./terminal";

/** Where the operator says the token is: exactly one of them. */
export interface TokenOptions {
  /** False under `--no-token`. */
  readonly token?: boolean | undefined;
  readonly tokenEnv?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly tokenStdin?: boolean | undefined;
  /** Which of several tokens is meant, counted from 1. */
  readonly pick?: string | undefined;
}

const ways = "Give one of --token-env VAR, --token-file F, --token-stdin or --no-token.";

/**
 * Reads the token from the one place named, or from the subject's variable when none is, whatever stands around it there.
 * @throws AppError BAD_REQUEST, MISSING_VARIABLE, FILE_UNREADABLE or BAD_TOKEN; none repeats what was read
 */
export async function readToken(
  options: TokenOptions,
  subjectEnv: string | null,
  terminal: Terminal,
): Promise<TakenToken> {
  return takeToken(await readRaw(options, subjectEnv, terminal), options.pick, terminal);
}

function countWays({ token, tokenEnv, tokenFile, tokenStdin }: TokenOptions): number {
  return [token === false, tokenEnv !== undefined, tokenFile !== undefined, tokenStdin === true].filter(Boolean).length;
}

/** Whose token a subject brings. */
export interface SubjectToken {
  readonly tokenEnv: string | null;
  readonly withoutToken: boolean;
}

/**
 * The token of a run; null when the operator says `--no-token`, or the chosen subject has none.
 * @throws AppError as `readToken` does, and BAD_REQUEST for a token beside a subject that has none
 */
export async function readRunToken(
  options: TokenOptions,
  subject: SubjectToken,
  terminal: Terminal,
): Promise<Secret | null> {
  if (countWays(options) > 1) throw new AppError("BAD_REQUEST", "The token is named more than once.", ways);
  if (options.token === false) return null;
  if (!subject.withoutToken) return (await readToken(options, subject.tokenEnv, terminal)).token;
  if (countWays(options) === 0) return null;
  throw new AppError(
    "BAD_REQUEST",
    'A token is named for a subject that has none (token "none").',
    "Leave the token out, or choose another subject.",
  );
}

async function readRaw(
  options: TokenOptions,
  subjectEnv: string | null,
  terminal: Terminal,
): Promise<string | Uint8Array> {
  const { tokenEnv, tokenFile, tokenStdin } = options;
  if (countWays(options) > 1) throw new AppError("BAD_REQUEST", "The token is named more than once.", ways);
  if (tokenFile !== undefined) return readTokenFile(resolve(terminal.cwd, tokenFile), tokenFile);
  if (tokenStdin === true) return within(await terminal.readInput(MAX_INTAKE_BYTES), "--token-stdin: the input");
  if (tokenEnv !== undefined) return readTokenVariable(tokenEnv, "--token-env", terminal);
  if (subjectEnv !== null) return readTokenVariable(subjectEnv, "The subject's tokenEnv", terminal);
  throw new AppError("BAD_REQUEST", "There is no token.", ways);
}

/**
 * The token in the variable that an option names.
 * @throws AppError MISSING_VARIABLE
 */
export function readTokenVariable(name: string, askedBy: string, terminal: Terminal): string {
  const value = variableOf(terminal.variables, name);
  if (value !== undefined && value !== "") {
    terminal.keepSecret(value.trim());
    return value;
  }
  // Somebody may have put the token where its variable's name belongs.
  const shown = /^[A-Z_][A-Z0-9_]{0,63}$/.test(name) ? `variable ${name}` : "variable that it names";
  const state = value === undefined ? "not set" : "empty";
  throw new AppError(
    "MISSING_VARIABLE",
    `${askedBy}: the ${shown} is ${state}.`,
    "Give the name of a variable that holds the token, and export it.",
  );
}

function within(bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length <= MAX_INTAKE_BYTES) return bytes;
  throw tooLarge(what);
}

function tooLarge(what: string): AppError {
  return new AppError("BAD_TOKEN", `${what} is over 32 MB.`, "Give the part of it that holds the token.");
}

async function readTokenFile(path: string, given: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > MAX_INTAKE_BYTES) throw tooLarge("--token-file: the file");
    return await readFile(path);
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError(
      "FILE_UNREADABLE",
      `--token-file: ${quoteWord(given)} cannot be read: ${describeFileError(error)}.`,
      "Check the path.",
    );
  }
}
