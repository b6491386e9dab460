import { AppError } from "@/lib/errors";
import { type GivenOptions, holdSecrets } from "@/lib/wire/given-options";
import { everyOptionSchema } from "@/lib/wire/run-option-schemas";
import { LEAST_MS, type NamedOption, optionFlagName, optionList } from "@/lib/wire/run-options";
import { quoteWord } from "./looks-like-token";
import { optionProperty } from "./option-property";
import { readServerEnvFile } from "./read-server-env-file";
import { readTokenVariable } from "./read-token";
import type { Terminal } from "./terminal";

/** What commander read, by property. */
export type TypedOptions = Readonly<Record<string, unknown>>;

/**
 * The options of a run as they were typed: every row of the table that has a flag.
 * @throws AppError BAD_REQUEST naming the option, MISSING_VARIABLE or FILE_UNREADABLE; none repeats what was read
 */
export async function readRunOptions(typed: TypedOptions, terminal: Terminal): Promise<GivenOptions> {
  const values: Record<string, unknown> = {};
  for (const option of optionList) {
    const flag = optionFlagName(option.row);
    const given = flag === null ? undefined : typed[optionProperty(flag)];
    if (flag !== null && given !== undefined && given !== false) {
      Object.assign(values, await readValue(option, { flag, text: String(given), typed, terminal }));
    }
  }
  return holdSecrets(everyOptionSchema.parse(values));
}

interface Typed {
  readonly flag: string;
  readonly text: string;
  readonly typed: TypedOptions;
  readonly terminal: Terminal;
}

/** The value by its name; a file may name a part of itself beside its text. */
async function readValue(
  { name, row }: NamedOption,
  { flag, text, typed, terminal }: Typed,
): Promise<Readonly<Record<string, unknown>>> {
  switch (row.kind) {
    case "switch":
      return { [name]: true };
    case "choice":
      return { [name]: readChoice(flag, text, row.values) };
    case "milliseconds":
      return { [name]: readMilliseconds(flag, text, row.most) };
    case "layers":
    case "tools":
      return { [name]: [...new Set(text.split(",").map((id) => id.trim()))] };
    case "token":
      return { [name]: readTokenVariable(text, flag, terminal) };
    case "file":
      return readServerEnvFile(text, typed.tokenStdin === true, terminal);
    case "text":
      return { [name]: text };
  }
}

function readChoice(flag: string, given: string, values: readonly string[]): string {
  if (values.includes(given)) return given;
  const last = values.at(-1) ?? "";
  throw new AppError(
    "BAD_REQUEST",
    `${flag} ${quoteWord(given)} is not known.`,
    `Use ${values.slice(0, -1).join(", ")} or ${last}.`,
  );
}

function readMilliseconds(flag: string, given: string, most: number): number {
  const ms = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (ms >= LEAST_MS && ms <= most) return ms;
  throw new AppError(
    "BAD_REQUEST",
    `${flag} is not a number of milliseconds from ${LEAST_MS} to ${most}.`,
    `For example ${flag} 15000.`,
  );
}
