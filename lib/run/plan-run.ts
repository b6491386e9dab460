import { type Layer, layerFor } from "@/lib/diagnosis/layer";
import type { PlannedLayer } from "@/lib/diagnosis/model";
import { planLayers } from "@/lib/diagnosis/plan";
import { layers as chain } from "@/lib/layers";
import { expectedAccess } from "@/lib/layers/shared/expected-access";
import type { BonafideContext, LayerInput } from "@/lib/layers/shared/layer-input";
import type { GivenOptions } from "@/lib/wire/given-options";
import { seedsOf } from "./to-layer-input";

type RunLayer = Layer<LayerInput, BonafideContext>;

export interface RunPlan {
  readonly layers: readonly RunLayer[];
  readonly planned: readonly PlannedLayer[];
}

/** Chooses the layers of a run and which of them the verdict requires; of the usual chain unless another is given. */
export function planRun(options: GivenOptions, input: LayerInput, layers: RunPlan["layers"] = chain): RunPlan {
  const seeded = new Set(seedsOf(input).map((seed) => seed.output.name));
  const chosen = planLayers(layers, input, seeded, options.only ?? null);
  return { layers: chosen, planned: chosen.map((layer) => describeLayer(options, layer, input)) };
}

function describeLayer(options: GivenOptions, layer: RunLayer, input: LayerInput): PlannedLayer {
  const { title, question, proves, doesNotProve } = layerFor(layer, input);
  return {
    id: layer.id,
    title,
    question,
    nature: layer.nature,
    required: isRequired(options, layer, input),
    proves,
    doesNotProve,
    controls: layer.notApplicable(input) === null ? layer.controls(input).map((control) => control.name) : [],
    byHand: layer.byHand(input),
    ...expectationOf(layer, input),
  };
}

/** Of the layers that a subject may be refused at: those that ask as the subject, and concern it. */
function expectationOf(layer: RunLayer, input: LayerInput): Pick<PlannedLayer, "expects"> {
  const access = expectedAccess(input, layer.id);
  const asked = layer.asksAsSubject === true && layer.notApplicable(input) === null;
  return access === "served" || !asked ? {} : { expects: access };
}

function isRequired({ only, strict = false }: GivenOptions, layer: RunLayer, input: LayerInput): boolean {
  const { require: required } = input.target;
  if (only !== undefined) return only.includes(layer.id);
  if (required !== undefined && !strict) return required.includes(layer.id);
  const applicable = layer.notApplicable(input) === null;
  return applicable && (strict || layer.requiredByDefault(input));
}
