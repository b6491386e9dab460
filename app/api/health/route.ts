import { readRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** That this process answers, and which version it is. */
export const GET = readRoute(async (app) => json({ status: "ok", version: app.runtime.toolVersion }));
