import { planLayers } from "@/lib/diagnosis/plan";
import { layers } from "@/lib/layers";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import type { DiagnosisRequest } from "./diagnosis-request";
import { seedsOf, toLayerInput } from "./to-layer-input";

/** What a run would send and leave behind, said before it starts. */
export interface Outline {
  /** At most. */
  readonly requests: number;
  readonly wrongCredentials: number;
  readonly awsSessionsMinted: number;
  readonly destinations: readonly string[];
  readonly layers: readonly {
    readonly id: string;
    readonly controls: readonly string[];
    readonly notApplicable: string | null;
  }[];
}

/**
 * The announcement of a run.
 * @throws AppError BAD_TOKEN
 */
export async function outline(request: DiagnosisRequest): Promise<Outline> {
  return outlineOf(await toLayerInput(request), request.only);
}

/** The announcement for an input; `only` leaves out the layers that neither it names nor they need. */
export function outlineOf(input: LayerInput, only: readonly string[] | null = null): Outline {
  const seeded = new Set(seedsOf(input).map((seed) => seed.output.name));
  const chosen = planLayers(layers, input, seeded, only);
  const concerned = chosen.filter((layer) => layer.notApplicable(input) === null);
  const plans = concerned.map((layer) => layer.plan(input));
  const sum = (of: "requests" | "wrongCredentials" | "awsSessionsMinted"): number =>
    plans.reduce((total, plan) => total + plan[of], 0);
  return {
    requests: sum("requests"),
    wrongCredentials: sum("wrongCredentials"),
    awsSessionsMinted: sum("awsSessionsMinted"),
    destinations: [...new Set(plans.flatMap((plan) => plan.destinations))],
    layers: chosen.map((layer) => ({
      id: layer.id,
      controls: layer.notApplicable(input) === null ? layer.controls(input).map((control) => control.name) : [],
      notApplicable: layer.notApplicable(input),
    })),
  };
}
