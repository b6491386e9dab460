import { ApiError, callApi } from "@/components/data/call-api";
import type { RunEvent } from "@/lib/diagnosis/events";
import { decodeEvents } from "@/lib/wire/event-stream";

export interface FollowedRun {
  readonly runId: string;
  readonly signal: AbortSignal;
  onEvent(event: RunEvent): void;
  /** The stream broke; the run goes on. Called before each try to resume. */
  onLost(attempt: number): void;
  onResumed(): void;
  /** The server no longer knows the run, or cannot be reached for minutes. */
  onGone(): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const MOST_ATTEMPTS = 40;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/**
 * Reads a run's events to the end: first from the answer that started it, then, whenever that stream breaks, from the
 * run's own address after the last event seen, waiting longer each time. Never rejects.
 */
export async function followStream(first: Response, run: FollowedRun): Promise<void> {
  let lastSeq = -1;
  let attempt = 0;
  let response: Response | null = first;
  while (!run.signal.aborted) {
    if (response?.body != null) {
      try {
        for await (const event of decodeEvents(response.body)) {
          if (run.signal.aborted) return;
          attempt = 0;
          lastSeq = Math.max(lastSeq, event.seq);
          run.onEvent(event);
          if (event.type === "run-finished") return;
        }
      } catch {
        // A broken stream and a line that is no event end the same way: ask again after the last good one.
      }
    }
    if (run.signal.aborted) return;
    attempt += 1;
    if (attempt > MOST_ATTEMPTS) return run.onGone();
    run.onLost(attempt);
    await pause(Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS), run.signal);
    if (run.signal.aborted) return;
    const resumed = await resume(run, lastSeq);
    if (resumed === "gone") return run.onGone();
    response = resumed;
    if (response !== null) run.onResumed();
  }
}

/** A new stream; null when the server did not answer (try again); "gone" when it has no such run. */
async function resume(run: FollowedRun, lastSeq: number): Promise<Response | "gone" | null> {
  const after = lastSeq < 0 ? "" : `?after=${lastSeq}`;
  const path = `/api/runs/${encodeURIComponent(run.runId)}/events${after}`;
  try {
    return await callApi(path, { signal: run.signal });
  } catch (error) {
    const refused = error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
    return refused ? "gone" : null;
  }
}
