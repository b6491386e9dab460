import type { ReportFormat } from "./formats/report-format";
import { formats } from "./formats/report-formats";

const bytes = (id: string) => new Uint8Array([0, 255, 254, 10, id.length]);

/** A format of bytes that takes its time, as an archive would be. */
export const bytesFormat: ReportFormat = {
  ...{ id: "bytes", label: "Bytes", mime: "application/octet-stream", extension: "bin" },
  render: async (view) => bytes(view.id),
};

/** One that a terminal is of no use to. */
export const fileFormat: ReportFormat = { ...bytesFormat, id: "bytes-in-file", needsFile: true };

/** The list with these two added. */
export const formatsWithBytes: readonly ReportFormat[] = [...formats, bytesFormat, fileFormat];
