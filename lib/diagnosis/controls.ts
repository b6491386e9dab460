import type { Probe } from "./layer";
import type { Control } from "./model";

/** One control call: made only after the real call was answered. */
interface ControlCall<T> {
  readonly name: string;
  send(): Promise<Probe<T>>;
}

export interface LiveCalls<T> {
  real(): Promise<Probe<T>>;
  readonly controls: readonly ControlCall<T>[];
  repeat(): Promise<Probe<T>>;
  /** Called with the real answer before any control is sent, so that outputs can be handed on at once. */
  onReal?(probe: Probe<T>): void;
  onControl(control: Control): void;
}

export interface LiveResult<T> {
  readonly real: Probe<T>;
  readonly controls: readonly Control[];
  /** Probes of the controls that were sent, in the order of `controls`. */
  readonly controlProbes: ReadonlyMap<string, Probe<T>>;
  /** Null when it was not sent. */
  readonly repeat: Probe<T> | null;
}

/**
 * The order of a live layer: the real call first; if it was answered, all controls together; if it was accepted,
 * the real call once more. A refusal counts only beside an acceptance.
 */
export async function runLiveCalls<T>(calls: LiveCalls<T>): Promise<LiveResult<T>> {
  const real = await calls.real();
  calls.onReal?.(real);
  const controlProbes = new Map<string, Probe<T>>();
  const accepted = real.observed === "accepted";
  const toControl = (name: string, probe: Probe<T> | null): Control => ({
    name,
    tool: null,
    expected: "refused",
    observed: probe === null ? "no-answer" : probe.observed,
    counts: accepted && probe !== null,
    status: probe?.status ?? null,
    note: probe === null ? "not sent" : probe.note,
    ...(probe === null ? { unsent: true } : {}),
  });
  if (!real.answered) {
    const controls = calls.controls.map((control) => toControl(control.name, null));
    for (const control of controls) calls.onControl(control);
    return { real, controls, controlProbes, repeat: null };
  }
  const controls = await Promise.all(
    calls.controls.map(async (call) => {
      const probe = await call.send();
      controlProbes.set(call.name, probe);
      const control = toControl(call.name, probe);
      calls.onControl(control);
      return control;
    }),
  );
  // A layer ends at the first request that hits its deadline.
  const timedOut = [...controlProbes.values()].some((probe) => probe.reason === "timeout");
  const repeat = accepted && !timedOut ? await calls.repeat() : null;
  return { real, controls, controlProbes, repeat };
}
