import { changeRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";
import { emptySchema, parseBody } from "@/lib/wire/run-request";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Stops a run at once; a run that has ended stays as it is. */
export const POST = changeRoute(async (app, body, { id = "" }) => {
  parseBody(emptySchema, body);
  const run = app.runs.find(id);
  run.cancel();
  return json({ id: run.id, state: run.view.state });
});
