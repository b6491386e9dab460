import { changeRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";
import { labOpenSchema, parseBody } from "@/lib/wire/run-request";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Opens a scenario's stack and hands out its token: good at this lab alone. */
export const POST = changeRoute(async (app, body) => {
  const { scenario } = parseBody(labOpenSchema, body);
  const stack = await app.lab.open(scenario);
  const { controls, timeoutMs } = stack.options;
  return json({ token: stack.token, targetName: stack.target.name, options: { controls, timeoutMs } });
});
