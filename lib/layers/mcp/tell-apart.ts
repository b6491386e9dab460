import type { ForeignAnswer } from "@/lib/refusals/foreign-answer";
import { toldApart } from "../shared/told-apart";
import { foreignReply } from "./judge-refusal";
import type { Judged } from "./judge-tool-answer";
import type { ControlRun } from "./run-controls";
import type { RealCall, RealRun } from "./run-real";

/** Reasons that a 403 of the genuine call may have until its controls are known. */
const OPEN_REASONS: readonly (string | null)[] = ["forbidden", "unauthorized"];

/**
 * The genuine session with each 403 told from what the wrong callers got of the same tool (DESIGN §2, Code → status): a
 * gate that refuses everybody, a token that was taken for a bad one, or one that was known and not allowed.
 */
export function tellApart(real: RealRun, controls: readonly ControlRun[]): RealRun {
  const calls = real.calls.map((one): RealCall => ({ ...one, judged: toldOf(one, controls) }));
  const [first] = calls;
  // A handshake that was refused stands for every tool, so any tool's controls tell what it means.
  const handshake = real.handshake === null || first === undefined ? real.handshake : first.judged;
  return { ...real, calls, handshake };
}

function toldOf({ call, judged }: RealCall, controls: readonly ControlRun[]): Judged {
  const real = judged.status === 403 && OPEN_REASONS.includes(judged.reason) ? answerOf(judged) : null;
  const answered = (name: string) => controlAnswer(controls, name, call.label);
  if (real === null || controls.every(({ calls }) => calls.length === 0)) return judged;
  switch (toldApart(real, answered("no-token"), answered("tampered"))) {
    case "blocked-in-front":
      return {
        ...judged,
        reason: "blocked-in-front",
        evidence: { ...judged.evidence, alike: "every caller gets the same 403" },
      };
    case "rejected":
      return { ...judged, reason: "unauthorized" };
    case "forbidden":
      return judged;
  }
}

function controlAnswer(controls: readonly ControlRun[], name: string, label: string): ForeignAnswer | null {
  const run = controls.find((one) => one.name === name);
  const one = run?.calls.find(({ real }) => real.call.label === label);
  return one === undefined ? null : answerOf(one.judged);
}

function answerOf({ value }: Judged): ForeignAnswer | null {
  return value === null ? null : foreignReply(value);
}
