import type { Control } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { mayBeServed, servedByDesign } from "@/lib/diagnosis/served-by-design";

type Of = Pick<LayerView, "expects" | "status" | "controlResults">;

/** What a layer's controls showed, in one phrase; null when it has none. */
export function describeControls(layer: Of): string | null {
  const controls = layer.controlResults;
  if (controls.length === 0) return null;
  const refused = controls.filter((control) => control.observed === "refused").length;
  const open = controls.filter((control) => servedByDesign(layer, control)).length;
  const sum = `${refused} of ${controls.length} refused${open === 0 ? "" : `, ${open} served: open on purpose`}`;
  if (controls.some((control) => control.observed === "accepted")) return sum;
  if (controls.every((control) => control.unsent === true)) return "not sent";
  return controls.some((control) => control.counts) ? sum : `${sum}, prove nothing: the real call was not accepted`;
}

/** One control and whether its answer was the one expected. */
export function describeControl(layer: Of, control: Control): string {
  const name = control.tool === null ? control.name : `${control.name} (${control.tool})`;
  const status = control.status === null ? "" : `, HTTP ${control.status}`;
  const note = control.note === null ? "" : `, ${control.note}`;
  return `${name}: ${control.observed}${status}${note} (${judge(layer, control)})`;
}

function judge(layer: Of, control: Control): string {
  if (servedByDesign(layer, control)) return "open on purpose";
  if (control.observed !== "refused") return "it must be refused";
  if (!control.counts) return "proves nothing";
  return mayBeServed(layer, control) ? "as it may be: the target allows serving it" : "as it must be";
}
