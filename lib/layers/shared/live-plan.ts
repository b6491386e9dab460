import type { ControlSpec, LayerPlan, PlannedAmounts } from "@/lib/diagnosis/layer";

/** What a layer's calls add to its plan. */
export interface LivePlanParts {
  readonly controls: readonly ControlSpec[];
  /** The subject is to be served: else the genuine call is refused, and not made once more. */
  readonly served: boolean;
  /** An accepted call hands out AWS credentials. */
  readonly mints?: boolean;
  /** Requests beside an accepted call. */
  readonly beside?: number;
  /** Further requests at most, where the answers ask for them. */
  readonly perhaps?: number;
  readonly destinations: readonly string[];
}

/**
 * The plan of a layer with one genuine call, its controls together, and the genuine call once more. At most every call
 * is accepted, so that each may mint; a sound server accepts the genuine ones alone.
 */
export function livePlan(parts: LivePlanParts): LayerPlan {
  const { controls, served, mints = false, beside = 0, perhaps = 0, destinations } = parts;
  const wrongCredentials = controls.filter((control) => control.wrongCredential).length;
  const calls = 2 + controls.length;
  return withSound(
    {
      requests: calls + beside + perhaps,
      wrongCredentials,
      awsSessionsMinted: mints ? calls + perhaps : 0,
      destinations,
    },
    {
      requests: served ? calls + beside : calls - 1,
      wrongCredentials,
      awsSessionsMinted: mints && served ? 2 : 0,
    },
  );
}

/** The plan with what is sent to sound servers, where that is anything else. */
export function withSound(plan: LayerPlan, sound: PlannedAmounts | null): LayerPlan {
  const same =
    sound !== null &&
    sound.requests === plan.requests &&
    sound.wrongCredentials === plan.wrongCredentials &&
    sound.awsSessionsMinted === plan.awsSessionsMinted;
  return same ? plan : { ...plan, sound };
}
