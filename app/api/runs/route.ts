import { changeRoute, readRoute } from "@/lib/server/api-route";
import { eventStream } from "@/lib/server/event-stream-response";
import { MAX_RUN_BODY_BYTES } from "@/lib/server/guard";
import { resolveRun } from "@/lib/server/resolve-run";
import { summarise } from "@/lib/server/run-summary";
import { json, stream } from "@/lib/server/to-http-response";
import { encodeEvent } from "@/lib/wire/event-stream";
import { parseBody, runRequestSchema } from "@/lib/wire/run-request";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = readRoute(async (app) => json({ runs: app.runs.list().map((run) => summarise(run.view)) }));

/** Starts a run and streams its events; closing the stream does not cancel it. */
export const POST = changeRoute(async (app, body) => {
  const { run: prepared, tokenHandle } = await resolveRun(app, parseBody(runRequestSchema, body));
  const run = await app.runs.start(prepared);
  return stream(eventStream(run.follow(0), encodeEvent), {
    "x-bonafide-run-id": run.id,
    ...(tokenHandle === null
      ? {}
      : {
          "x-bonafide-token-handle": tokenHandle,
          "x-bonafide-token-expires-at": app.tokens.expiresAt(tokenHandle) ?? "",
        }),
  });
}, MAX_RUN_BODY_BYTES);
