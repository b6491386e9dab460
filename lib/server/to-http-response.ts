import { type AppErrorCode, isAppError } from "@/lib/errors";
import { crashText } from "@/lib/redact/crash-text";
import { createRedactor } from "@/lib/redact/create-redactor";

/** HTTP status of each of the caller's faults: no default, so that a new code fails to compile. */
function statusOf(code: AppErrorCode): number {
  switch (code) {
    case "BAD_REQUEST":
    case "BAD_TOKEN":
    case "BAD_TARGET":
    case "BAD_SERVER_ENV":
    case "MISSING_VARIABLE":
    case "FILE_UNREADABLE":
    case "NOT_AVAILABLE":
      return 400;
    case "NOT_FOUND":
    case "RUN_NOT_FOUND":
    case "TARGET_NOT_FOUND":
      return 404;
    case "TOKEN_FORGOTTEN":
      return 410;
    case "CONFIRMATION_NEEDED":
      return 409;
    case "FORBIDDEN_ORIGIN":
      return 403;
    case "FORBIDDEN_HOST":
      return 421;
    case "UNSUPPORTED_MEDIA_TYPE":
      return 415;
    case "BODY_TOO_LARGE":
      return 413;
    case "TOO_MANY_RUNS":
      return 429;
    case "LAB_DOWN":
    case "SCENARIO_DOWN":
      return 503;
  }
}

const NO_STORE = { "cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" };

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(value, { status, headers: { ...NO_STORE, ...headers } });
}

export function stream(body: ReadableStream<Uint8Array>, headers: Record<string, string>): Response {
  return new Response(body, {
    headers: {
      ...NO_STORE,
      "content-type": "application/x-ndjson; charset=utf-8",
      "x-accel-buffering": "no",
      ...headers,
    },
  });
}

/**
 * The one error shape out. An unknown error is ours: a generic sentence, and the redacted stack goes to the server's log.
 *
 * @param secrets what the request brought, which that log must not hold
 */
export function toHttpResponse(
  error: unknown,
  reportCrash: (text: string) => void,
  secrets: readonly string[] = [],
): Response {
  if (isAppError(error)) {
    const { code, message, suggestion } = error;
    return json({ error: { code, message, suggestion } }, statusOf(code));
  }
  const redactor = createRedactor();
  for (const secret of secrets) redactor.addSecret(secret);
  reportCrash(`a request failed: ${crashText(error, redactor)}`);
  return json(
    {
      error: {
        code: "INTERNAL",
        message: "Bonafide itself failed; this says nothing about the target.",
        suggestion: "Check the terminal that runs Bonafide.",
      },
    },
    500,
  );
}
