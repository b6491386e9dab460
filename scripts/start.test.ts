import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const start = fileURLToPath(new URL("./start.mjs", import.meta.url));

describe("npm start", () => {
  it.each([
    [["--host", "0.0.0.0"], "--host 0.0.0.0 is refused"],
    [["--host", "::"], "--host :: is refused"],
    [["--host", "192.0.2.1"], "--host 192.0.2.1 is refused"],
    [["--port", "70000"], '"70000" is not a port'],
    [["--port", "http"], '"http" is not a port'],
    [["--bind", "x"], "Usage: npm start"],
  ])("refuses %j with exit code 2 before it does anything", (words, message) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [start, ...words], { encoding: "utf8" });
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});
