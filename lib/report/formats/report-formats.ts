import type { ReportFormat } from "./report-format";
import { jsonFormat } from "./to-json";
import { prettyFormat } from "./to-pretty";

/** Every report format, the default one first: the single list. */
export const formats: readonly ReportFormat[] = [prettyFormat, jsonFormat];

/** The format of that name; undefined if there is none. */
export function findReportFormat(id: string, list: readonly ReportFormat[] = formats): ReportFormat | undefined {
  return list.find((format) => format.id === id);
}

/** The names of the formats in words: "pretty, json". */
export function listReportFormats(list: readonly ReportFormat[] = formats): string {
  return list.map(({ id }) => id).join(", ");
}
