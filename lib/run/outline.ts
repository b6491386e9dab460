import type { Layer, PlannedAmounts } from "@/lib/diagnosis/layer";
import type { BonafideContext, LayerInput } from "@/lib/layers/shared/layer-input";
import type { GivenOptions } from "@/lib/wire/given-options";
import { optionList } from "@/lib/wire/run-options";
import { seedsOf } from "./to-layer-input";

/** What a run would send and leave behind, said before it starts. The amounts of its own are those at most. */
export interface Outline extends PlannedAmounts {
  /** Exactly what is sent where every server answers as a sound one does; null where that cannot be known before. */
  readonly sound: PlannedAmounts | null;
  /** Origins, or words for one that is not known yet. */
  readonly destinations: readonly string[];
  /** What the options add, in sentences. */
  readonly adds: readonly string[];
  readonly layers: readonly {
    readonly id: string;
    readonly controls: readonly string[];
    readonly notApplicable: string | null;
  }[];
}

/** The announcement of a run of these layers. */
export function outlineOf(
  input: LayerInput,
  chosen: readonly Layer<LayerInput, BonafideContext>[],
  options: GivenOptions,
): Outline {
  const concerned = chosen.filter((layer) => layer.notApplicable(input) === null);
  const given = new Set([...seedsOf(input).map(({ output }) => output), ...concerned.flatMap(({ gives }) => gives)]);
  const plans = concerned.map((layer) => layer.plan(input, (output) => given.has(output)));
  const sound = plans.map((plan) => (plan.sound === undefined ? plan : plan.sound));
  const known = sound.filter((one) => one !== null);
  return {
    ...total(plans),
    sound: known.length < sound.length ? null : total(known),
    destinations: [...new Set(plans.flatMap((plan) => plan.destinations))],
    adds: optionList.flatMap(({ name, row }) => {
      const given = options[name];
      return row.adds === null || given === undefined || given === null || given === false ? [] : [row.adds];
    }),
    layers: chosen.map((layer) => ({
      id: layer.id,
      controls: layer.notApplicable(input) === null ? layer.controls(input).map((control) => control.name) : [],
      notApplicable: layer.notApplicable(input),
    })),
  };
}

function total(amounts: readonly PlannedAmounts[]): PlannedAmounts {
  const sum = (of: keyof PlannedAmounts): number => amounts.reduce((all, one) => all + one[of], 0);
  return {
    requests: sum("requests"),
    wrongCredentials: sum("wrongCredentials"),
    awsSessionsMinted: sum("awsSessionsMinted"),
  };
}
