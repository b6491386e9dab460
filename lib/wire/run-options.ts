/**
 * The options of a run: the single table, one row an option. Everything else derives from it: what the HTTP body takes,
 * the flags of the command line and their help, what is kept with a token's handle, the page's controls, what a scenario of
 * the lab may set and what `bonafide lab` prints. It is plain data without imports, since the page reads it, too.
 */

/** The groups of options in `check --help`, in their order: the usual ones first. */
export const optionGroups = ["checks", "evidence", "limits"] as const;
export type OptionGroup = (typeof optionGroups)[number];

/** An option on the command line. */
interface OptionFlag {
  /** As commander writes it. */
  readonly flags: string;
  readonly description: string;
  readonly group: OptionGroup;
}

/** An option on the page. */
interface OptionControl {
  /** `check` for a switch, `steps` for a choice, `number`, and a line or a box for a secret text. */
  readonly as: "check" | "steps" | "number" | "line" | "box";
  readonly label: string;
  /** Of a choice, the values that are a step further than its box, each with a box of its own. */
  readonly further?: Readonly<Record<string, string>>;
  readonly placeholder?: string;
}

interface RowBase {
  /** Null: the command line has another way, or none. */
  readonly flag: OptionFlag | null;
  /** Whether a request over HTTP may say it. */
  readonly http: boolean;
  /** Null: the page has no control for it. */
  readonly page: OptionControl | null;
  /** A secret by value: it goes into a request body and nowhere else, and is kept with the token's handle. */
  readonly secret: boolean;
  /** What it adds to the announcement of a run; null where the number of requests says all. */
  readonly adds: string | null;
}

/**
 * A row, by what its value is: `token` is a token beside the run's own, `file` a text that the command line reads from a
 * file.
 */
export type OptionRow = RowBase &
  (
    | { readonly kind: "switch" | "layers" | "tools" | "token" }
    | { readonly kind: "choice"; readonly values: readonly [string, ...string[]]; readonly usual: string }
    | { readonly kind: "milliseconds"; readonly most: number }
    /** `most` characters over HTTP. */
    | { readonly kind: "text" | "file"; readonly most: number }
  );

/** The least of every deadline, ms. */
export const LEAST_MS = 50;

export const runOptions = {
  controls: {
    kind: "choice",
    values: ["on", "off", "deep"],
    usual: "on",
    flag: {
      flags: "--controls <on|off|deep>",
      description: "calls that must be refused: send the usual ones, none, or more",
      group: "checks",
    },
    http: true,
    page: {
      as: "steps",
      label: "Controls: wrong credentials must be refused",
      further: {
        deep: "Deep controls: also send random text, and a JWT unsigned and forged with each published secret",
      },
    },
    secret: false,
    adds: null,
  },
  only: {
    kind: "layers",
    flag: { flags: "--only <layers>", description: "only these layers, and what they need: a,b", group: "checks" },
    http: true,
    page: null,
    secret: false,
    adds: null,
  },
  strict: {
    kind: "switch",
    flag: {
      flags: "--strict",
      description: "require every layer that concerns the token and target",
      group: "checks",
    },
    http: true,
    page: null,
    secret: false,
    adds: null,
  },
  allowTool: {
    kind: "tools",
    flag: {
      flags: "--allow-tool <name...>",
      description: "call this tool of mcp.calls, though nothing says that it only reads",
      group: "checks",
    },
    http: false,
    page: null,
    secret: false,
    adds: "the tools that you allow are called, and may write",
  },
  permissions: {
    kind: "switch",
    flag: {
      flags: "--permissions",
      description: "try every bucket that the catalog lists, beside the verdict",
      group: "evidence",
    },
    http: true,
    page: { as: "check", label: "Try each bucket that the catalog lists: list it, and read one byte" },
    secret: false,
    adds: "each bucket that the catalog lists is listed, and one byte of it read",
  },
  iam: {
    kind: "switch",
    flag: {
      flags: "--iam",
      description: "read the role's real trust policy with the base credentials",
      group: "evidence",
    },
    http: false,
    page: null,
    secret: false,
    adds: "the role is read in IAM with the base credentials",
  },
  referenceToken: {
    kind: "token",
    flag: {
      flags: "--reference-token-env <var>",
      description: "variable with a token known to work: sent once where yours is refused",
      group: "evidence",
    },
    http: false,
    page: null,
    secret: true,
    adds: "the reference token is sent where yours is refused",
  },
  otherToken: {
    kind: "token",
    flag: {
      flags: "--other-token-env <var>",
      description: "variable with another user's token: both at once at the MCP server",
      group: "evidence",
    },
    http: false,
    page: null,
    secret: true,
    adds: "the other user's token is sent beside yours",
  },
  lapsedToken: {
    kind: "token",
    flag: {
      flags: "--lapsed-token-env <var>",
      description: "variable with an expired token, for --controls deep",
      group: "evidence",
    },
    http: false,
    page: null,
    secret: true,
    adds: null,
  },
  serverEnv: {
    kind: "file",
    most: 256 * 1024,
    flag: {
      flags: "--server-env <file>",
      description: "the MCP server's env file, compose file or inspect output (FILE#SERVICE, or -)",
      group: "evidence",
    },
    http: true,
    page: { as: "box", label: "MCP server’s environment, for this run only" },
    secret: true,
    adds: null,
  },
  /** Which service of the server's environment is meant, where there are several. */
  serverEnvService: {
    kind: "text",
    most: 200,
    flag: null,
    http: true,
    page: null,
    secret: false,
    adds: null,
  },
  /** A key typed on the page for one run. */
  signatureKey: {
    kind: "text",
    most: 16_384,
    flag: null,
    http: true,
    page: {
      as: "line",
      label: "Signing key, for this run only",
      placeholder: "lets the signature be checked here",
    },
    secret: true,
    adds: null,
  },
  timeoutMs: {
    kind: "milliseconds",
    most: 600_000,
    flag: { flags: "--timeout-ms <n>", description: "time limit of each request (15000)", group: "limits" },
    http: true,
    page: { as: "number", label: "Time limit per request, ms", placeholder: "15,000" },
    secret: false,
    adds: null,
  },
  runTimeoutMs: {
    kind: "milliseconds",
    most: 3_600_000,
    flag: { flags: "--run-timeout-ms <n>", description: "time limit of the run (120000)", group: "limits" },
    http: true,
    page: null,
    secret: false,
    adds: null,
  },
  /** The reader has answered the question about a lab token elsewhere, or a foreign token at the lab. */
  confirmed: { kind: "switch", flag: null, http: true, page: null, secret: false, adds: null },
} as const satisfies Readonly<Record<string, OptionRow>>;

type Rows = typeof runOptions;
export type OptionName = keyof Rows;

type ValueOf<Row> = Row extends { readonly kind: "switch" }
  ? boolean
  : Row extends { readonly kind: "choice"; readonly values: readonly (infer Value)[] }
    ? Value
    : Row extends { readonly kind: "milliseconds" }
      ? number
      : Row extends { readonly kind: "layers" | "tools" }
        ? readonly string[]
        : string;

/** The names of the options whose row has this. */
type OptionsWith<Part> = { [Name in OptionName]: Rows[Name] extends Part ? Name : never }[OptionName];

/** Options as plain values: a body over HTTP, what a scenario of the lab sets. */
export type RunOptions = { readonly [Name in OptionName]?: ValueOf<Rows[Name]> | undefined };
/** Those that a request over HTTP may say. */
export type HttpRunOptions = Pick<RunOptions, OptionsWith<{ readonly http: true }>>;
export type SecretOption = OptionsWith<{ readonly secret: true }>;
/** What a layer is told as it was given: the switches, the choices and the tools. */
export type PlainChoices = Pick<RunOptions, OptionsWith<{ readonly kind: "switch" | "choice" | "tools" }>>;

/** Those that are no secrets. */
export function plainOptions<Options extends object>(options: Options): Omit<Options, SecretOption> {
  return pickOptions(options, (row) => !row.secret);
}

/** Those that the page shows, secrets left out. */
export function shownOptions(options: RunOptions): HttpRunOptions {
  return pickOptions(options, (row) => row.page !== null && !row.secret);
}

/** What the layers are told as it was given; a choice that nobody made is the usual one. */
export function layerChoices(options: PlainChoices): PlainChoices & { readonly controls: ControlsChoice } {
  const given = pickOptions(options, ({ kind }) => kind === "switch" || kind === "choice" || kind === "tools");
  return { ...given, controls: options.controls ?? runOptions.controls.usual };
}

export type ControlsChoice = NonNullable<RunOptions["controls"]>;

/** A row by name, seen as any row. */
export interface NamedOption {
  readonly name: OptionName;
  readonly row: OptionRow;
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(runOptions, name);
}

/** The table as a list. */
export const optionList: readonly NamedOption[] = Object.keys(runOptions)
  .filter(isOptionName)
  .map((name) => ({ name, row: runOptions[name] }));

/** The flag as an operator types it, `--timeout-ms`; null for an option without one. */
export function optionFlagName({ flag }: OptionRow): string | null {
  return flag === null ? null : (flag.flags.split(" ")[0] ?? flag.flags);
}

/** The options among these that have a value, and whose row is wanted. */
export function pickOptions<Options extends object>(options: Options, wanted: (row: OptionRow) => boolean): Options {
  const picked = { ...options };
  for (const [name, value] of Object.entries(options)) {
    const keep = isOptionName(name) && value !== undefined && value !== null && wanted(runOptions[name]);
    if (!keep) Reflect.deleteProperty(picked, name);
  }
  return picked;
}
