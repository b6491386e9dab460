import type { DoorAnswer, DoorFailure, DoorResult } from "@/lib/http/door-types";
import type { AwsCall, AwsError } from "./aws-call";
import type { DoorRequestHandler } from "./door-request-handler";
import { readErrorAnswer, requestIdInBody } from "./read-error-answer";

/**
 * Runs one SDK call and tells what became of it; never rejects. The SDK's own result and error objects end here: they
 * hold raw headers, session tokens and canonical requests.
 *
 * @param read picks the wanted fields out of the SDK's output.
 */
export async function settleCall<Output, T>(
  handler: DoorRequestHandler,
  signal: AbortSignal,
  call: () => Promise<Output>,
  read: (output: Output) => T,
): Promise<AwsCall<T>> {
  let value: T | null = null;
  let failed = false;
  try {
    value = read(await call());
  } catch {
    // What it threw holds more than may leave this room: the answer itself is read instead.
    failed = true;
  }
  const raw = handler.last ?? notSent(signal);
  const error = raw.kind === "answer" && failed ? readError(raw) : null;
  return { raw, value, error, requestId: requestIdOf(raw) };
}

function requestIdOf(raw: DoorResult): string | null {
  const inHeaders = raw.headers["x-amzn-requestid"] ?? raw.headers["x-amz-request-id"];
  return inHeaders ?? (raw.kind === "answer" ? requestIdInBody(raw) : null);
}

/** The SDK renames some codes and makes up others for answers without one: only what the wire says counts. */
function readError(raw: DoorAnswer): AwsError | null {
  const error = readErrorAnswer(raw);
  return error === null ? null : { ...error, status: raw.status };
}

/** The SDK gave up before a request was sent. */
function notSent(signal: AbortSignal): DoorFailure {
  return {
    kind: "failure",
    failure: signal.aborted ? "cancelled" : "refused-by-policy",
    detail: signal.aborted ? "cancelled" : "the AWS request could not be built from these settings",
    status: null,
    headers: {},
    startedAtMs: Date.now(),
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
  };
}
