import type { Control } from "./model";
import type { LayerView } from "./reduce";

/** Controls that bring no credential at all. */
const BARE: readonly string[] = ["no-token", "unsigned"];

/** A control that an open layer may serve as well as refuse: its caller brings no credential. */
export function mayBeServed({ expects }: Pick<LayerView, "expects">, { name }: Control): boolean {
  return expects === "open" && BARE.includes(name);
}

/**
 * An acceptance that is right: the target says that the layer is open, and either the caller brought no credential or,
 * as the layer passes, it was served as nobody.
 */
export function servedByDesign(layer: Pick<LayerView, "expects" | "status">, control: Control): boolean {
  if (control.observed !== "accepted" || layer.expects !== "open") return false;
  return layer.status === "pass" || mayBeServed(layer, control);
}
