import { type Layer, layerFor } from "@/lib/diagnosis/layer";
import type { PlannedLayer } from "@/lib/diagnosis/model";
import { planLayers } from "@/lib/diagnosis/plan";
import { AppError } from "@/lib/errors";
import { layers as chain } from "@/lib/layers";
import { accessOf } from "@/lib/layers/shared/access";
import type { BonafideContext, LayerInput } from "@/lib/layers/shared/layer-input";
import type { DiagnosisRequest } from "./diagnosis-request";
import { seedsOf } from "./to-layer-input";

export interface RunPlan {
  readonly layers: readonly Layer<LayerInput, BonafideContext>[];
  readonly planned: readonly PlannedLayer[];
}

/**
 * Chooses the layers of a run and which of them the verdict requires; of the usual chain unless another is given.
 * @throws AppError BAD_REQUEST for a layer that does not exist
 */
export function planRun(request: DiagnosisRequest, input: LayerInput, layers: RunPlan["layers"] = chain): RunPlan {
  for (const id of [...(request.only ?? []), ...(request.target.require ?? [])]) refuseUnknownLayer(id);
  const seeded = new Set(seedsOf(input).map((seed) => seed.output.name));
  const chosen = planLayers(layers, input, seeded, request.only);
  return {
    layers: chosen,
    planned: chosen.map((layer) => describeLayer(request, layer, input)),
  };
}

function describeLayer(
  request: DiagnosisRequest,
  layer: Layer<LayerInput, BonafideContext>,
  input: LayerInput,
): PlannedLayer {
  const { title, question, proves, doesNotProve } = layerFor(layer, input);
  return {
    id: layer.id,
    title,
    question,
    nature: layer.nature,
    required: isRequired(request, layer, input),
    proves,
    doesNotProve,
    controls: layer.notApplicable(input) === null ? layer.controls(input).map((control) => control.name) : [],
    byHand: layer.byHand(input),
    ...expectationOf(layer, input),
  };
}

/** Of the layers that a subject may be refused at: those that ask as the subject, and concern it. */
function expectationOf(layer: Layer<LayerInput, BonafideContext>, input: LayerInput): Pick<PlannedLayer, "expects"> {
  const access = accessOf(input, layer.id);
  const asksAsSubject = layer.nature === "live" && layer.id !== "discovery";
  return access === "served" || !asksAsSubject || layer.notApplicable(input) !== null ? {} : { expects: access };
}

function refuseUnknownLayer(id: string): void {
  if (chain.some((layer) => layer.id === id)) return;
  throw new AppError(
    "BAD_REQUEST",
    `There is no layer "${id}".`,
    `The layers are ${chain.map((layer) => layer.id).join(", ")}.`,
  );
}

function isRequired(request: DiagnosisRequest, layer: Layer<LayerInput, BonafideContext>, input: LayerInput): boolean {
  if (request.only !== null) return request.only.includes(layer.id);
  if (request.target.require !== undefined && !request.strict) return request.target.require.includes(layer.id);
  const applicable = layer.notApplicable(input) === null;
  return applicable && (request.strict || layer.requiredByDefault(input));
}
