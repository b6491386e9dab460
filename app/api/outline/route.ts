import { changeRoute } from "@/lib/server/api-route";
import { outlineFor } from "@/lib/server/outline-for";
import { json } from "@/lib/server/to-http-response";
import { outlineRequestSchema, parseBody } from "@/lib/wire/run-request";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** What a run would send, where to, and what it would mint: for the page, before Run. Nothing is sent. */
export const POST = changeRoute(async (app, body) =>
  json(await outlineFor(app, parseBody(outlineRequestSchema, body))),
);
