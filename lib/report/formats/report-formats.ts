import type { RunView } from "@/lib/diagnosis/reduce";
import { toJsonText } from "./to-json";
import { type PrettyOptions, toPretty } from "./to-pretty";

/** A way to export a run. */
export interface ReportFormat {
  readonly id: string;
  readonly label: string;
  readonly mime: string;
  /** Without the dot. */
  readonly extension: string;
  render(view: RunView, options?: PrettyOptions): string;
}

/** Every report format: the single list. */
export const formats: readonly ReportFormat[] = [
  { id: "pretty", label: "Text", mime: "text/plain; charset=utf-8", extension: "txt", render: toPretty },
  { id: "json", label: "JSON", mime: "application/json", extension: "json", render: toJsonText },
];
