import { setMaxListeners } from "node:events";
import { DoorStop } from "./door-stop";

/** The one bound on a request, from the name lookup to the last byte. */
export interface TimeLimit {
  /** Aborted with a `DoorStop` as its reason at the deadline, on cancel, or when the door closes. */
  readonly signal: AbortSignal;
  /** Rejects with that `DoorStop`; never resolves. */
  readonly reached: Promise<never>;
  /** Ends the timer and the listening; call it whatever the outcome. */
  dispose(): void;
}

export function startTimeLimit(timeoutMs: number, cancel: AbortSignal, closed: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const onTimeout = () => controller.abort(new DoorStop("timeout", `no complete answer within ${timeoutMs} ms`));
  const onCancel = () => controller.abort(new DoorStop("cancelled", "cancelled"));
  const timer = setTimeout(onTimeout, Math.max(0, timeoutMs));
  // One run has one cancel signal and many requests at once: more than ten listeners are no leak.
  setMaxListeners(0, cancel, closed, controller.signal);
  cancel.addEventListener("abort", onCancel, { once: true });
  closed.addEventListener("abort", onCancel, { once: true });
  if (cancel.aborted || closed.aborted) onCancel();
  const reached = new Promise<never>((_, reject) => {
    if (controller.signal.aborted) reject(controller.signal.reason);
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  // Nobody may be waiting any more when it rejects.
  reached.catch(() => {});
  return {
    signal: controller.signal,
    reached,
    dispose: () => {
      clearTimeout(timer);
      cancel.removeEventListener("abort", onCancel);
      closed.removeEventListener("abort", onCancel);
    },
  };
}
