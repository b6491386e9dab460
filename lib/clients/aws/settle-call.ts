import type { DoorAnswer, DoorFailure, DoorResult } from "@/lib/http/door-types";
import type { AwsCall, AwsError } from "./aws-call";
import type { DoorRequestHandler } from "./door-request-handler";

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
  let thrown: unknown = null;
  try {
    value = read(await call());
  } catch (error) {
    thrown = error;
  }
  const raw = handler.last ?? notSent(signal);
  const error = raw.kind === "answer" && thrown !== null ? readError(thrown, raw) : null;
  return { raw, value, error, requestId: requestIdOf(raw) };
}

function requestIdOf(raw: DoorResult): string | null {
  return raw.headers["x-amzn-requestid"] ?? raw.headers["x-amz-request-id"] ?? null;
}

/** The SDK renames some codes and makes up others for answers without one: only the wire's own counts. */
const WIRE_CODE = /<Code>\s*([A-Za-z0-9_.:-]{1,120})\s*<\/Code>/;

function readError(error: unknown, raw: DoorAnswer): AwsError | null {
  const code = WIRE_CODE.exec(new TextDecoder().decode(raw.body))?.[1];
  if (code === undefined) return null;
  return {
    code,
    message: withoutCanonicalRequest(textOf(error, "message") ?? ""),
    status: raw.status,
    region: textOf(error, "Region") ?? raw.headers["x-amz-bucket-region"] ?? null,
    endpoint: textOf(error, "Endpoint"),
  };
}

/** STS repeats the canonical request, session token included, after these words. */
function withoutCanonicalRequest(message: string): string {
  return message.replace(/\s*The (Canonical String|String-to-Sign)\b[\s\S]*$/, "").slice(0, 2000);
}

function textOf(holder: unknown, name: string): string | null {
  if (typeof holder !== "object" || holder === null) return null;
  const value: unknown = Reflect.get(holder, name);
  return typeof value === "string" && value !== "" ? value : null;
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
