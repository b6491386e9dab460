import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { DoorStop } from "./door-stop";

/** How long a body that is complete already may take to end of itself, so that its connection can be used again, ms. */
const END_GRACE_MS = 50;

export interface ReadHow {
  readonly maxBytes: number;
  readonly keepEncoding: boolean;
  readonly stop: AbortSignal;
  readonly isComplete?: ((chunk: Uint8Array) => boolean) | null | undefined;
}

/**
 * Reads an answer's body, undoing one content encoding though none was asked for (unless it is to be kept).
 * What counts against `maxBytes` are decoded bytes, so a compressed bomb stops as early as a plain one.
 *
 * @param how.stop ends the reading at once; the caller settles the request itself.
 * @param how.isComplete is given each decoded chunk once, and ends the reading with what there is; null ends it at once.
 * @throws {DoorStop} `too-large`, or `bad-http` for an encoding that is chained, unknown or damaged.
 */
export async function readBody(response: IncomingMessage, how: ReadHow): Promise<Uint8Array> {
  const { stop } = how;
  const halt = () => response.destroy();
  stop.addEventListener("abort", halt, { once: true });
  try {
    const encoding = how.keepEncoding ? "identity" : encodingOf(response);
    const body = await (encoding === "identity" ? collect(response, how) : decode(response, encoding, how));
    if (!response.complete) halt();
    return body;
  } catch (error) {
    halt();
    throw error;
  } finally {
    stop.removeEventListener("abort", halt);
  }
}

function collect(source: NodeJS.ReadableStream, { maxBytes, isComplete }: ReadHow): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let grace: NodeJS.Timeout | null = null;
    const finish = () => {
      if (grace !== null) clearTimeout(grace);
      resolve(new Uint8Array(Buffer.concat(chunks)));
    };
    if (isComplete === null) grace = setTimeout(finish, END_GRACE_MS);
    source.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(new DoorStop("too-large", `the answer's body is over ${maxBytes} bytes`));
      else chunks.push(chunk);
      if (grace === null && isComplete?.(chunk) === true) grace = setTimeout(finish, END_GRACE_MS);
    });
    source.on("end", finish);
    source.on("error", reject);
    source.on("close", () => reject(new DoorStop("unreachable", "connection closed before the answer was complete")));
  });
}

/** Feeds the body to a decoder, which is made when the first bytes are seen: an empty body needs none. */
async function decode(response: IncomingMessage, encoding: string, how: ReadHow): Promise<Uint8Array> {
  const made: Transform[] = [];
  try {
    return await new Promise((resolve, reject) => {
      const start = (first: Buffer) => {
        const decoder = decoderFor(encoding, first);
        made.push(decoder);
        decoder.on("drain", () => response.resume());
        collect(decoder, how).then(resolve, reject);
        return decoder;
      };
      response.on("data", (chunk: Buffer) => {
        const decoder = made[0] ?? start(chunk);
        if (!decoder.write(chunk)) response.pause();
      });
      response.on("end", () => (made[0] === undefined ? resolve(new Uint8Array(0)) : made[0].end()));
      response.on("error", reject);
      response.on("close", () => {
        if (!response.complete) reject(new DoorStop("unreachable", "connection closed before the answer was complete"));
      });
    });
  } catch (error) {
    made[0]?.destroy();
    throw isDamaged(error) ? new DoorStop("bad-http", `the answer's ${encoding} body is damaged`) : error;
  }
}

function encodingOf(response: IncomingMessage): string {
  const listed = (response.headers["content-encoding"] ?? "").toLowerCase().split(",");
  const encodings = listed.map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
  if (encodings.length > 1) throw new DoorStop("bad-http", "the answer's body is encoded several times over");
  const encoding = encodings[0] ?? "identity";
  if (!["identity", "gzip", "x-gzip", "deflate", "br"].includes(encoding)) {
    throw new DoorStop("bad-http", "the answer's body is in an encoding that was not asked for");
  }
  return encoding;
}

function decoderFor(encoding: string, first: Buffer): Transform {
  if (encoding === "br") return createBrotliDecompress();
  if (encoding !== "deflate") return createGunzip();
  // "deflate" is meant to be zlib (RFC 9110 §8.4.1.2); some servers send it raw.
  const wrapped = ((first[0] ?? 0) & 0x0f) === 8;
  return wrapped ? createInflate() : createInflateRaw();
}

function isDamaged(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/.test(error.code);
}
