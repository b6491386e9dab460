import { timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";
import { isAllowedHost } from "./allowed-host";

/** Programs without an Origin send the per-launch token in this header. */
const LAUNCH_TOKEN_HEADER = "x-bonafide-token";
/** One token of 64 kB, escaped, and a target. */
const MAX_BODY_BYTES = 160 * 1024;
/** With a server environment of 256 kB, which may be JSON and so doubly escaped. */
export const MAX_RUN_BODY_BYTES = 800 * 1024;

export interface GuardSettings {
  /** Where the server listens; null when it was not started by `npm start`: then loopback names on any port. */
  readonly origin: string | null;
  readonly launchToken: string | null;
}

/**
 * Checks who asks, on every route: an exact host against DNS rebinding, and no other site's page.
 * @throws AppError FORBIDDEN_HOST, FORBIDDEN_ORIGIN
 */
export function guardRead(headers: Headers, settings: GuardSettings): void {
  const host = headers.get("host");
  if (host === null || !isAllowedHost(host, settings.origin)) {
    throw new AppError(
      "FORBIDDEN_HOST",
      "This host name is not one of Bonafide's own.",
      "Open the address that npm start printed.",
    );
  }
  const site = headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") throw foreign();
  const origin = headers.get("origin");
  if (origin !== null && !isOwnOrigin(origin, settings.origin)) throw foreign();
}

/**
 * Checks a state change on top: JSON, and this page's Origin or the per-launch token.
 * @throws AppError FORBIDDEN_HOST, FORBIDDEN_ORIGIN, UNSUPPORTED_MEDIA_TYPE
 */
export function guardChange(headers: Headers, settings: GuardSettings): void {
  guardRead(headers, settings);
  if (!/^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "")) {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "The content type is not application/json.", "Send JSON.");
  }
  if (headers.get("origin") !== null) return;
  const token = headers.get(LAUNCH_TOKEN_HEADER);
  if (settings.launchToken === null || token === null || !isEqual(token, settings.launchToken)) {
    throw new AppError(
      "FORBIDDEN_ORIGIN",
      "A request without an Origin needs the per-launch token.",
      `Send the token that npm start printed in the header ${LAUNCH_TOKEN_HEADER}.`,
    );
  }
}

function isOwnOrigin(origin: string, own: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.protocol === "http:" && isAllowedHost(url.host, own);
}

function foreign(): AppError {
  return new AppError("FORBIDDEN_ORIGIN", "This request comes from another site.", "Use Bonafide's own page.");
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Reads a JSON body up to the cap.
 * @throws AppError BODY_TOO_LARGE, BAD_REQUEST
 */
export async function readJsonBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new AppError(
        "BODY_TOO_LARGE",
        `The request body is over ${maxBytes / 1024} kB.`,
        "A token has at most 64 kB, a server environment 256 kB.",
      );
    }
    chunks.push(part.value);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new AppError("BAD_REQUEST", "The request body is not JSON.", "Send one JSON object.");
  }
}
