import { type LiveResult, runLiveCalls } from "@/lib/diagnosis/controls";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import type { DoorResult } from "@/lib/http/door-types";
import type { Access } from "@/lib/wire/target-schema";
import { acceptedTitle } from "./accepted-title";
import type { BonafideContext } from "./layer-input";
import { clockSkew, failureReason, statusReason } from "./live-findings";

/** A control as a live layer sends it. */
interface NamedCall<T> {
  readonly name: string;
  send(purpose: Purpose): Promise<Probe<T>>;
}

export interface LiveLayerCalls<T> {
  /** Sends the genuine call; used for the real call and the repeat. */
  genuine(purpose: Purpose): Promise<Probe<T>>;
  readonly controls: readonly NamedCall<T>[];
  onReal?(probe: Probe<T>): void;
  /** What the subject should get here. */
  readonly access: Access;
  /** Whether a refused answer is the refusal that a subject may be expected to get; any is unless given. */
  isExpectedRefusal?(probe: Probe<T>): boolean;
  /** Called where the subject is to be refused and was, with what the controls got. */
  onExpectedRefusal?(live: LiveResult<T>): void;
  /** What this layer's server gives, for titles that name an accepted credential: "the registry handed out credentials". */
  readonly serves?: string;
}

export interface LiveLayerResult<T> extends LiveResult<T> {
  /** The layer's summary where the subject is to be refused and that is decided; null when the real call is to be judged. */
  readonly decided: string | null;
}

/**
 * Runs a live layer's calls in their order and reports what they mean for this subject, what the controls mean, and the
 * repeat. Where the subject is to be refused, a refusal is right and an acceptance is `unexpected-access`.
 * `openAccess` decides for a layer that may be open on purpose: the reason to report in place of `not-enforced`,
 * or null when the acceptance is not explained so.
 */
export async function runLiveLayer<T>(
  ctx: BonafideContext,
  calls: LiveLayerCalls<T>,
  openAccess: (live: LiveResult<T>, accepted: readonly string[]) => string | null = () => null,
): Promise<LiveLayerResult<T>> {
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
  const decided = calls.access === "refused" ? decideRefusal(ctx, live, calls) : null;
  // Without a token a layer has no controls that could be off.
  const proven = live.real.observed === "accepted" || decided !== null;
  if (off && proven && ctx.input.token !== null) ctx.found("controls-off");
  reportControls(ctx, live, calls, openAccess);
  if (live.repeat !== null && live.repeat.observed !== "accepted") {
    ctx.found("not-repeatable", { status: live.repeat.status, note: live.repeat.note });
  }
  return { ...live, decided };
}

/** What the real call means for a subject that is to be refused; null when it was neither served nor refused so. */
function decideRefusal<T>(ctx: BonafideContext, live: LiveResult<T>, calls: LiveLayerCalls<T>): string | null {
  const { real } = live;
  if (real.observed === "accepted") {
    ctx.found("unexpected-access", { status: real.status, expected: "refused" });
    return "served, but this subject should be refused";
  }
  if (real.observed !== "refused" || calls.isExpectedRefusal?.(real) === false) return null;
  if (real.note !== null) ctx.fact("refused-with", real.note.slice(0, 200));
  calls.onExpectedRefusal?.(live);
  return `${real.status ?? "refused"}: refused, as this subject should be`;
}

function reportControls<T>(
  ctx: BonafideContext,
  live: LiveResult<T>,
  { access, serves }: LiveLayerCalls<T>,
  openAccess: (live: LiveResult<T>, accepted: readonly string[]) => string | null,
): void {
  const accepted = live.controls.filter((control) => control.observed === "accepted").map((control) => control.name);
  if (accepted.length > 0) {
    const open = openAccess(live, accepted);
    const byDesign = access === "open" && (open === "anonymous-access" || accepted.every(isWithoutCredential));
    const words = open === null && serves !== undefined ? { title: acceptedTitle(serves, accepted) } : {};
    if (!byDesign) ctx.found(open ?? "not-enforced", { acceptedControls: accepted }, words);
  }
  const unanswered = live.controls.filter((control) => control.observed === "no-answer");
  // Beside a real call that failed anyway the controls prove nothing, answered or not, or not even sent.
  if (unanswered.length > 0 && live.real.observed === "accepted") {
    ctx.found("control-unanswered", {
      controls: unanswered.map((control) => `${control.name}: ${control.note ?? `status ${control.status ?? "none"}`}`),
    });
  }
}

function isWithoutCredential(control: string): boolean {
  return control === "no-token" || control === "unsigned";
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
      reason: failure?.reason ?? null,
      value,
    };
  }
  const status = statusReason(result);
  if (status === null) return null;
  return {
    observed: "no-answer",
    answered: false,
    status: result.status,
    note: status.reason,
    reason: status.reason,
    value,
  };
}

/** Reports the finding for a real call without a protocol answer; true if there was one to report. */
export function reportUnanswered(ctx: BonafideContext, result: DoorResult): boolean {
  const reason = failureReason(result) ?? statusReason(result);
  if (reason === null) return result.kind === "failure";
  ctx.found(reason.reason, reason.evidence, "words" in reason ? (reason.words ?? {}) : {});
  return true;
}
