import { type LiveResult, runLiveCalls } from "@/lib/diagnosis/controls";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import type { DoorResult } from "@/lib/http/door-types";
import type { BonafideContext } from "./layer-input";
import { clockSkew, failureReason, statusReason } from "./live-findings";

/** A control as a live layer sends it. */
export interface NamedCall<T> {
  readonly name: string;
  send(purpose: Purpose): Promise<Probe<T>>;
}

export interface LiveLayerCalls<T> {
  /** Sends the genuine call; used for the real call and the repeat. */
  genuine(purpose: Purpose): Promise<Probe<T>>;
  readonly controls: readonly NamedCall<T>[];
  onReal?(probe: Probe<T>): void;
}

/**
 * Runs a live layer's calls in their order and reports what the controls and the repeat mean.
 * `openAccess` decides for a layer that may be open on purpose: the reason to report in place of `not-enforced`,
 * or null when the acceptance is not explained so.
 */
export async function runLiveLayer<T>(
  ctx: BonafideContext,
  calls: LiveLayerCalls<T>,
  openAccess: (live: LiveResult<T>, accepted: readonly string[]) => string | null = () => null,
): Promise<LiveResult<T>> {
  const off = ctx.input.controls === "off";
  const live = await runLiveCalls<T>({
    real: () => calls.genuine("real"),
    controls: off
      ? []
      : calls.controls.map((control) => ({
          name: control.name,
          send: () => control.send(`control:${control.name}`),
        })),
    repeat: () => calls.genuine("repeat"),
    onControl: ctx.control,
    ...(calls.onReal === undefined ? {} : { onReal: calls.onReal }),
  });
  if (off && live.real.observed === "accepted") ctx.found("controls-off");
  reportControls(ctx, live, openAccess);
  if (live.repeat !== null && live.repeat.observed !== "accepted") {
    ctx.found("not-repeatable", { status: live.repeat.status, note: live.repeat.note });
  }
  return live;
}

function reportControls<T>(
  ctx: BonafideContext,
  live: LiveResult<T>,
  openAccess: (live: LiveResult<T>, accepted: readonly string[]) => string | null,
): void {
  const sent = live.controls.filter((control) => live.controlProbes.has(control.name));
  const accepted = sent.filter((control) => control.observed === "accepted").map((control) => control.name);
  if (accepted.length > 0) {
    const open = openAccess(live, accepted);
    ctx.found(open ?? "not-enforced", { acceptedControls: accepted });
  }
  const unanswered = sent.filter((control) => control.observed === "no-answer");
  // Beside a real call that failed anyway the controls prove nothing, answered or not.
  if (unanswered.length > 0 && live.real.observed === "accepted") {
    ctx.found("control-unanswered", {
      controls: unanswered.map((control) => `${control.name}: ${control.note ?? `status ${control.status ?? "none"}`}`),
    });
  }
}

/** Warns once if the answering server's clock is off; every answer of the layer is looked at. */
export function watchClock(ctx: BonafideContext, result: DoorResult): void {
  const skew = clockSkew(result);
  if (skew !== null) ctx.found("clock-skew", skew);
}

/**
 * The probe for a result that is no answer of the protocol at all: transport failure, redirect, rate limit, server error.
 * Null when the answer has to be read.
 */
export function unansweredProbe<T>(result: DoorResult, value: T): Probe<T> | null {
  const failure = failureReason(result);
  if (result.kind === "failure") {
    return {
      observed: "no-answer",
      answered: false,
      status: result.status,
      note: failure?.reason ?? result.failure,
      value,
    };
  }
  const status = statusReason(result);
  if (status === null) return null;
  return { observed: "no-answer", answered: false, status: result.status, note: status.reason, value };
}

/** Reports the finding for a real call without a protocol answer; true if there was one to report. */
export function reportUnanswered(ctx: BonafideContext, result: DoorResult): boolean {
  const reason = failureReason(result) ?? statusReason(result);
  if (reason === null) return result.kind === "failure";
  ctx.found(reason.reason, reason.evidence);
  return true;
}
