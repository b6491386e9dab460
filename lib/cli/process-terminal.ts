import { AppError } from "@/lib/errors";
import { describeFileError } from "@/lib/settings/data-folder";
import type { Variables } from "@/lib/settings/read-env";
import { type Stream, type Terminal, wantsColour } from "./terminal";

/** Standard error that fails leaves nobody to tell; of standard output the writer must know. */
function toStream(stream: NodeJS.WriteStream, variables: Variables, ifFails: "reject" | "ignore"): Stream {
  // Whoever writes hears of it; here it would end the process in the middle of a run.
  stream.on("error", () => {});
  return {
    colour: wantsColour(variables, stream.isTTY === true),
    write: (body) =>
      new Promise((resolve, reject) => {
        stream.write(body, (error) => {
          // A reader that has seen enough (head) closes the pipe: that is no fault.
          if (error == null || ifFails === "ignore" || readerLeft(error)) resolve();
          else reject(error);
        });
      }),
  };
}

function readerLeft(error: Error): boolean {
  return (
    "code" in error && ["EPIPE", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"].includes(String(error.code))
  );
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

/** @throws AppError FILE_UNREADABLE where the folder was removed under the shell */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `The current folder cannot be used: ${describeFileError(error)}.`,
      "Change to another folder, and run again there.",
    );
  }
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
  const secrets: string[] = [];
  return {
    keepSecret: (value) => void secrets.push(value),
    secrets: () => secrets,
    out: toStream(process.stdout, variables, "reject"),
    err: toStream(process.stderr, variables, "ignore"),
    variables,
    get cwd() {
      return currentFolder();
    },
    readInput,
    onInterrupt,
  };
}
