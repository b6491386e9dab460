import type { Verdict } from "@/lib/diagnosis/model";
import { type AppErrorCode, isAppError } from "@/lib/errors";

/** Exit codes of the command line: its contract with scripts. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  usage: 2,
  inconclusive: 3,
  crash: 70,
  interrupted: 130,
} as const;

function codeOfAppError(code: AppErrorCode): number {
  switch (code) {
    case "BAD_REQUEST":
    case "BAD_TOKEN":
    case "BAD_TARGET":
    case "BAD_SERVER_ENV":
    case "MISSING_VARIABLE":
    case "FILE_UNREADABLE":
    case "NOT_FOUND":
    case "RUN_NOT_FOUND":
    case "TARGET_NOT_FOUND":
    case "TOKEN_FORGOTTEN":
    case "CONFIRMATION_NEEDED":
    case "FORBIDDEN_ORIGIN":
    case "FORBIDDEN_HOST":
    case "UNSUPPORTED_MEDIA_TYPE":
    case "BODY_TOO_LARGE":
    case "TOO_MANY_RUNS":
    case "LAB_DOWN":
    case "SCENARIO_DOWN":
    case "NOT_AVAILABLE":
      return exitCodes.usage;
  }
}

/** The exit code of a command that ended with an error: the caller's fault, or a crash of ours. */
export function toExitCode(error: unknown): number {
  return isAppError(error) ? codeOfAppError(error.code) : exitCodes.crash;
}

/** The exit code of a run that came to a verdict. */
export function verdictExitCode(verdict: Verdict): number {
  return exitCodes[verdict];
}
