import { type ConfigChange, defineScenarios, type Scenario, type ScenarioEntry } from "../scenario";
import { type FaultDetail, type FaultKindName, faultKinds } from "./fault-kinds";
import { type FaultSite, faultSites } from "./fault-sites";

/** A field of the matrix, layer by kind of fault, told in words of its own. */
export interface MatrixRow extends FaultDetail {
  readonly kind: FaultKindName;
  /** `<layer>-<kind>` unless it is given. */
  readonly id?: string;
  readonly title: string;
  readonly story: string;
  /** Codes that the fault shows besides the layer's own. */
  readonly alsoShows?: readonly string[];
  /** In place of the kind's usual fault. */
  readonly fault?: ConfigChange;
}

/** The scenarios of one layer's rows: transport and controls of every layer are made here. */
export function matrixScenarios(layer: keyof typeof faultSites, rows: readonly MatrixRow[]): readonly Scenario[] {
  return defineScenarios(
    layer,
    rows.map((row) => entryOf(faultSites[layer], row)),
  );
}

function entryOf(site: FaultSite, row: MatrixRow): ScenarioEntry {
  const { kind: name, id = `${site.layer}-${name}`, title, story, alsoShows = [], fault, ...detail } = row;
  const kind = faultKinds[name];
  const layers = [site.layer, ...(kind.wholeHost === true ? site.sharedWith : [])];
  return {
    id,
    title,
    story,
    codes: [...layers.map((layer) => `${layer}/${kind.reason}`), ...alsoShows],
    verdict: kind.verdict,
    code: kind.verdict === "pass" ? null : `${site.layer}/${kind.reason}`,
    fault: fault ?? ((config) => kind.strike(config, site, detail)),
  };
}
