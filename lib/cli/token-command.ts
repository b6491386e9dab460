import type { RunView } from "@/lib/diagnosis/reduce";
import { AppError } from "@/lib/errors";
import { layerLines } from "@/lib/report/layer-lines";
import { localLayerIds } from "@/lib/run/layer-words";
import { readEnv } from "@/lib/settings/read-env";
import { resolveTarget } from "@/lib/targets/resolve-target";
import { verdictStyles } from "@/lib/words/status-signs";
import { createPaint, type Paint, printJson } from "@/lib/words/terminal-text";
import type { OpenEngine } from "./engine-port";
import { exitCodes, verdictExitCode } from "./exit-code";
import { type Inspection, type TokenContents, toInspection } from "./inspect-token";
import { type InspectionFormat, inspectionFormats, isInspectionFormat } from "./inspection-formats";
import { quoteWord } from "./looks-like-token";
import { announce } from "./print-events";
import { readToken, type TokenOptions } from "./read-token";
import { followRun } from "./run-to-end";
import { readTargetFlags } from "./target-flags";
import type { Terminal } from "./terminal";
import { writeOut } from "./write-out";

export type InspectOptions = TokenOptions & { readonly format: string } & Readonly<Record<string, unknown>>;

/**
 * `bonafide token inspect`: decodes a token and runs the local layers alone. Nothing is sent, but for a key set that
 * --jwks-url names. Gives the exit code.
 * @throws AppError for what the caller has to mend
 */
export async function inspectCommand(
  options: InspectOptions,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const format = options.format;
  if (!isInspectionFormat(format)) {
    throw new AppError(
      "BAD_REQUEST",
      `--format ${quoteWord(format)} is not known here.`,
      `Formats: ${inspectionFormats.join(", ")}.`,
    );
  }
  const { dataFolder } = readEnv(terminal.variables);
  const overrides = readTargetFlags(options, terminal.cwd);
  const { target, keys } = await resolveTarget(overrides, {
    baseDir: terminal.cwd,
    env: terminal.variables,
    defaultName: "token",
    localOnly: true,
  });
  const taken = await readToken(options, null, terminal);
  const { token } = taken;
  const engine = await openEngine({ dataFolder, reportCrash: (text) => void terminal.err.write(`${text}\n`) });
  const run = await engine.prepare({ token, target, subject: null, keys, options: { only: localLayerIds() } });
  const { outline, input, takenOff } = run;
  if (takenOff.length > 0) await terminal.err.write(`Taken off the token: ${takenOff.join(", ")}.\n`);
  if (outline.destinations.length > 0) await announce(outline, terminal.err);
  const { view, interrupted } = await followRun(engine, run, terminal, async () => {});
  if (input.token === null) throw new Error("a token was inspected that is not there");
  const inspection = toInspection(view, input.token, taken);
  await writeOut(printers[format](inspection, view, terminal), "the report", terminal);
  return interrupted ? exitCodes.interrupted : verdictExitCode(inspection.verdict);
}

const printers: Readonly<Record<InspectionFormat, typeof printInspection>> = {
  pretty: printInspection,
  json: printJson,
};

function printInspection(inspection: Inspection, view: RunView, terminal: Terminal): string {
  const paint = createPaint(terminal.out.colour);
  const { token, verdict, contents } = inspection;
  const word = paint("bold", paint(verdictStyles[verdict], verdict.toUpperCase()));
  const lines = [
    `${word}  checked locally: this says nothing about whether a server accepts the token.`,
    ...(token === null
      ? []
      : [
          `Kind ${token.kind}, algorithm ${token.algorithm ?? "none"}, ${token.lengthBytes} bytes, fingerprint ${token.fingerprint}`,
        ]),
    ...contentLines(contents, "", paint),
    "",
    ...view.layers.flatMap((layer) => layerLines(layer, paint)),
  ];
  return `${lines.join("\n")}\n`;
}

function contentLines(contents: TokenContents, prefix: string, paint: Paint): string[] {
  const times = Object.entries(contents.times).map(
    ([name, at]) => `${prefix}${name} ${at ?? "is not a possible date"}`,
  );
  return [
    ...(contents.claims.length === 0 ? [] : [`${prefix}claims: ${contents.claims.join(", ")}`]),
    ...times.map((line) => paint("dim", line)),
    ...(contents.inner === null ? [] : contentLines(contents.inner, `${prefix}inner token: `, paint)),
  ];
}
