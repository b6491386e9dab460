import { dirname } from "node:path";
import type { BesideToken } from "@/lib/custody/token-vault";
import { AppError } from "@/lib/errors";
import { LAB_PREFIX } from "@/lib/lab/run/lab-host";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { readServerEnv, refuseUnreadServerEnv } from "@/lib/run/parse-server-env";
import { Secret } from "@/lib/secret";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { processVariables } from "@/lib/settings/read-env";
import { readTargetFile } from "@/lib/targets/read-target-file";
import { readVariable, resolveTarget } from "@/lib/targets/resolve-target";
import { findSavedTarget } from "@/lib/targets/saved-targets";
import { parseToken } from "@/lib/token/parse-token";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";
import type { RunRequest } from "@/lib/wire/run-request";
import type { AppRuntime } from "./app-runtime";

interface TargetChoice {
  readonly target: ResolvedTarget;
  readonly keys: SignatureKeys;
  readonly subject: string | null;
  readonly controls: "on" | "off" | "deep" | undefined;
  readonly timeoutMs: number | undefined;
  readonly tokenEnv: string | null;
  readonly withoutToken: boolean;
  /** Of the lab's own targets alone: a saved target's command is started by the command line. */
  readonly command?: DiagnosisRequest["command"];
  readonly lapsedToken?: Secret | undefined;
  readonly otherToken?: Secret | undefined;
  readonly referenceToken?: Secret | undefined;
  /** Of a lab scenario that comes with one. */
  readonly serverEnv?: Secret | undefined;
}

/**
 * The target that a request names or holds. Saved ones and the lab's come from this machine and may read files and
 * variables; one that came over HTTP may not.
 * @throws AppError TARGET_NOT_FOUND, BAD_TARGET …
 */
export async function resolveChoice(
  app: AppRuntime,
  choice: RunRequest["target"],
  subject: string | null,
): Promise<TargetChoice> {
  if (typeof choice !== "string") {
    const resolved = await resolveTarget(choice, { baseDir: null, env: {}, subject, defaultName: "this target" });
    if (resolved.target.name.startsWith(LAB_PREFIX)) {
      throw new AppError("BAD_TARGET", `A target's name must not begin with ${LAB_PREFIX}.`, "Choose another name.");
    }
    return { ...resolved, controls: undefined, timeoutMs: undefined };
  }
  if (choice.startsWith(LAB_PREFIX)) return { ...(await app.lab.target(choice)), tokenEnv: null };
  const file = await findSavedTarget(app.settings.dataFolder, choice);
  const resolved = await resolveTarget(await readTargetFile(file), {
    baseDir: dirname(file),
    env: processVariables(),
    subject,
    defaultName: choice,
  });
  return { ...resolved, controls: undefined, timeoutMs: undefined };
}

export interface ResolvedRun {
  readonly request: DiagnosisRequest;
  /** Null for a run whose token is not kept: it has none, or it is read from its reference each time. */
  readonly tokenHandle: string | null;
}

/**
 * Makes a diagnosis of a `POST /api/runs` body.
 * @throws AppError BAD_TOKEN, TOKEN_FORGOTTEN, CONFIRMATION_NEEDED, MISSING_VARIABLE and those of the target
 */
export async function resolveRun(app: AppRuntime, body: RunRequest): Promise<ResolvedRun> {
  const options = body.options ?? {};
  const choice = await resolveChoice(app, body.target, body.subject ?? null);
  const controls = options.controls ?? choice.controls ?? "on";
  const held = readToken(app, body, choice);
  if (held.token !== null) await askAboutLab(app, held.token, choice.target.name, options.confirmed === true);
  const typed = held.key;
  const serverEnv = await readGivenServerEnv(body, choice, held.serverEnv);
  // Kept only now: a token that waits for an answer, or is refused, stays nowhere.
  const kept = held.token !== null && held.pasted ? app.tokens.keep(held.token.reveal(), held) : null;
  return {
    tokenHandle: held.handle ?? kept,
    request: {
      token: held.token,
      target: choice.target,
      subject: choice.subject,
      controls,
      command: choice.command,
      lapsedToken: choice.lapsedToken,
      otherToken: choice.otherToken,
      referenceToken: choice.referenceToken,
      serverEnv,
      only: options.only ?? null,
      strict: options.strict ?? false,
      timeoutMs: options.timeoutMs ?? choice.timeoutMs,
      runTimeoutMs: options.runTimeoutMs,
      permissions: options.permissions,
      keys: typed === null ? choice.keys : { ...choice.keys, secret: typed },
    },
  };
}

interface HeldToken extends BesideToken {
  readonly token: Secret | null;
  readonly handle: string | null;
  /** It came with this request. */
  readonly pasted: boolean;
}

function readToken(app: AppRuntime, body: RunRequest, choice: TargetChoice): HeldToken {
  const key = toSecret(body.options?.signatureKey);
  const serverEnv = toSecret(body.options?.serverEnv);
  if (body.tokenHandle !== undefined) {
    const kept = app.tokens.use(body.tokenHandle);
    const beside = { key: key ?? kept.key, serverEnv: serverEnv ?? kept.serverEnv };
    return { token: kept.token, ...beside, handle: body.tokenHandle, pasted: false };
  }
  if (body.token === undefined) return { token: referredToken(choice), key, serverEnv, handle: null, pasted: false };
  if (choice.withoutToken) {
    throw new AppError("BAD_REQUEST", "This subject has no token, but one was given.", "Choose another subject.");
  }
  return { token: parsedToken(body.token), key, serverEnv, handle: null, pasted: true };
}

function toSecret(text: string | undefined): Secret | null {
  return text === undefined ? null : new Secret(text);
}

/** What was pasted, else what the lab's scenario comes with; kept with a token, it goes along where an MCP server is named. */
async function readGivenServerEnv(
  body: RunRequest,
  choice: TargetChoice,
  held: Secret | null,
): Promise<ServerEnvironment | null> {
  const { serverEnv: pasted, serverEnvService: service = null, only = null } = body.options ?? {};
  if (pasted !== undefined) refuseUnreadServerEnv(choice.target.mcpUrl, only);
  const text = held ?? choice.serverEnv;
  return text == null ? null : readServerEnv(text.reveal(), service);
}

/** The token of the chosen subject, read from its variable on this machine; null for a subject without one. */
function referredToken(choice: TargetChoice): Secret | null {
  if (choice.withoutToken) return null;
  if (choice.tokenEnv === null) {
    throw new AppError("BAD_REQUEST", "There is no token.", "Give token or tokenHandle, or a subject that names one.");
  }
  return parsedToken(readVariable(processVariables(), choice.tokenEnv, "The subject's tokenEnv"));
}

function parsedToken(raw: string): Secret {
  const parsed = parseToken(raw);
  if (!parsed.ok) throw new AppError("BAD_TOKEN", parsed.fault.message, parsed.fault.suggestion);
  return new Secret(raw);
}

/** A token of the lab never goes elsewhere, nor another's token to the lab, without a question. */
async function askAboutLab(app: AppRuntime, token: Secret, targetName: string, confirmed: boolean): Promise<void> {
  if (confirmed) return;
  const parsed = parseToken(token.reveal());
  const bare = parsed.ok ? parsed.token.raw.reveal() : token.reveal();
  const fromLab = await app.lab.isLabToken(bare);
  const atLab = targetName.startsWith(LAB_PREFIX);
  if (fromLab === atLab) return;
  throw new AppError(
    "CONFIRMATION_NEEDED",
    atLab
      ? "This token was not made by the lab, and the target is the lab."
      : `This token was made by the lab, and the target is ${targetName}.`,
    atLab ? "Run it against its own stack, or confirm that the lab may have it." : "Choose the lab, or confirm.",
  );
}
