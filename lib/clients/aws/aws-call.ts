import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import type { AwsCredentials } from "./aws-credentials";

/** Error fields that may leave this room: an allow-list, since S3 errors echo session tokens and canonical requests. */
export interface AwsError {
  /** As on the wire, such as `ExpiredToken`. */
  readonly code: string;
  /** The service's text; redact it before it is recorded. */
  readonly message: string;
  readonly status: number | null;
  /** The region that the answer names as the right one. */
  readonly region: string | null;
  /** The endpoint that the answer names as the right one. */
  readonly endpoint: string | null;
}

/** One AWS call, whatever became of it. */
export interface AwsCall<T> {
  /** The last raw answer, or why there was none. */
  readonly raw: DoorResult;
  /**
   * What the SDK read from a success status. It resolves HTML and empty bodies as well, so each field is to be checked
   * against the layer's evidence. Null otherwise.
   */
  readonly value: T | null;
  /** Null on success, without an answer, and when the answer is no AWS error (HTML, JSON, nothing). */
  readonly error: AwsError | null;
  readonly requestId: string | null;
}

/** What every AWS call needs. Nothing is taken from the environment, profiles or metadata services. */
export interface AwsCallInput {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** AWS's own of the region unless given. */
  readonly endpoint?: string | undefined;
  /** Deadline of the request, ms. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly send: (request: DoorRequest) => Promise<DoorResult>;
}
