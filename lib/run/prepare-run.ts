import type { LayerInput } from "@/lib/layers/shared/layer-input";
import type { ParsedToken } from "@/lib/token/parse-token";
import type { GivenOptions } from "@/lib/wire/given-options";
import { checkLayerNames, checkServerEnv } from "./check-options";
import type { DiagnosisRequest, RunWithoutText } from "./diagnosis-request";
import { type MisplacedToken, misplacedTokens } from "./misplaced-tokens";
import { type Outline, outlineOf } from "./outline";
import { parseRunToken, standInToken } from "./parse-run-token";
import { planRun, type RunPlan } from "./plan-run";
import { toLayerInput } from "./to-layer-input";
import { uselessOptions } from "./useless-options";

/** A run with every decision made that can be made before it starts: what `diagnose` takes. */
export interface PreparedRun {
  readonly input: LayerInput;
  readonly plan: RunPlan;
  readonly outline: Outline;
  readonly subject: string | null;
  readonly options: GivenOptions;
  readonly command: NonNullable<DiagnosisRequest["command"]> | null;
  /** What was taken off the token's text: quotes, a scheme. */
  readonly takenOff: readonly string[];
  /** Tokens that meet the wrong kind of target: the page asks, the command line warns. */
  readonly misplaced: readonly MisplacedToken[];
  /** Sentences on what was given and is of no use in this run. */
  readonly warnings: readonly string[];
}

/** What a door knows beside the request. */
export interface PrepareContext {
  /** Whether this machine's lab made a token; nobody is asked unless the door can tell. */
  isLabToken?(token: string): Promise<boolean>;
  /** Of the usual chain unless given. */
  readonly layers?: RunPlan["layers"];
}

/**
 * Prepares a run, for page, command line and lab alike: checks the options, parses the tokens, chooses the key and the
 * layers, and counts what will be sent. Sends nothing.
 * @throws AppError BAD_TOKEN, BAD_REQUEST, BAD_TARGET or BAD_SERVER_ENV; no message holds a token or a secret
 */
export async function prepareRun(request: DiagnosisRequest, context: PrepareContext = {}): Promise<PreparedRun> {
  const read = request.token === null ? null : parseRunToken(request.token.reveal());
  const prepared = await prepare(request, read?.token ?? null, context.layers);
  const { misplaced, untold } = await misplacedTokens(prepared.input, context.isLabToken);
  return {
    ...prepared,
    takenOff: read?.stripped ?? [],
    misplaced,
    warnings: untold === null ? prepared.warnings : [...prepared.warnings, untold],
  };
}

/**
 * What a run would send whose token is not here yet: its kind is enough.
 * @throws AppError BAD_REQUEST for an unknown kind, and what `prepareRun` throws
 */
export async function outlineWithoutText({ tokenKind, ...request }: RunWithoutText): Promise<Outline> {
  const token = tokenKind === null ? null : standInToken(tokenKind);
  return (await prepare({ ...request, token: null }, token)).outline;
}

async function prepare(request: DiagnosisRequest, token: ParsedToken | null, layers?: RunPlan["layers"]) {
  const options: GivenOptions = { ...request.brought, ...request.options };
  checkLayerNames(options, request.target);
  const input = await toLayerInput({ ...request, options }, token);
  checkServerEnv(request.options, input);
  const plan = planRun(options, input, layers);
  return {
    ...{ input, plan, options, subject: request.subject, command: request.command ?? null },
    outline: outlineOf(input, plan.layers, options),
    warnings: uselessOptions(input),
  };
}
