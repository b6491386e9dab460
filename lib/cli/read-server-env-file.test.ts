import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppError, isAppError } from "@/lib/errors";
import { readServerEnv } from "@/lib/run/parse-server-env";
import { readServerEnvFile } from "./read-server-env-file";
import { createTestTerminal } from "./test-terminal";

const two = "services:\n  web:\n    environment: [A=1]\n  api:\n    environment: [A=2]\n";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-server-env-"));
  await writeFile(join(folder, "server.env"), "SECRET=hunter2hunter2\n");
  await writeFile(join(folder, "two.yml"), two);
  await writeFile(join(folder, "odd#api"), "B=1\n");
  await writeFile(join(folder, "utf16"), Buffer.from("\uFEFFA=1\n", "utf16le"));
  await writeFile(join(folder, "latin1"), Buffer.from("A=\xfcber\n", "latin1"));
  await writeFile(join(folder, "big"), "A=".padEnd(2_000_000, "x"));
  await writeFile(join(folder, "empty"), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (given: string, input = "", tokenStdin = false) => {
  const terminal = createTestTerminal({ cwd: folder, input });
  const { serverEnv, serverEnvService } = await readServerEnvFile(given, tokenStdin, terminal);
  return readServerEnv(serverEnv ?? "", serverEnvService);
};

async function faultOf(given: string, tokenStdin = false): Promise<AppError> {
  const error: unknown = await read(given, "", tokenStdin).catch((caught: unknown) => caught);
  if (isAppError(error)) return error;
  throw new Error("it was read");
}

describe("--server-env", () => {
  it.each([
    ["server.env", "", ["SECRET", "hunter2hunter2"]],
    ["two.yml#api", "", ["A", "2"]],
    ["odd#api", "", ["B", "1"]],
    ["-", "C=3\n", ["C", "3"]],
    ["-#web", two, ["A", "1"]],
  ])("reads %s", async (given, input, expected) => {
    const { variables } = await read(given, input);
    expect(variables.map(({ name, value }) => [name, value?.reveal()])).toEqual([expected]);
  });

  it.each([
    ["no-such.env", "FILE_UNREADABLE", /"no-such.env" cannot be read: there is no such file/],
    [".", "FILE_UNREADABLE", /it is a folder/],
    ["two.yml", "BAD_SERVER_ENV", /several services.*web, api/],
    ["two.yml#db", "BAD_SERVER_ENV", /no service with the given name/],
    ["server.env#api", "BAD_SERVER_ENV", /env file, which has no services/],
    ["utf16", "BAD_SERVER_ENV", /binary, or not UTF-8/],
    ["latin1", "BAD_SERVER_ENV", /binary, or not UTF-8/],
    ["big", "BAD_SERVER_ENV", /over 1 MiB/],
    ["empty", "BAD_SERVER_ENV", /empty/],
  ])("says of %s what is wrong", async (given, code, message) => {
    const fault = await faultOf(given);
    expect(fault.code).toBe(code);
    expect(fault.message).toMatch(message);
    expect(fault.suggestion).not.toBe("");
    expect(fault.message).not.toContain("hunter2");
  });

  it("does not share standard input with the token", async () => {
    expect((await faultOf("-", true)).message).toContain("both read standard input");
  });
});
