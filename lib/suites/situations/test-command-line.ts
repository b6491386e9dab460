import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { runCli } from "@/lib/cli/run-cli";
import { createTestTerminal } from "@/lib/cli/test-terminal";

export interface CommandEnd {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of the tests' own, and the command line in this process, at home there. */
export function commandLine() {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bonafide-held-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    folder: () => folder,
    run: async (words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<CommandEnd> => {
      const home = { HOME: folder, BONAFIDE_DATA_DIR: join(folder, "data") };
      const terminal = createTestTerminal({ variables: { ...home, ...variables }, cwd: folder });
      const exitCode = await runCli(words, terminal);
      return { exitCode, ...terminal.text() };
    },
  };
}
