import { readRoute } from "@/lib/server/api-route";
import { reportResponse } from "@/lib/server/report-response";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Exports a run in one of the report formats. */
export const GET = readRoute(async (app, request, { id = "" }) => {
  const { view } = app.runs.find(id);
  return reportResponse(view, new URL(request.url).searchParams.get("format") ?? "json");
});
