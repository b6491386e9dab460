import { open, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { RunView } from "@/lib/diagnosis/reduce";
import { AppError } from "@/lib/errors";
import { formats, type ReportFormat } from "@/lib/report/formats/report-formats";
import { describeFileError } from "@/lib/settings/data-folder";
import { quoteWord } from "./looks-like-token";
import type { Terminal } from "./terminal";

/**
 * The report format of that name.
 * @throws AppError BAD_REQUEST naming those there are
 */
export function findFormat(id: string): ReportFormat {
  const format = formats.find((one) => one.id === id);
  if (format !== undefined) return format;
  const known = formats.map((one) => one.id).join(", ");
  throw new AppError("BAD_REQUEST", `--format ${quoteWord(id)} is not a report format.`, `Formats: ${known}.`);
}

/**
 * Makes sure before a run that its report can be written.
 * @throws AppError FILE_UNREADABLE
 */
export async function checkOutput(path: string | undefined, terminal: Terminal): Promise<void> {
  if (path === undefined) return;
  try {
    await (await open(resolve(terminal.cwd, path), "a")).close();
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `--output: ${quoteWord(path)} cannot be written: ${describeFileError(error)}.`,
      "Name another file.",
    );
  }
}

/**
 * Writes the report to the file named, else to stdout. A report that its file does not take goes to stdout instead of
 * being lost: false then, and stderr says why.
 * @throws AppError FILE_UNREADABLE where stdout does not take it either
 */
export async function writeReport(
  view: RunView,
  format: ReportFormat,
  path: string | undefined,
  terminal: Terminal,
): Promise<boolean> {
  if (path === undefined) {
    await writeOut(format.render(view, { colour: terminal.out.colour }), terminal);
    return true;
  }
  const text = format.render(view);
  try {
    await writeFile(resolve(terminal.cwd, path), text);
    return true;
  } catch (error) {
    const why = `--output: ${quoteWord(path)} could not be written: ${describeFileError(error)}`;
    await terminal.err.write(`bonafide: ${why}; the report is on standard output instead.\n`).catch(() => {});
    await writeOut(text, terminal);
    return false;
  }
}

async function writeOut(text: string, terminal: Terminal): Promise<void> {
  try {
    await terminal.out.write(text);
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `Standard output does not take the report: ${describeFileError(error)}.`,
      "Give --output FILE, or send it elsewhere.",
    );
  }
}
