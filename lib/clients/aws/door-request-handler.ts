import { Readable } from "node:stream";
import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import type { AwsCallInput } from "./aws-call";

/** The parts of the SDK's `HttpRequest` that are sent. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/**
 * A `requestHandler` of the AWS SDK for JavaScript v3 that sends through the guarded door and remembers what came.
 * It adds no header, so what was signed is what is sent; the door sets its own user agent, which is never signed.
 */
export class DoorRequestHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly #call: Pick<AwsCallInput, "send" | "signal" | "timeoutMs">;
  #last: DoorResult | null = null;

  constructor(call: Pick<AwsCallInput, "send" | "signal" | "timeoutMs">) {
    this.#call = call;
  }

  /** The last raw answer; null before any. */
  get last(): DoorResult | null {
    return this.#last;
  }

  /** @throws when there was no answer; `last` says why. */
  async handle(request: SdkRequest): Promise<{ response: SdkResponse }> {
    const result = await this.#call.send(this.#toDoor(request));
    this.#last = result;
    if (result.kind === "failure") throw new Error(`no answer: ${result.failure}`);
    const body = Readable.from([withoutMark(result.body)], { objectMode: false });
    return { response: { statusCode: result.status, headers: { ...result.headers }, body } };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }

  destroy(): void {}

  #toDoor(request: SdkRequest): DoorRequest {
    const { timeoutMs, signal } = this.#call;
    const body = bodyOf(request.body);
    return {
      method: methodOf(request.method),
      url: urlOf(request),
      headers: request.headers,
      ...(body === null ? {} : { body }),
      timeoutMs,
      signal,
    };
  }
}

/** The SDK's XML parser stumbles over a byte order mark. */
function withoutMark(body: Uint8Array): Buffer {
  const bytes = Buffer.from(body);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function methodOf(method: string): DoorRequest["method"] {
  if (method === "GET" || method === "HEAD" || method === "POST") return method;
  throw new Error("the SDK chose a method that writes");
}

function bodyOf(body: unknown): string | Uint8Array | null {
  if (body === undefined || body === null || body === "") return null;
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  throw new Error("the SDK gave a body that is neither text nor bytes");
}

function urlOf(request: SdkRequest): string {
  const port = request.port === undefined ? "" : `:${request.port}`;
  const query = queryOf(request.query ?? {});
  return `${request.protocol}//${request.hostname}${port}${request.path}${query === "" ? "" : `?${query}`}`;
}

/** The query exactly as SigV4 canonicalises it (AWS, "Create a signed request", step 1). */
function queryOf(query: Readonly<Record<string, string | string[] | null>>): string {
  return Object.keys(query)
    .sort()
    .flatMap((name) => {
      const value = query[name];
      if (value === null || value === undefined) return [escapeUri(name)];
      return [value].flat().map((one) => `${escapeUri(name)}=${escapeUri(one)}`);
    })
    .join("&");
}

function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
