import { describe, expect, it } from "vitest";
import { buildProgram } from "./build-program";

const nothing = async () => {};
const check = buildProgram({ check: nothing, inspect: nothing, lab: nothing }, () => {}).commands.find(
  (command) => command.name() === "check",
);
const help = check?.helpInformation() ?? "";
const headings = help.split("\n").filter((line) => /^[A-Z].*:$/.test(line));

describe("bonafide check --help", () => {
  it("groups the options by what they are for, the usual first", () => {
    expect(headings.slice(0, 4)).toEqual([
      "Token (exactly one):",
      "Target (a file or a saved one, and single fields over it):",
      "Report:",
      "What is checked:",
    ]);
    expect(help.indexOf("--token-env")).toBeLessThan(help.indexOf("--target-file"));
  });

  it("leaves no option without a group, and shows each once", () => {
    // Commander's own group, which holds --help alone.
    expect(help.trim().split("\n").slice(-2)).toEqual(["Options:", expect.stringContaining("-h, --help")]);
    const names = help.match(/^ {2}--[a-z0-9-]+/gm) ?? [];
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(check?.options.length ?? 0);
  });
});
