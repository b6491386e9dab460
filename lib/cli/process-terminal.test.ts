import { afterEach, describe, expect, it, vi } from "vitest";
import { createProcessTerminal } from "./process-terminal";
import { runCli } from "./run-cli";
import { createTestTerminal } from "./test-terminal";

afterEach(() => vi.restoreAllMocks());

describe("in a folder that was removed", () => {
  async function runThere(words: readonly string[]) {
    vi.spyOn(process, "cwd").mockImplementation(() => {
      throw Object.assign(new Error("uv_cwd"), { code: "ENOENT" });
    });
    const { out, err, text } = createTestTerminal();
    const terminal = Object.assign(createProcessTerminal({ BONAFIDE_DATA_DIR: "/nowhere" }), { out, err });
    return { exitCode: await runCli(words, terminal), ...text() };
  }

  it("says so, without a stack", async () => {
    const { exitCode, err } = await runThere(["check", "--catalog-url", "https://catalog.example.org", "--no-token"]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^bonafide: The current folder cannot be used: [^\n]*\n {2}Change to another folder[^\n]*\n$/);
  });

  it("still helps", async () => {
    expect(await runThere(["--help"])).toMatchObject({ exitCode: 0, err: "" });
  });
});
