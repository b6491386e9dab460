import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { FaultAction } from "@/lib/lab/stack/fault-rules";

const OVERSIZED = Buffer.alloc(3 * 1024 * 1024, " ");
const BOMB_BYTES = 32 * 1024 * 1024;
let bomb: Buffer | null = null;

/** A few kilobytes that unpack to 32 MiB of blanks; packed on first use. */
function gzipBomb(): Buffer {
  bomb ??= gzipSync(Buffer.alloc(BOMB_BYTES, " "));
  return bomb;
}

/** What replaces the server's own answer. `date` does not: it only changes a header. */
export type ReplacingFault = Exclude<FaultAction, { readonly kind: "date" }>;

/** Answers in the faulty way. `hang` leaves the request open until the stack closes. */
export function applyFault(action: ReplacingFault, response: ServerResponse): void {
  switch (action.kind) {
    case "hang":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "reset-mid-body":
      response.writeHead(200, { "content-type": "application/json", "content-length": 4096 });
      response.write('{"', () => response.socket?.destroy());
      return;
    case "raw":
      response.socket?.end(Buffer.from(action.bytes, "latin1"));
      return;
    case "drip":
      drip(response);
      return;
    case "redirect":
      response.writeHead(302, { location: action.location, "content-type": "text/html" });
      response.end("<html><body>Found</body></html>");
      return;
    case "oversized":
      response.writeHead(200, { "content-type": "application/json" });
      response.end(OVERSIZED);
      return;
    case "gzip-bomb":
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipBomb());
      return;
    case "answer":
      response.writeHead(action.status, { "content-type": action.contentType, ...action.headers });
      response.end(action.body);
  }
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.write("{");
  const timer = setInterval(() => response.write(" "), 40);
  response.on("close", () => clearInterval(timer));
}
