import { AppError } from "@/lib/errors";
import { readRoute } from "@/lib/server/api-route";
import { eventStream } from "@/lib/server/event-stream-response";
import { stream } from "@/lib/server/to-http-response";
import { encodeEvent } from "@/lib/wire/event-stream";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Follows a run, or resumes after event `after`. */
export const GET = readRoute(async (app, request, { id = "" }) => {
  const text = new URL(request.url).searchParams.get("after") ?? "0";
  if (!/^\d{1,9}$/.test(text)) {
    throw new AppError(
      "BAD_REQUEST",
      "after is not a sequence number.",
      "Give the seq of the last event you have, or 0.",
    );
  }
  return stream(eventStream(app.runs.find(id).follow(Number(text)), encodeEvent), {});
});
