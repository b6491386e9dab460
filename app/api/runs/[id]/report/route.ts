import { AppError } from "@/lib/errors";
import { formats } from "@/lib/report/formats/report-formats";
import { readRoute } from "@/lib/server/api-route";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Exports a run in one of the report formats. */
export const GET = readRoute(async (app, request, { id = "" }) => {
  const view = app.runs.find(id).view;
  const wanted = new URL(request.url).searchParams.get("format") ?? "json";
  const format = formats.find((one) => one.id === wanted);
  if (format === undefined) {
    throw new AppError(
      "BAD_REQUEST",
      `There is no report format "${wanted.slice(0, 20)}".`,
      `The formats are ${formats.map((one) => one.id).join(", ")}.`,
    );
  }
  return new Response(format.render(view), {
    headers: {
      "content-type": format.mime,
      "content-disposition": `attachment; filename="bonafide-${view.id}.${format.extension}"`,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
});
