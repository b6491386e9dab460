import type { ClientRequest, IncomingMessage } from "node:http";
import { classifyError } from "./classify-error";
import { Connector } from "./connector";
import { readBody } from "./decode-body";
import { DoorStop } from "./door-stop";
import type { AnswerHead, Door, DoorAnswer, DoorRequest, DoorResult, DoorSettings } from "./door-types";
import { type LookupAll, lookupAll } from "./guarded-lookup";
import { OriginList } from "./origin-list";
import { PhaseClock } from "./phase-clock";
import { prepareHeaders } from "./request-headers";
import { startTimeLimit, type TimeLimit } from "./time-limit";

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** Replaceable parts, for tests. */
export interface DoorSeams {
  /** Resolves host names in place of the system. */
  readonly lookup?: LookupAll;
}

/**
 * Makes the only way out to the network for one run. Nothing is taken from the environment: no proxy variable,
 * no extra certificate authority, no shared socket. Redirects are not followed and nothing is retried.
 *
 * `send` never rejects: a fault of the network, of the server or of the request itself is a `DoorFailure`.
 */
export function createDoor(settings: DoorSettings, seams: DoorSeams = {}): Door {
  const origins = new OriginList(settings.allowed);
  const closed = new AbortController();
  let connector: Connector | null = null;
  const connect = () => {
    connector ??= new Connector(settings, seams.lookup ?? lookupAll);
    return connector;
  };
  return {
    allow: (origin) => origins.allow(origin),
    close: () => {
      closed.abort();
      connector?.close();
    },
    send: async (request) => {
      const clock = new PhaseClock();
      const limit = startTimeLimit(request.timeoutMs, request.signal, closed.signal);
      const attempt = new Attempt(request, settings.userAgent, clock, limit);
      try {
        return await Promise.race([limit.reached, attempt.run(origins, connect)]);
      } catch (error) {
        return attempt.failure(error);
      } finally {
        limit.dispose();
      }
    },
  };
}

/** One request on its way: remembers what had arrived when it ends early. */
class Attempt {
  readonly #request: DoorRequest;
  readonly #userAgent: string;
  readonly #clock: PhaseClock;
  readonly #limit: TimeLimit;
  #head: AnswerHead | null = null;

  constructor(request: DoorRequest, userAgent: string, clock: PhaseClock, limit: TimeLimit) {
    this.#request = request;
    this.#userAgent = userAgent;
    this.#clock = clock;
    this.#limit = limit;
  }

  async run(origins: OriginList, connect: () => Connector): Promise<DoorAnswer> {
    if (this.#limit.signal.aborted) return this.#limit.reached;
    const destination = origins.check(this.#request.url);
    const body = bodyOf(this.#request);
    const headers = prepareHeaders(this.#request.headers, {
      host: destination.url.host,
      userAgent: this.#userAgent,
      bodyBytes: body?.byteLength ?? (this.#request.method === "POST" ? 0 : null),
    });
    const { method } = this.#request;
    const stop = this.#limit.signal;
    const opening = connect().open(destination, { method, headers, clock: this.#clock, stop });
    const response = await this.#exchange(opening instanceof Promise ? await opening : opening, body);
    const address = response.socket?.remoteAddress ?? "";
    const { maxBytes = DEFAULT_MAX_BYTES, keepEncoding = false, watch } = this.#request;
    const head = this.#head ?? headOf(response);
    const bytes = await readBody(response, {
      maxBytes,
      keepEncoding,
      stop,
      isComplete: watch?.(head),
    });
    const { startedAtMs } = this.#clock;
    return {
      kind: "answer",
      ...head,
      body: bytes,
      startedAtMs,
      timings: this.#clock.timings(),
      address,
    };
  }

  failure(error: unknown): DoorResult {
    const { failure, detail } = classifyError(error);
    return {
      kind: "failure",
      failure,
      detail,
      status: this.#head?.status ?? null,
      headers: this.#head?.headers ?? {},
      startedAtMs: this.#clock.startedAtMs,
      timings: this.#clock.timings(),
    };
  }

  /** Sends the body and waits for the answer's head. */
  #exchange(opened: ClientRequest, body: Uint8Array | null): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const halt = () => opened.destroy();
      this.#limit.signal.addEventListener("abort", halt, { once: true });
      opened.on("error", reject);
      opened.on("close", () => reject(new DoorStop("unreachable", "connection closed without an answer")));
      opened.on("upgrade", (_response, socket) => {
        socket.destroy();
        reject(new DoorStop("unreachable", "the server switched to another protocol"));
      });
      opened.on("response", (response) => {
        this.#clock.end("firstByte");
        this.#head = headOf(response);
        resolve(response);
      });
      if (this.#limit.signal.aborted) halt();
      else opened.end(body ?? undefined);
    });
  }
}

function bodyOf(request: DoorRequest): Uint8Array | null {
  if (request.body === undefined || request.method !== "POST") return null;
  return typeof request.body === "string" ? new TextEncoder().encode(request.body) : request.body;
}

function headOf(response: IncomingMessage): AnswerHead {
  return { status: response.statusCode ?? 0, headers: headersOf(response) };
}

/** Lower-case names, repeats joined as RFC 9110 §5.3 has it. */
function headersOf(response: IncomingMessage): Record<string, string> {
  const joined = new Map<string, string>();
  const raw = response.rawHeaders;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}
