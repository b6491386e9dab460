import type { RunView } from "@/lib/diagnosis/reduce";

/** How much is shown, and how. A format takes of it what concerns it. */
export interface RenderOptions {
  /** ANSI colours. */
  readonly colour: boolean;
  /** All there is, not only what explains the verdict. */
  readonly verbose: boolean;
}

/** The body of an export: text is UTF-8. */
type ReportBody = string | Uint8Array<ArrayBuffer>;

/** A way to export a run. */
export interface ReportFormat {
  /** Its name on the command line and in URLs. */
  readonly id: string;
  readonly label: string;
  readonly mime: string;
  /** Without the dot. */
  readonly extension: string;
  /** Made to be read in a terminal: progress beside it leaves out what it says. */
  readonly isForTerminal?: boolean;
  /** Of no use on a terminal: the command line wants a file for it. */
  readonly needsFile?: boolean;
  render(view: RunView, options: RenderOptions): Promise<ReportBody> | ReportBody;
}
