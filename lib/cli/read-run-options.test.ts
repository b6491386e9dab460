import { describe, expect, it } from "vitest";
import { optionFlagName, optionList } from "@/lib/wire/run-options";
import { readRunOptions } from "./read-run-options";
import { runCli } from "./run-cli";
import { createTestTerminal } from "./test-terminal";

async function help(): Promise<string> {
  const terminal = createTestTerminal();
  await runCli(["check", "--help"], terminal);
  return terminal.text().out;
}

describe("check --help", () => {
  it("lists every option of the table that has a flag, under its group", async () => {
    const text = await help();
    for (const { row } of optionList) if (row.flag !== null) expect(text).toContain(row.flag.flags);
    expect(text.indexOf("--permissions")).toBeGreaterThan(text.indexOf("More evidence"));
    expect(text.indexOf("--permissions")).toBeLessThan(text.indexOf("Exchange by STS"));
  });
});

describe("the options of a run as they are typed", () => {
  const read = (typed: Readonly<Record<string, unknown>>) =>
    readRunOptions(typed, createTestTerminal({ variables: { OTHER: "opaque-other" } }));

  it("are read by the kind of their row, and those that were not typed are left out", async () => {
    expect(await read({})).toEqual({});
    const typed = {
      controls: "deep",
      only: "s3, mcp,s3",
      allowTool: ["list_reports", "get_weather"],
      strict: true,
      iam: false,
      timeoutMs: "90",
      runTimeoutMs: "700000",
    };
    expect(await read(typed)).toEqual({
      controls: "deep",
      only: ["s3", "mcp"],
      allowTool: ["list_reports", "get_weather"],
      strict: true,
      timeoutMs: 90,
      runTimeoutMs: 700_000,
    });
    expect((await read({ otherTokenEnv: "OTHER" })).otherToken?.reveal()).toBe("opaque-other");
  });

  it("keep a token out of whatever is said later of a crash", async () => {
    const terminal = createTestTerminal({ variables: { OTHER: " opaque-other\n" } });
    await readRunOptions({ otherTokenEnv: "OTHER" }, terminal);
    expect(terminal.secrets()).toEqual(["opaque-other"]);
  });

  it.each([
    [{ controls: "loud" }, "--controls", "Use on, off or deep."],
    [{ timeoutMs: "49" }, "--timeout-ms is not a number of milliseconds from 50 to 600000.", "For example"],
    [{ timeoutMs: "600001" }, "from 50 to 600000", "For example"],
    [{ runTimeoutMs: "3600001" }, "from 50 to 3600000", "For example"],
    [{ otherTokenEnv: "NONE" }, "--other-token-env: the variable NONE is not set.", "export it"],
  ])("are refused by name: %j", async (typed, message, suggestion) => {
    const fault: unknown = await read(typed).catch((error: unknown) => error);
    expect(fault).toMatchObject({ message: expect.stringContaining(message) });
    expect(fault).toMatchObject({ suggestion: expect.stringContaining(suggestion) });
  });

  it("have flags of their own", () => {
    expect(optionList.flatMap(({ row }) => optionFlagName(row) ?? [])).toContain("--lapsed-token-env");
  });
});
