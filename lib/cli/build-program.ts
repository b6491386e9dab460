import { Command, type CommanderError, Option } from "commander";
import { AppError } from "@/lib/errors";
import { formats, listReportFormats } from "@/lib/report/formats/report-formats";
import { toolVersion } from "@/lib/settings/version";
import { type OptionGroup, optionList } from "@/lib/wire/run-options";
import type { CheckOptions } from "./check-command";
import { orderGroups } from "./help-layout";
import { inspectionFormats } from "./inspection-formats";
import type { LabOptions } from "./lab-command";
import { strayArgument } from "./refuse-token-argument";
import { type TargetFlag, targetFlags } from "./target-flags";
import type { InspectOptions } from "./token-command";

/** What each command does once its options are read. */
export interface Handlers {
  check(options: CheckOptions): Promise<void>;
  inspect(options: InspectOptions): Promise<void>;
  lab(options: LabOptions): Promise<void>;
}

/** Headings of the help, the usual options first. */
const groupHeadings = {
  token: "Token (exactly one):",
  target: "Target (a file or a saved one, and single fields over it):",
  report: "Report:",
  checks: "What is checked:",
  limits: "Time limits:",
  expect: "What to expect:",
  keys: "Signature keys:",
  evidence: "More evidence, beside the verdict:",
  sts: "Exchange by STS:",
  network: "Network and endpoints:",
} as const satisfies Readonly<Record<OptionGroup | TargetFlag["group"] | "token" | "report", string>>;

const localFlags: ReadonlySet<string> = new Set(["signature", "tls", "proxy"]);

function addTokenOptions(command: Command): Command {
  return command
    .optionsGroup(groupHeadings.token)
    .option("--token-env <var>", "variable that holds the token")
    .option("--token-file <file>", "file with the token, or with a request, command, JSON or log that holds it")
    .option("--token-stdin", "read the token, or what holds it, from standard input")
    .option("--pick <n>", "which token is meant, where there are several");
}

function addTargetFlags(command: Command, flags: readonly TargetFlag[]): Command {
  for (const { flags: words, description, group } of flags) {
    command.addOption(new Option(words, description).helpGroup(groupHeadings[group]));
  }
  return command;
}

/** The options of a run that have a flag, in their groups. */
function addRunOptions(command: Command): void {
  for (const { row } of optionList) {
    if (row.flag === null) continue;
    const option = new Option(row.flag.flags, row.flag.description).helpGroup(groupHeadings[row.flag.group]);
    command.addOption(row.kind === "choice" ? option.default(row.usual) : option);
  }
}

function addCheck(program: Command, run: Handlers["check"]): void {
  const check = program.command("check").description("run one diagnosis and report the first broken layer");
  addTokenOptions(check)
    .option("--no-token", "run without a token: everything should refuse, unless the subject says otherwise")
    .optionsGroup(groupHeadings.target)
    .option("--target <name>", "a saved target")
    .option("--target-file <file>", "a target file")
    .option("--subject <name>", "one of the target's subjects")
    .optionsGroup(groupHeadings.report)
    .option("--format <format>", listReportFormats(), formats[0]?.id)
    .option("--output <file>", "write the report there instead of stdout")
    .option("--verbose", "show every layer in full, with every log line");
  addRunOptions(check);
  addTargetFlags(check, targetFlags).action(() => run(check.opts<CheckOptions>()));
  orderGroups(check, Object.values(groupHeadings));
}

function addToken(program: Command, run: Handlers["inspect"]): void {
  const inspect = program
    .command("token")
    .description("work with a token only")
    .command("inspect")
    .description("decode the token and check signature and claims locally");
  const local = targetFlags.filter(({ path }) => localFlags.has(path[0]) || /^(issuer|audience)$/.test(path[1] ?? ""));
  addTargetFlags(addTokenOptions(inspect), local)
    .optionsGroup(groupHeadings.report)
    .option("--format <format>", inspectionFormats.join(", "), inspectionFormats[0])
    .action(() => run(inspect.opts<InspectOptions>()));
}

function addLab(program: Command, run: Handlers["lab"]): void {
  const lab = program
    .command("lab")
    .description("run only the lab, on loopback, until Ctrl+C")
    .option("--write <dir>", "write target.json and the token there")
    .option("--scenario <id>", "start with this scenario's fault")
    .option("--repaired", "start with that fault repaired")
    .option("--list", "list the scenarios")
    .action(() => run(lab.opts<LabOptions>()));
}

/** The command line as commander sees it; it neither prints errors nor exits by itself. */
export function buildProgram(handlers: Handlers, writeOut: (text: string) => void): Command {
  const program = new Command("bonafide")
    .description("Finds the layer where a bearer token stops working, and never calls a layer good without proof.")
    .version(toolVersion);
  addCheck(program, handlers.check);
  addToken(program, handlers.inspect);
  addLab(program, handlers.lab);
  forEachCommand(program, (command) =>
    command
      .exitOverride()
      .configureOutput({ writeOut, writeErr: () => {} })
      .allowExcessArguments(false),
  );
  return program;
}

function forEachCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const child of command.commands) forEachCommand(child, change);
}

/** Commander's own complaint in our words; it may quote what was typed, which may be a token. */
export function toUsageError(error: CommanderError, words: readonly string[], known: readonly string[]): AppError {
  const help = "bonafide --help and bonafide check --help list what there is.";
  switch (error.code) {
    case "commander.unknownOption":
      return new AppError("BAD_REQUEST", `There is no option ${findOption(words, error.message)}.`, help);
    case "commander.unknownCommand":
      return new AppError("BAD_REQUEST", `There is no such command. Commands: ${known.join(", ")}.`, help);
    case "commander.excessArguments":
      return strayArgument(words.find((word) => known.includes(word)) ?? "");
    case "commander.help":
      return new AppError("BAD_REQUEST", `A command is missing. Commands: ${known.join(", ")}.`, help);
    case "commander.optionMissingArgument":
      return new AppError(
        "BAD_REQUEST",
        `An option lacks its value: ${/'([^']*)'/.exec(error.message)?.[1] ?? ""}.`,
        help,
      );
    default:
      return new AppError("BAD_REQUEST", "The command line cannot be read.", help);
  }
}

function findOption(words: readonly string[], message: string): string {
  const unknown = words.find((word) => word.startsWith("-") && message.includes(`'${word}'`)) ?? "";
  return /^--?[a-z0-9-]{1,30}/.exec(unknown)?.[0] ?? "like that";
}
