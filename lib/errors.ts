/** Codes of faults of the caller or the configuration. Faults of the target are findings; ours are crashes. */
const appErrorCodes = [
  "BAD_REQUEST",
  "BAD_TOKEN",
  "BAD_TARGET",
  "BAD_SERVER_ENV",
  "MISSING_VARIABLE",
  "FILE_UNREADABLE",
  "NOT_FOUND",
  "RUN_NOT_FOUND",
  "TARGET_NOT_FOUND",
  "TOKEN_FORGOTTEN",
  "CONFIRMATION_NEEDED",
  "FORBIDDEN_ORIGIN",
  "FORBIDDEN_HOST",
  "UNSUPPORTED_MEDIA_TYPE",
  "BODY_TOO_LARGE",
  "TOO_MANY_RUNS",
  "LAB_DOWN",
  "SCENARIO_DOWN",
  "NOT_AVAILABLE",
] as const;

export type AppErrorCode = (typeof appErrorCodes)[number];

/**
 * Tells our errors apart across bundles: the server is built as several, each with an `AppError` class of its own, while
 * they share one runtime on the global object.
 */
const brand = Symbol.for("bonafide.AppError");

/**
 * A fault of the caller: says what is wrong, where, and what would mend it.
 * Its message must never hold a token, a credential or file contents.
 */
export class AppError extends Error {
  readonly [brand] = true;
  readonly code: AppErrorCode;
  readonly suggestion: string;

  constructor(code: AppErrorCode, message: string, suggestion: string) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.suggestion = suggestion;
  }
}

/** Whether a value is a fault of the caller, whichever bundle's class made it. `instanceof` cannot tell. */
export function isAppError(value: unknown): value is AppError {
  return typeof value === "object" && value !== null && brand in value && value[brand] === true;
}
