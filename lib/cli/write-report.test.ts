import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formats } from "@/lib/report/formats/report-formats";
import { bytesFormat, fileFormat, formatsWithBytes } from "@/lib/report/test-formats";
import { foldSample, sampleEvents } from "@/lib/report/test-run";
import { createTestTerminal } from "./test-terminal";
import { checkOutput, findFormat, isReportShown, writeReport } from "./write-report";

const view = foldSample(sampleEvents);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-write-report-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("writing a report", () => {
  it("finds each format by its name, and names them all for a stranger", () => {
    expect(formatsWithBytes.map(({ id }) => findFormat(id, formatsWithBytes))).toEqual(formatsWithBytes);
    expect(() => findFormat("pdf", formatsWithBytes)).toThrow(
      expect.objectContaining({ suggestion: `Formats: ${formatsWithBytes.map(({ id }) => id).join(", ")}.` }),
    );
  });

  it("waits for bytes and leaves them as they are, on stdout and in a file", async () => {
    const written: (string | Uint8Array)[] = [];
    const terminal = createTestTerminal({ cwd: folder });
    const out = { ...terminal.out, write: async (body: string | Uint8Array) => void written.push(body) };
    await writeReport(view, { format: bytesFormat, path: null, verbose: false }, { ...terminal, out });
    expect(written).toEqual([new Uint8Array([0, 255, 254, 10, 5])]);
    await writeReport(view, { format: bytesFormat, path: "report.bin", verbose: false }, { ...terminal, out });
    expect([...(await readFile(join(folder, "report.bin")))]).toEqual([0, 255, 254, 10, 5]);
    expect(written).toHaveLength(1);
  });

  it("puts no colour into a file", async () => {
    const terminal = createTestTerminal({ cwd: folder });
    const coloured = { ...terminal, out: { ...terminal.out, colour: true } };
    const output = { format: findFormat("pretty"), verbose: true };
    await writeReport(view, { ...output, path: "report.txt" }, coloured);
    expect(await readFile(join(folder, "report.txt"), "utf8")).not.toContain("\u001b[");
    await writeReport(view, { ...output, path: null }, coloured);
    expect(terminal.text().out).toContain("\u001b[");
  });

  it("wants a file for a format that a terminal is of no use to, before anything runs", async () => {
    const terminal = createTestTerminal({ cwd: folder });
    await expect(checkOutput(fileFormat, undefined, terminal)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "--format bytes-in-file needs a file.",
    });
    await checkOutput(fileFormat, "later.bin", terminal);
    await checkOutput(bytesFormat, undefined, terminal);
  });

  it("ends a named pipe only after the report", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const terminal = createTestTerminal({ cwd: folder });
    const read = readFile(join(folder, "pipe"), "utf8");
    const format = findFormat("json");
    await checkOutput(format, "pipe", terminal);
    await writeReport(view, { format, path: "pipe", verbose: false }, terminal);
    expect(JSON.parse(await read)).toHaveProperty("run");
  });

  it("knows which reports a person reads beside the progress", () => {
    const shown = formats.filter((format) => isReportShown({ format, path: null, verbose: false }));
    expect(shown.map(({ id }) => id)).toEqual(["pretty"]);
    expect(isReportShown({ format: findFormat("pretty"), path: "report.txt", verbose: false })).toBe(false);
  });
});
