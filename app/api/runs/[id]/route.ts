import { toJsonReport } from "@/lib/report/formats/to-json";
import { readRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The run as it stands, in the form of the JSON report. */
export const GET = readRoute(async (app, _request, { id = "" }) => json(toJsonReport(app.runs.find(id).view)));
