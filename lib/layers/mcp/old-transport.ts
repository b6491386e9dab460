import { SseReader } from "@/lib/clients/mcp/read-sse";
import type { BonafideContext } from "../shared/layer-input";
import type { Judged } from "./judge-tool-answer";

/** The one GET that is sent where POST is not known. */
export const OLD_TRANSPORT_REQUESTS = 1;
/** How long the first event may take, ms. */
const FIRST_EVENT_MS = 10_000;

/**
 * Where the URL knows no POST (405, or 404), asks it by GET for an event stream, as clients of before 2025 do: one whose
 * first event is `endpoint` speaks HTTP+SSE. Nothing after that event is waited for. Null where it does not.
 * @see MCP 2025-06-18, Transports, Backwards Compatibility
 */
export async function askOldTransport(
  ctx: BonafideContext,
  fault: Judged,
  bearer: string | null,
): Promise<Judged | null> {
  const { status, value } = fault;
  const allow = value?.result.headers.allow;
  const mayGet = allow === undefined || /\bGET\b/i.test(allow.slice(0, 200));
  if ((status !== 405 && status !== 404) || !mayGet) return null;
  const first = await readFirstEvent(ctx, bearer);
  if (first?.name !== "endpoint") return null;
  // The path alone: its query names a session, and what of the path does is kept as a secret.
  const endpoint = first.data.split("?", 1)[0]?.slice(0, 200) ?? "";
  return {
    ...fault,
    observed: "no-answer",
    answered: false,
    note: "speaks HTTP+SSE, the transport of before 2025",
    reason: "old-transport",
    evidence: { status, ...(allow === undefined ? {} : { allow }), endpoint },
  };
}

async function readFirstEvent(ctx: BonafideContext, bearer: string | null) {
  const events = new SseReader();
  let first: { readonly name: string; readonly data: string } | null = null;
  const result = await ctx.http.send(
    "real",
    {
      method: "GET",
      url: ctx.input.target.mcpUrl ?? "",
      headers: {
        accept: "text/event-stream",
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      timeoutMs: Math.min(ctx.input.timeoutMs, FIRST_EVENT_MS),
      signal: ctx.signal,
      watch: ({ status, headers }) => {
        if (status !== 200 || !isEventStream(headers)) return () => false;
        return (chunk) => {
          first ??= events.push(chunk)[0] ?? null;
          // Before the answer is recorded: the session that it names is a secret of the server's.
          if (first !== null) keepSession(ctx, first.data);
          return first !== null;
        };
      },
    },
    { step: "GET, as clients of before 2025 begin" },
  );
  const isStream = result.kind === "answer" && result.status === 200 && isEventStream(result.headers);
  // Where nobody followed the body on its way it is read here.
  const read = isStream ? (first ?? events.push(result.body)[0] ?? events.end()[0] ?? null) : null;
  if (read !== null) keepSession(ctx, read.data);
  return read;
}

function isEventStream(headers: Readonly<Record<string, string>>): boolean {
  return /^\s*text\/event-stream\b/i.test(headers["content-type"] ?? "");
}

const MAX_KEPT = 20;

/** What names a session: in the query, as the SDKs have it, or as a long part of the path that holds a digit. */
function keepSession(ctx: BonafideContext, endpoint: string): void {
  if (!URL.canParse(endpoint, "http://server")) return;
  const { pathname, searchParams } = new URL(endpoint, "http://server");
  const named = [...searchParams.values()].filter((value) => value.length >= 8);
  const inPath = pathname.split("/").filter((part) => part.length >= 16 && /\d/.test(part));
  for (const value of [...named, ...inPath].slice(0, MAX_KEPT)) ctx.keepSecret(value);
}
