import type { RunView } from "@/lib/diagnosis/reduce";
import { AppError } from "@/lib/errors";
import type { ReportFormat } from "@/lib/report/formats/report-format";
import { findReportFormat, formats, listReportFormats } from "@/lib/report/formats/report-formats";

/**
 * A run as a download in the format of that name, with all there is.
 * @throws AppError BAD_REQUEST naming the formats there are
 */
export async function reportResponse(
  view: RunView,
  id: string,
  list: readonly ReportFormat[] = formats,
): Promise<Response> {
  const format = findReportFormat(id, list);
  if (format === undefined) {
    throw new AppError(
      "BAD_REQUEST",
      `There is no report format "${id.slice(0, 20)}".`,
      `The formats are ${listReportFormats(list)}.`,
    );
  }
  return new Response(await format.render(view, { colour: false, verbose: true }), {
    headers: {
      "content-type": format.mime,
      "content-disposition": `attachment; filename="bonafide-${view.id}.${format.extension}"`,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
