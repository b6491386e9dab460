import { type Problem, postJson, problemOf } from "@/components/data/call-api";
import { runStore, updateRun } from "./run-store";

/** Asks the server to stop the run; its events then tell how it ended. Gives the problem if that failed. */
export async function cancelRun(): Promise<Problem | null> {
  const id = runStore.get()?.view?.id;
  if (id === undefined) return null;
  updateRun({ cancelling: true });
  try {
    await postJson(`/api/runs/${encodeURIComponent(id)}/cancel`, {});
    return null;
  } catch (error) {
    updateRun({ cancelling: false });
    return problemOf(error);
  }
}

/** Makes the server forget the token now. Gives the problem if that failed. */
export async function forgetToken(): Promise<Problem | null> {
  const held = runStore.get()?.held;
  if (held == null) return null;
  try {
    await postJson(`/api/tokens/${encodeURIComponent(held.handle)}/forget`, {});
    updateRun({ held: null });
    return null;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "TOKEN_FORGOTTEN" || problem.code === "NOT_FOUND") {
      updateRun({ held: null });
      return null;
    }
    return problem;
  }
}
