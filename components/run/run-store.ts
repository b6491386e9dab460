import { ApiError, type Problem, postJson, problemOf } from "@/components/data/call-api";
import { createStore } from "@/components/data/create-store";
import type { RunOptions } from "@/components/data/page-options";
import type { InlineTarget, Outline } from "@/components/data/server-data";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import type { SecretOption } from "@/lib/wire/run-options";
import { followStream } from "./follow-stream";
import { keepRun } from "./kept-run";

/** The token that the server keeps for a while, by its handle. */
export interface HeldToken {
  readonly handle: string;
  /** ISO 8601; the server forgets the token then. */
  readonly expiresAt: string;
}

export interface RunAsked {
  readonly target: string | InlineTarget;
  readonly targetName: string;
  readonly production: boolean;
  readonly subject: string | null;
  /** The token came from the page; else it is read on the server's machine each time, or there is none. */
  readonly gaveToken: boolean;
  /** What was announced before it. */
  readonly outline: Outline | null;
  /** Without what `RunSecrets` holds: the server keeps that with the token. */
  readonly options: RunOptions;
  /** The tab was loaded anew since, and no longer has the token's handle. */
  readonly resumed?: boolean;
}

/** Options that stand in no store of the page: they go into the request body and nowhere else. */
export type RunSecrets = Readonly<Partial<Record<SecretOption, string>>>;

export interface CurrentRun {
  readonly asked: RunAsked;
  readonly view: RunView | null;
  readonly connection: "live" | "lost" | "gone";
  /** Which try to resume this is, while the stream is lost. */
  readonly attempt: number;
  readonly held: HeldToken | null;
  readonly cancelling: boolean;
}

/** Null while idle. The raw token is in none of this. */
export const runStore = createStore<CurrentRun | null>(null);

let following: AbortController | null = null;
let flushTimer: ReturnType<typeof setTimeout> | null = null;
let latest: RunView | null = null;

/** Changes what is known of the current run; nothing while idle. */
export function updateRun(change: Partial<CurrentRun>): void {
  const current = runStore.get();
  if (current !== null) runStore.set({ ...current, ...change });
}

/** Many events arrive at once: they are shown together, a frame later. */
function flushSoon(): void {
  flushTimer ??= setTimeout(() => {
    flushTimer = null;
    updateRun({ view: latest });
  }, 16);
}

function flushNow(): void {
  if (flushTimer !== null) clearTimeout(flushTimer);
  flushTimer = null;
  updateRun({ view: latest });
}

function readHeld(headers: Headers): HeldToken | null {
  const handle = headers.get("x-bonafide-token-handle");
  const expiresAt = headers.get("x-bonafide-token-expires-at");
  return handle === null || expiresAt === null ? null : { handle, expiresAt };
}

function follow(response: Response, runId: string): void {
  const controller = new AbortController();
  following = controller;
  void followStream(response, {
    runId,
    signal: controller.signal,
    onEvent: (event) => {
      latest = applyEvent(latest, event);
      if (event.type === "run-finished") flushNow();
      else flushSoon();
    },
    onLost: (attempt) => updateRun({ connection: "lost", attempt }),
    onResumed: () => updateRun({ connection: "live", attempt: 0 }),
    onGone: () => updateRun({ connection: "gone", attempt: 0 }),
  });
}

/** Shows this run from now on, and remembers it for a reload. */
export function watchRun(response: Response, runId: string, asked: RunAsked, held: HeldToken | null): void {
  leaveRun();
  runStore.set({ asked, view: null, connection: "live", attempt: 0, held, cancelling: false });
  keepRun({ runId, asked: { ...asked, outline: null } });
  follow(response, runId);
}

/**
 * Starts a run. Null when it is under way; else the problem that kept it from starting, and nothing has changed.
 * The token goes into the request body and nowhere else.
 */
export async function startRun(
  token: { readonly token?: string; readonly tokenHandle?: string },
  asked: RunAsked,
  secrets: RunSecrets,
): Promise<Problem | null> {
  try {
    const response = await postJson("/api/runs", {
      ...token,
      target: asked.target,
      ...(asked.subject === null ? {} : { subject: asked.subject }),
      options: { ...asked.options, ...secrets },
    });
    const runId = response.headers.get("x-bonafide-run-id");
    if (runId === null) throw new ApiError(noRunId, response.status);
    watchRun(response, runId, asked, readHeld(response.headers));
    return null;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "TOKEN_FORGOTTEN") updateRun({ held: null });
    return problem;
  }
}

const noRunId: Problem = {
  code: "NO_RUN_ID",
  message: "The server started no run.",
  suggestion: "Check the server's terminal.",
};

/** Back to idle. A run under way goes on at the server, unwatched. */
export function leaveRun(): void {
  following?.abort();
  following = null;
  latest = null;
  if (flushTimer !== null) clearTimeout(flushTimer);
  flushTimer = null;
  keepRun(null);
  runStore.set(null);
}
