import type { LogLine } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";

const isOwn = ({ source, purpose }: LogLine) => source === "bonafide" && purpose === null;

/** Where to look for what went wrong with Bonafide itself in a run that has a report; null when nothing did. */
export function describeOwnFaults(view: RunView): string | null {
  const layers = view.layers.filter(({ status, logs }) => status === "tool-error" && logs.some(isOwn));
  if (layers.length > 0) {
    const names = layers.map(({ id }) => id).join(" and ");
    return `Bonafide itself failed at ${names}: see the "bonafide" lines beside ${layers.length === 1 ? "that layer" : "those layers"} in the report.\n`;
  }
  if (view.state !== "interrupted") return null;
  return 'Bonafide itself failed before the run had ended: see the "bonafide" lines of "logs" in the report.\n';
}
