import { isAppError } from "@/lib/errors";
import { readRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Whether the lab is up, and its scenarios. */
export const GET = readRoute(async (app) => {
  try {
    const lab = await app.lab.lab();
    const scenarios = lab.scenarios.map(({ id, title, story, group, codes }) => ({ id, title, story, group, codes }));
    return json({ state: "up", message: null, scenarios });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return json({ state: "down", message: `${error.message} ${error.suggestion}`, scenarios: [] });
  }
});
