import { changeRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";
import { shownOptions } from "@/lib/wire/run-options";
import { labOpenSchema, parseBody } from "@/lib/wire/run-request";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Opens a scenario's stack and hands out its token: good at this lab alone. */
export const POST = changeRoute(async (app, body) => {
  const { scenario } = parseBody(labOpenSchema, body);
  const stack = await app.lab.open(scenario);
  // A scenario about a caller without a token fills none in.
  const token = stack.options.withoutToken === true ? null : stack.token;
  return json({ token, targetName: stack.target.name, options: shownOptions(stack.options) });
});
