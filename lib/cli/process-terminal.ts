import type { Variables } from "@/lib/settings/read-env";
import { type Stream, type Terminal, wantsColour } from "./terminal";

function toStream(stream: NodeJS.WriteStream, variables: Variables): Stream {
  // A reader that has seen enough (head) closes the pipe: that is no fault.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    colour: wantsColour(variables, stream.isTTY === true),
    write: (body) =>
      new Promise((resolve) => {
        stream.write(body, () => resolve());
      }),
  };
}

async function readInput(maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  return Buffer.concat(chunks);
}

function onInterrupt(callback: () => void): () => void {
  let seen = 0;
  const listener = () => {
    seen += 1;
    if (seen > 1) process.exit(130);
    callback();
  };
  process.on("SIGINT", listener);
  process.on("SIGTERM", listener);
  return () => {
    process.off("SIGINT", listener);
    process.off("SIGTERM", listener);
  };
}

/** The terminal of this process. A second interrupt ends it at once. */
export function createProcessTerminal(variables: Variables): Terminal {
  return {
    out: toStream(process.stdout, variables),
    err: toStream(process.stderr, variables),
    variables,
    cwd: process.cwd(),
    readInput,
    onInterrupt,
  };
}
