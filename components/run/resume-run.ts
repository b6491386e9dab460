import { ApiError, callApi } from "@/components/data/call-api";
import { keepRun, keptRun } from "./kept-run";
import { type RunAsked, runStore, watchRun } from "./run-store";

interface Kept {
  readonly runId: string;
  readonly asked: RunAsked;
}

/** After a reload of the tab: follows the run that was under way, or shows the one that was over, from its first event. */
export async function resumeRun(): Promise<void> {
  const text = keptRun();
  if (text === null || runStore.get() !== null) return;
  try {
    const { runId, asked }: Kept = JSON.parse(text);
    const response = await callApi(`/api/runs/${encodeURIComponent(runId)}/events`, {});
    // The reader may have begun another meanwhile.
    if (runStore.get() === null) watchRun(response, runId, { ...asked, resumed: true }, null);
    else void response.body?.cancel();
  } catch (error) {
    // The server was started anew, or what was kept is of another version: there is no run to show.
    const gone = !(error instanceof ApiError) || error.status >= 400;
    if (gone && runStore.get() === null) keepRun(null);
  }
}
