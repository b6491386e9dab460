import { AppError } from "@/lib/errors";

const advice =
  "Arguments are seen by every user of the machine and kept in shell histories. Put the token in a variable (--token-env VAR) or a file (--token-file F), or pipe it in (--token-stdin). If it was real, have it revoked.";

/**
 * Refuses a token given as an argument, before anything else reads or repeats it.
 * @throws AppError BAD_REQUEST
 */
export function refuseTokenArgument(words: readonly string[]): void {
  const given = words.some((word) => word === "--token" || word.startsWith("--token="));
  if (given) throw new AppError("BAD_REQUEST", "A token is never taken as an argument: there is no --token.", advice);
}

/** The error for a word that no option asked for: it may be a token, so it is not repeated. */
export function strayArgument(command: string): AppError {
  return new AppError(
    "BAD_REQUEST",
    `bonafide ${command} takes options only; there is an extra word (not shown: it may be a token).`,
    advice,
  );
}
