import { changeRoute } from "@/lib/server/api-route";
import { json } from "@/lib/server/to-http-response";
import { emptySchema, parseBody } from "@/lib/wire/run-request";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Forgets a token at once. */
export const POST = changeRoute(async (app, body, { handle = "" }) => {
  parseBody(emptySchema, body);
  app.tokens.forget(handle);
  return json({ forgotten: true });
});
