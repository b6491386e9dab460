import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli";
import { createTestTerminal } from "./test-terminal";

// Looks like a token in every respect; signed with nothing.
const token = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"id":"sentinel"}').toString("base64url")}.${"A".repeat(43)}`;
const catalog = ["--catalog-url", "https://catalog.example.org"];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-cli-"));
  await writeFile(join(folder, "good.json"), '{ "catalogUrl": "https://catalog.example.org" }');
  await writeFile(join(folder, "typo.json"), '{ "catalogURL": "https://catalog.example.org" }');
  await writeFile(join(folder, "two-words"), "one two");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runWith(words: readonly string[], input?: string) {
  const terminal = createTestTerminal({
    variables: { BONAFIDE_DATA_DIR: folder, TOKEN: token, EMPTY: "" },
    cwd: folder,
    ...(input === undefined ? {} : { input }),
  });
  const exitCode = await runCli(words, terminal);
  return { exitCode, ...terminal.text() };
}

describe("bonafide", () => {
  it.each([
    [["--help"], "Usage: bonafide"],
    [["check", "--help"], "--token-env <var>"],
    [["token", "inspect", "--help"], "--public-key-file <file>"],
    [["--version"], "0.1.0"],
  ])("%j prints on stdout and ends with 0", async (words, text) => {
    const { exitCode, out, err } = await runWith(words);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(out).toContain(text);
  });

  it.each([[["--help"]], [["--version"]], [["lab", "--list"]], [["token", "inspect", "--token-env", "TOKEN"]]])(
    "%j says where stdout takes nothing, without a stack",
    async (words) => {
      const terminal = createTestTerminal({ variables: { BONAFIDE_DATA_DIR: folder, TOKEN: token }, cwd: folder });
      const write = () => Promise.reject(Object.assign(new Error("write failed"), { code: "ENOSPC" }));
      expect(await runCli(words, { ...terminal, out: { ...terminal.out, write } })).toBe(2);
      expect(terminal.text().err).toMatch(
        /^bonafide: Standard output does not take the \w+: the disk is full\.\n.*\n$/,
      );
    },
  );

  it("leaves no file for a report of what cannot run", async () => {
    const words = ["check", "--token-env", "TOKEN", ...catalog, "--only", "nope", "--output", "left.json"];
    expect((await runWith(words)).exitCode).toBe(2);
    expect(await readdir(folder)).not.toContain("left.json");
  });

  it.each([
    [["chekc"], "There is no such command. Commands: check, token, lab"],
    [[], "A command is missing. Commands: check, token, lab."],
    [["check", "stray"], "bonafide check takes options only;"],
    [["check", ...catalog, "--token-env", "constructor"], "--token-env: the variable that it names is not set."],
    [
      ["check", ...catalog, "--token-env", "TOKEN", "--secret-env", "toString"],
      "signature.secretEnv names an environment variable, which is not set.",
    ],
    [["check", "--colour"], "There is no option --colour."],
    [["check", "--token-env"], "An option lacks its value: --token-env <var>."],
    [["check", ...catalog], "There is no token."],
    [["check", ...catalog, "--token-env", "NOT_SET"], "--token-env: the variable NOT_SET is not set."],
    [["check", ...catalog, "--token-env", "EMPTY"], "--token-env: the variable EMPTY is empty."],
    [["check", ...catalog, "--token-env", "TOKEN", "--token-stdin"], "The token is named more than once."],
    [["check", ...catalog, "--token-file", "none"], '--token-file: "none" cannot be read: there is no such file.'],
    [["check", ...catalog, "--token-file", "two-words"], "The token has a space"],
    [["check", "--token-env", "TOKEN"], "catalogUrl or registryUrl is required."],
    [["check", "--token-env", "TOKEN", "--catalog-url", "catalog.example.org"], "--catalog-url is not an http(s) URL"],
    [["check", "--token-env", "TOKEN", ...catalog, "--min-keys", "few"], "--min-keys is not a whole number."],
    [
      ["check", "--token-env", "TOKEN", ...catalog, "--expect-account", "12"],
      "--expect-account is not a 12-digit account id",
    ],
    [
      ["check", "--token-env", "TOKEN", ...catalog, "--mcp-url", "m.example.org/mcp"],
      "--mcp-url is not an http(s) URL",
    ],
    [["check", "--token-env", "TOKEN", ...catalog, "--controls", "loud"], '--controls "loud" is not known.'],
    [["check", "--token-env", "TOKEN", "--no-token", ...catalog], "The token is named more than once."],
    [["check", "--no-token", ...catalog, "--base-env-prefix", ""], "--base-env-prefix"],
    [["check", "--no-token", ...catalog, "--base-env-prefix", "UNSET_"], "UNSET_AWS_ACCESS_KEY_ID, which is not set"],
    [["check", "--no-token", ...catalog, "--role-arn", "Reader"], "is not the ARN of a role"],
    [["check", "--token-env", "TOKEN", ...catalog, "--only", "exchnage"], "did you mean exchange?"],
    [
      ["check", "--token-env", "TOKEN", ...catalog, "--timeout-ms", "1"],
      "--timeout-ms is not a number of milliseconds",
    ],
    [["check", "--token-env", "TOKEN", ...catalog, "--format", "xml"], '--format "xml" is not a report format.'],
    [
      ["check", "--token-env", "TOKEN", ...catalog, "--secret-env", "NOT_SET"],
      "signature.secretEnv names the environment variable NOT_SET, which is not set.",
    ],
    [
      ["check", "--token-env", "TOKEN", "--target", "x", "--target-file", "y"],
      "--target and --target-file are both given.",
    ],
    [["check", "--token-env", "TOKEN", "--target", "staging"], 'There is no saved target "staging".'],
    [["check", "--token-env", "TOKEN", "--target-file", "typo.json"], "did you mean catalogUrl?"],
    [
      ["check", "--token-env", "TOKEN", "--target-file", "good.json", "--subject", "a"],
      'The target has no subject "a"',
    ],
    [
      ["check", "--token-env", "TOKEN", ...catalog, "--output", "no/such/folder"],
      '--output: "no/such/folder" cannot be written',
    ],
  ])("%j ends with 2, says why on stderr and leaves stdout empty", async (words, message) => {
    const { exitCode, out, err } = await runWith(words);
    expect(err).toContain(message);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  });

  it.each([
    [["check", "--token", token]],
    [["check", `--token=${token}`]],
    [["check", ...catalog, token]],
    [[token]],
    [["token", "inspect", token]],
    [["check", `--${token}`]],
    [["check", ...catalog, "--token-env", token]],
    [["check", ...catalog, "--token-env", "qk_0123456789abcdef0123456789abcdef"]],
    [["check", ...catalog, "--token-file", token]],
    [["check", "--token-env", "TOKEN", ...catalog, "--format", token]],
    [["check", "--token-env", "TOKEN", ...catalog, "--controls", token]],
    [["check", "--token-env", "TOKEN", ...catalog, "--only", token]],
    [["check", "--token-env", "TOKEN", ...catalog, "--secret-env", token]],
    [["check", "--token-env", "TOKEN", "--target", token]],
    [["check", "--token-env", "TOKEN", "--target-file", token]],
    [["check", "--token-env", "TOKEN", ...catalog, "--subject", token]],
    [["check", "--token-env", "TOKEN", ...catalog, "--min-keys", token]],
    [["check", "--token-env", "TOKEN", "--catalog-url", token]],
    [["lab", "--scenario", token]],
  ])("never repeats a token that stands among the arguments (case %#)", async (words) => {
    const { exitCode, out, err } = await runWith(words);
    expect(exitCode).toBe(2);
    for (const secret of [token, token.slice(21, 40), "A".repeat(20), "qk_0123"]) {
      expect(err).not.toContain(secret);
      expect(out).not.toContain(secret);
    }
  });

  it("says how to hand over a token that was given as an argument", async () => {
    const { err } = await runWith(["check", "--token", token]);
    expect(err).toContain("--token-env VAR");
  });

  it("shows the redacted stack of its own crash, and what to do", async () => {
    const opaque = "opaque-sesame-0123456789";
    const plain = createTestTerminal({ variables: { BONAFIDE_DATA_DIR: folder, TOKEN: token }, cwd: folder });
    const readInput = async () => {
      plain.keepSecret(opaque);
      throw new TypeError(`no input for ${token} and ${opaque}`);
    };
    const words = ["check", ...catalog, "--token-stdin", "--query", "TOKEN"];
    expect(await runCli(words, { ...plain, readInput })).toBe(70);
    const { out, err } = plain.text();
    expect(out).toBe("");
    expect(err).toMatch(/^bonafide itself crashed, and no report was made\. This says nothing about the target\.\n/);
    expect(err).toContain("Run it again");
    expect(err).toMatch(/TypeError: no input for [\s\S]*run-cli\.test\.ts/);
    for (const secret of [token.slice(21, 40), "A".repeat(20), "sesame"]) expect(err).not.toContain(secret);
  });

  it("gives its exit code where nobody reads its messages", async () => {
    const plain = createTestTerminal();
    const err = { colour: false, write: () => Promise.reject(new Error("gone")) };
    expect(await runCli(["check", "--colour"], { ...plain, err })).toBe(2);
  });
});
