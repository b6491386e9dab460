import { access, constants, open, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { RunView } from "@/lib/diagnosis/reduce";
import { AppError } from "@/lib/errors";
import type { ReportFormat } from "@/lib/report/formats/report-format";
import { findReportFormat, formats, listReportFormats } from "@/lib/report/formats/report-formats";
import { describeFileError, isNotFound } from "@/lib/settings/data-folder";
import { quoteWord } from "./looks-like-token";
import type { Terminal } from "./terminal";
import { writeOut } from "./write-out";

/**
 * The report format of that name.
 * @throws AppError BAD_REQUEST naming those there are
 */
export function findFormat(id: string, list: readonly ReportFormat[] = formats): ReportFormat {
  const format = findReportFormat(id, list);
  if (format !== undefined) return format;
  throw new AppError(
    "BAD_REQUEST",
    `--format ${quoteWord(id)} is not a report format.`,
    `Formats: ${listReportFormats(list)}.`,
  );
}

/**
 * Makes sure before a run that its report can be written.
 * @throws AppError BAD_REQUEST for a format that needs a file and got none, FILE_UNREADABLE
 */
export async function checkOutput(format: ReportFormat, path: string | undefined, terminal: Terminal): Promise<void> {
  if (path === undefined) {
    if (format.needsFile !== true) return;
    throw new AppError("BAD_REQUEST", `--format ${format.id} needs a file.`, "Name one with --output FILE.");
  }
  try {
    const place = resolve(terminal.cwd, path);
    // A pipe that is opened and closed again has ended for whoever reads it.
    if (await isPipe(place)) await access(place, constants.W_OK);
    else await (await open(place, "a")).close();
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `--output: ${quoteWord(path)} cannot be written: ${describeFileError(error)}.`,
      "Name another file.",
    );
  }
}

async function isPipe(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFIFO();
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Where a report goes, and how much of it. */
export interface ReportOutput {
  readonly format: ReportFormat;
  /** Null: stdout. */
  readonly path: string | null;
  readonly verbose: boolean;
}

/**
 * Writes the report to the file named, else to stdout. A report that its file does not take goes to stdout instead of
 * being lost: false then, and stderr says why.
 * @throws AppError FILE_UNREADABLE where stdout does not take it either
 */
export async function writeReport(view: RunView, output: ReportOutput, terminal: Terminal): Promise<boolean> {
  const { format, path, verbose } = output;
  const body = await format.render(view, { colour: path === null && terminal.out.colour, verbose });
  if (path === null) {
    await writeOut(body, "the report", terminal);
    return true;
  }
  try {
    await writeFile(resolve(terminal.cwd, path), body);
    return true;
  } catch (error) {
    const why = `--output: ${quoteWord(path)} could not be written: ${describeFileError(error)}`;
    await terminal.err.write(`bonafide: ${why}; the report is on standard output instead.\n`).catch(() => {});
    await writeOut(body, "the report", terminal);
    return false;
  }
}

/** Whether a person reads the report where progress is shown: then progress leaves out what the report will say. */
export function isReportShown({ format, path }: ReportOutput): boolean {
  return path === null && format.isForTerminal === true;
}
