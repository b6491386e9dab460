import type { PhaseTimings } from "@/lib/diagnosis/model";

/** Why a request gave no usable answer. `cancelled` is the operator's doing and never a finding. */
const doorFailures = [
  "refused-by-policy",
  "dns-failed",
  "unreachable",
  "tls-failed",
  "timeout",
  "too-large",
  /** Something answered, and broke HTTP. */
  "bad-http",
  "cancelled",
] as const;
export type DoorFailureKind = (typeof doorFailures)[number];

/** What is known of an answer before its body. */
export interface AnswerHead {
  readonly status: number;
  /** Lower-case names; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Begins to follow one answer's body. What comes back is called with each decoded chunk once, in order, and says whether
 * nothing more is needed; after that it is not called again. It keeps what it needs of earlier chunks itself.
 * Null: nothing of the body is waited for.
 */
export type WatchBody = (head: AnswerHead) => ((chunk: Uint8Array) => boolean) | null;

/** One request through the door. Methods are GET, HEAD and POST of the read kind; nothing is written. */
export interface DoorRequest {
  readonly method: "GET" | "HEAD" | "POST";
  /** Absolute http(s) URL whose origin the door's policy allows. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Total deadline in ms, from DNS to the last byte. */
  readonly timeoutMs: number;
  /** Cap on decoded bytes of the answer's body; 1 MiB unless given. */
  readonly maxBytes?: number;
  /** Leaves the body as it came, whatever its content encoding: a part of an encoded body cannot be decoded. */
  readonly keepEncoding?: boolean;
  /** Follows the body as it arrives; what a stream that is kept open holds after that is left unread. */
  readonly watch?: WatchBody;
  /**
   * Takes a connection of its own, which no earlier answer can have left stale: for what must not be sent twice, and for
   * a second try.
   */
  readonly once?: boolean;
  readonly signal: AbortSignal;
}

/** An HTTP answer, whatever its status. Redirects are answers: none is followed. */
export interface DoorAnswer extends AnswerHead {
  readonly kind: "answer";
  /** What was asked; a redirect is held against it. */
  readonly url?: string;
  /** Decoded body. */
  readonly body: Uint8Array;
  readonly startedAtMs: number;
  readonly timings: PhaseTimings;
  /** The address connected to. */
  readonly address: string;
}

export interface DoorFailure {
  readonly kind: "failure";
  readonly failure: DoorFailureKind;
  /** A short plain phrase without headers, body, query or secret: "connection refused", "certificate has expired". */
  readonly detail: string;
  /** Present when headers had arrived before the failure (a dripping or oversized body). */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAtMs: number;
  readonly timings: PhaseTimings;
  /** The connection was a reused one, and closed before the first byte of an answer: it says nothing about the server. */
  readonly stale?: true;
}

export type DoorResult = DoorAnswer | DoorFailure;

/** The only way out to the network. Never rejects. */
export interface Door {
  send(request: DoorRequest): Promise<DoorResult>;
  /** Allows one more origin for this run (a registry that discovery has vetted). */
  allow(origin: AllowedOrigin): void;
  /** Closes pooled sockets. */
  close(): void;
}

/** An origin that a run may reach. */
export interface AllowedOrigin {
  /** scheme://host[:port] as WHATWG URL prints it. */
  readonly origin: string;
  /**
   * `named`: the operator named this origin: private addresses are allowed; loopback only if the host itself is
   * a loopback literal or localhost. `derived`: it follows from an answer: public addresses only.
   * `derived-from-loopback`: its catalog is a named loopback host, so loopback is allowed too.
   */
  readonly trust: "named" | "derived" | "derived-from-loopback";
}

export interface DoorSettings {
  readonly allowed: readonly AllowedOrigin[];
  readonly userAgent: string;
  /** PEM of an additional certificate authority. */
  readonly caPem?: string;
  /** An HTTP proxy that the target names (http://host:port); never taken from the environment. */
  readonly proxyUrl?: string;
}
