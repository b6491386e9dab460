import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const launcher = fileURLToPath(new URL("../../scripts/bonafide.mjs", import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Launch {
  /** Goes to its standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs the built command line in a process of its own, with this folder as its home and an environment that would
 * mislead the AWS SDK.
 */
export function launchIn(folder: string, words: readonly string[], { input = "", env: more = {} }: Launch = {}) {
  const env = {
    ...more,
    NODE_ENV: "production" as const,
    PATH: process.env.PATH ?? "",
    HOME: folder,
    BONAFIDE_DATA_DIR: join(folder, "data"),
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "ambient-secret",
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    HTTPS_PROXY: "http://127.0.0.1:9",
    HTTP_PROXY: "http://127.0.0.1:9",
  };
  const child = spawn(process.execPath, [launcher, ...words], { env, stdio: "pipe" });
  child.stdin.end(input);
  const text = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    text.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    text.err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => child.on("close", (exitCode) => resolve({ exitCode, ...text })));
  return { child, text, ended };
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
