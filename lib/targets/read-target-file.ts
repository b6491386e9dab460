import { readFile, stat } from "node:fs/promises";
import type { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import { decodeMarkedText } from "@/lib/marked-text";
import { findNearestName } from "@/lib/nearest-name";
import { describeFileError } from "@/lib/settings/data-folder";
import { type TargetFile, targetFileSchema } from "@/lib/wire/target-schema";
import { locateJsonError } from "./locate-json-error";
import { findLogIssue, type TargetIssue } from "./log-settings";
import { keysAt } from "./schema-keys";

const maxBytes = 1024 * 1024;
const mend = "Correct it there and run again.";

/**
 * Reads and checks a target file (DESIGN §5), without resolving anything it names.
 * @throws AppError FILE_UNREADABLE or BAD_TARGET, which says file, place and what would mend it
 */
export async function readTargetFile(path: string): Promise<TargetFile> {
  return parseTarget(parseJson(await readText(path), path), path);
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes)
      throw new AppError("BAD_TARGET", `${path} is over 1 MiB.`, "A target file is a small JSON file.");
    return decodeMarkedText(await readFile(path)).text;
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError(
      "FILE_UNREADABLE",
      `The target file ${path} cannot be read: ${describeFileError(error)}.`,
      "Check its path.",
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = locateJsonError(text);
    throw new AppError(
      "BAD_TARGET",
      `${path} is not valid JSON: line ${line}, column ${column}.`,
      "Look for a missing or trailing comma, a missing quote, or a comment there.",
    );
  }
}

/**
 * Checks a target, from wherever it came. `where` begins each message: a file name, "the target".
 * @throws AppError BAD_TARGET for the first fault; an unknown key is one
 */
export function parseTarget(
  raw: unknown,
  where: string,
  nameOf: (path: string) => string = (path) => path,
): TargetFile {
  const parsed = targetFileSchema.safeParse(raw);
  const found = parsed.success ? findLogIssue(parsed.data.logs ?? []) : firstIssue(parsed.error);
  if (parsed.success && found === null) return parsed.data;
  if (found === null) throw new AppError("BAD_TARGET", `${where} is not a target.`, mend);
  const { issue, known } = found;
  if (issue.code === "unrecognized_keys") throw unknownKey(where, issue, known);
  const path = printPath(issue.path);
  const subject = path === "" ? "it" : nameOf(path);
  throw new AppError("BAD_TARGET", `${where}: ${subject} ${describeIssue(issue)}.`, mend);
}

function firstIssue({ issues: [issue] }: z.ZodError): TargetIssue | null {
  return issue === undefined ? null : { issue, known: keysAt(targetFileSchema, issue.path) };
}

function unknownKey(
  where: string,
  issue: { readonly keys: readonly string[]; readonly path: readonly PropertyKey[] },
  known: readonly string[],
): AppError {
  const parent = printPath(issue.path);
  const within = parent === "" ? "" : `${parent}.`;
  const key = issue.keys[0] ?? "";
  const nearest = findNearestName(key, known);
  const hint = nearest === undefined ? "" : `: did you mean ${within}${nearest}?`;
  return new AppError(
    "BAD_TARGET",
    `${where}: ${within}${key.slice(0, 80)} is not a known key of the target${hint}${hint === "" ? "." : ""}`,
    known.length === 0 ? mend : `Known keys here: ${known.join(", ")}.`,
  );
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" || issue.code === "invalid_format") {
    // What stands before an @ may be a password.
    return issue.message.replace(/[^\s/]*@/g, "").replace(/\.$/, "");
  }
  const message = issue.message.replace(/^(Invalid input|Invalid option|Too (small|big)): /, "");
  return `is not valid: ${message}`;
}

function printPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}
