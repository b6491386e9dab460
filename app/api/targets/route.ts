import { readRoute } from "@/lib/server/api-route";
import { describeTargets } from "@/lib/server/describe-targets";
import { json } from "@/lib/server/to-http-response";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The saved targets; an invalid one is shown with what is wrong and where. */
export const GET = readRoute(async (app) => json({ targets: await describeTargets(app.settings.dataFolder) }));
