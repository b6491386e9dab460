import type { Control } from "@/lib/diagnosis/model";

/** What a layer's controls showed, in one phrase; null when it has none. */
export function describeControls(controls: readonly Control[]): string | null {
  if (controls.length === 0) return null;
  const refused = controls.filter((control) => control.observed === "refused").length;
  const sum = `${refused} of ${controls.length} refused`;
  if (controls.some((control) => control.observed === "accepted")) return sum;
  if (controls.every((control) => control.note === "not sent")) return "not sent";
  return controls.some((control) => control.counts) ? sum : `${sum}, prove nothing: the real call was not accepted`;
}

/** One control and whether its answer was the one expected. */
export function describeControl(control: Control): string {
  const name = control.tool === null ? control.name : `${control.name} (${control.tool})`;
  const status = control.status === null ? "" : `, HTTP ${control.status}`;
  const note = control.note === null ? "" : `, ${control.note}`;
  const expected =
    control.observed === "refused" ? (control.counts ? "as it must be" : "proves nothing") : "it must be refused";
  return `${name}: ${control.observed}${status}${note} (${expected})`;
}
