import { AppError } from "@/lib/errors";
import { crashText } from "@/lib/redact/crash-text";
import { type PreparedRun, prepareRun } from "@/lib/run/prepare-run";
import { Secret } from "@/lib/secret";
import { processVariables } from "@/lib/settings/read-env";
import { isLabTarget } from "@/lib/targets/lab-target-name";
import { readVariable } from "@/lib/targets/read-variable";
import { type GivenOptions, holdSecrets, keptOptions } from "@/lib/wire/given-options";
import type { RunRequest } from "@/lib/wire/run-request";
import type { AppRuntime } from "./app-runtime";
import { resolveChoice, type TargetChoice } from "./resolve-choice";

export interface ResolvedRun {
  readonly run: PreparedRun;
  /** Null for a run whose token is not kept: it has none, or it is read from its reference each time. */
  readonly tokenHandle: string | null;
}

/**
 * Prepares the run of a `POST /api/runs` body.
 * @throws AppError TOKEN_FORGOTTEN, CONFIRMATION_NEEDED, MISSING_VARIABLE, those of the target and of `prepareRun`
 */
export async function resolveRun(app: AppRuntime, body: RunRequest): Promise<ResolvedRun> {
  const options = holdSecrets(body.options ?? {});
  const choice = await resolveChoice(app, body.target, body.subject ?? null);
  const { token, kept, pasted } = readToken(app, body, choice);
  const { target, subject, keys, command } = choice;
  const run = await prepareRun(
    { ...{ token, target, subject, keys, options, command }, brought: { ...choice.brought, ...kept } },
    { isLabToken: (text) => app.lab.isLabToken(text) },
  );
  askAboutLab(run);
  if (body.tokenHandle !== undefined) return { run, tokenHandle: body.tokenHandle };
  // Kept only now: a token that waits for an answer, or is refused, stays nowhere.
  return { run, tokenHandle: pasted ? keepToken(app, token, options) : null };
}

/** Without a handle where the token cannot be kept: the run goes on, and running again asks for the token. */
function keepToken(app: AppRuntime, token: Secret, options: GivenOptions): string | null {
  const redactor = app.runtime.redactor();
  redactor.addSecret(token.reveal());
  return app.tokens.tryKeep(token.reveal(), keptOptions(options), (error) => {
    app.runtime.reportCrash(`the token is not kept for further runs: ${crashText(error, redactor)}`);
  });
}

type FoundToken = { readonly kept: GivenOptions } & (
  | { readonly token: Secret; readonly pasted: true }
  | { readonly token: Secret | null; readonly pasted: false }
);

function readToken(app: AppRuntime, body: RunRequest, choice: TargetChoice): FoundToken {
  if (body.tokenHandle !== undefined) return { ...app.tokens.use(body.tokenHandle), pasted: false };
  if (body.token === undefined) return { token: referredToken(choice), kept: {}, pasted: false };
  if (!choice.withoutToken) return { token: new Secret(body.token), kept: {}, pasted: true };
  throw new AppError("BAD_REQUEST", "This subject has no token, but one was given.", "Choose another subject.");
}

/** The token of the chosen subject, read from its variable on this machine; null for a subject without one. */
function referredToken(choice: TargetChoice): Secret | null {
  if (choice.withoutToken) return null;
  if (choice.tokenEnv === null) {
    throw new AppError("BAD_REQUEST", "There is no token.", "Give token or tokenHandle, or a subject that names one.");
  }
  return new Secret(readVariable(processVariables(), choice.tokenEnv, "The subject's tokenEnv"));
}

/** A token of the lab never goes elsewhere, nor another's token to the lab, without a question. */
function askAboutLab({ misplaced, options, input }: PreparedRun): void {
  if (options.confirmed === true || !misplaced.some(({ which }) => which === "own")) return;
  const { name } = input.target;
  const atLab = isLabTarget(name);
  throw new AppError(
    "CONFIRMATION_NEEDED",
    atLab
      ? "This token was not made by the lab, and the target is the lab."
      : `This token was made by the lab, and the target is ${name}.`,
    atLab ? "Run it against its own stack, or confirm that the lab may have it." : "Choose the lab, or confirm.",
  );
}
