import { parse } from "dotenv";
import { Secret } from "@/lib/secret";
import type { ServerVariable } from "./server-environment";

export interface EnvFile {
  /** In the order of the file, doubled names included. */
  readonly variables: readonly ServerVariable[];
  readonly unreadLines: number;
  /** Right-hand sides as they stand, for the redactor: readers differ in what they take off. */
  readonly raw: readonly { readonly name: string; readonly text: string }[];
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/;
const BARE = /^\s*[A-Za-z_]\w*\s*$/;

/** Whether a text has a line that assigns something. */
export function hasAssignment(text: string): boolean {
  return text.split(/\r?\n/).some((line) => ASSIGNMENT.test(line));
}

/**
 * Reads an env file as quilt-mcp's own `.env` and compose's `env_file` are read: outer quotes are taken off, a value in
 * quotes may go over lines, `#` after a blank begins a comment, and the last of two equal names wins.
 * `docker run --env-file` differs: it keeps quotes, knows no `export`, and takes `#` as it stands.
 */
export function readEnvFile(text: string): EnvFile {
  const lines = text.split(/\r?\n/);
  const variables: ServerVariable[] = [];
  const raw: { name: string; text: string }[] = [];
  let unreadLines = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, start] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined || start === undefined) {
      // A bare name is passed on from the shell that starts the server.
      if (BARE.test(line)) variables.push({ name: line.trim(), value: null });
      else unreadLines += 1;
      continue;
    }
    const more = linesOfQuoted(lines, at, start);
    const entry = [start, ...lines.slice(at + 1, at + 1 + more)].join("\n");
    at += more;
    raw.push({ name, text: entry });
    variables.push(toVariable(name, entry));
  }
  return { variables, unreadLines, raw };
}

/** How many further lines a value in quotes goes over; none if its quote is never closed. */
function linesOfQuoted(lines: readonly string[], at: number, start: string): number {
  const quote = quoteOf(start);
  if (quote === null || closes(start.slice(1), quote)) return 0;
  // Keys of several lines are long, but no file is one value.
  for (let more = 1; more <= 400 && at + more < lines.length; more += 1) {
    if (closes(lines[at + more] ?? "", quote)) return more;
  }
  return 0;
}

function quoteOf(text: string): string | null {
  return /^["'`]/.exec(text)?.[0] ?? null;
}

function closes(text: string, quote: string): boolean {
  return text.replaceAll(`\\${quote}`, "").includes(quote);
}

function toVariable(name: string, entry: string): ServerVariable {
  const quote = quoteOf(entry);
  if (quote === null) {
    // Unlike dotenv, the readers that matter begin a comment only after a blank.
    const bare = entry.replace(/(^|\s)#.*$/, "").trim();
    return { name, value: isFilledIn(bare) ? null : new Secret(bare) };
  }
  const value = parse(`VALUE=${entry}`).VALUE ?? "";
  return { name, value: isFilledIn(value) ? null : new Secret(value), quoted: true };
}

/** python-dotenv and compose put a variable in place of `${NAME}`, `docker run` does not: so it is not known here. */
function isFilledIn(value: string): boolean {
  return /\$\{|\$[A-Za-z_]/.test(value);
}
