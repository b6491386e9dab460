import type { Secret } from "@/lib/secret";

/** What kind of file the operator gave. */
export type ServerFileFormat = "env" | "compose" | "inspect" | "task-definition";

/** One variable of the server's environment. */
export interface ServerVariable {
  readonly name: string;
  /** Null where the file does not say: it is filled in from a shell, a secret store or another file. */
  readonly value: Secret | null;
  /** Stands in quotes in an env file: `docker run --env-file` keeps them, all others take them off. */
  readonly quoted?: boolean;
}

export interface ServerMount {
  /** Path inside the container. */
  readonly target: string;
  readonly writable: boolean;
}

/**
 * What a file says of how an MCP server was started. A file is no observed server: nothing here is a fact about what
 * runs. Every value is a secret until somebody shows that it is a plain setting.
 */
export interface ServerEnvironment {
  readonly format: ServerFileFormat;
  /** The service or container that was read; null for an env file, or where it has no name that can be shown. */
  readonly service: string | null;
  /** In the order of the file; of a name set twice the last one. */
  readonly variables: readonly ServerVariable[];
  /** Names that are set more than once. */
  readonly doubled: readonly string[];
  /** Nothing else can add variables: the file tells of a container that was made. */
  readonly complete: boolean;
  /** Other files that the file names for more variables, and that were not read. */
  readonly otherFiles: number;
  /** Lines of an env file that are no assignment. */
  readonly unreadLines: number;
  /** The words of the command that choose the mode: they win over variables. */
  readonly flags: { readonly deployment?: Secret; readonly backend?: Secret };
  readonly mounts: readonly ServerMount[];
  /** Null where the file does not speak of a container. */
  readonly readOnlyRoot: boolean | null;
  /** An AWS role is given to the task itself. */
  readonly taskRole: boolean;
  /** Version in the tag of an image of quilt-mcp. */
  readonly imageVersion: string | null;
  /** Everything in the file, shown or not, that must be redacted by value. */
  readonly secrets: readonly Secret[];
}
