import type { Exchange } from "./model";

/** For tests: when exchanges begin. */
export const CLOCK_NOW = Date.UTC(2026, 0, 1);

/** For tests: an answer of this host, and path, whose clock is ahead by so many seconds. */
export function dated(host: string, aheadS: number): Exchange {
  return {
    id: "a-1",
    purpose: "real",
    step: null,
    tool: null,
    failure: null,
    method: "GET",
    url: `https://${host}`,
    status: 200,
    startedAt: new Date(CLOCK_NOW).toISOString(),
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 0, totalMs: 0 },
    requestHeaders: {},
    responseHeaders: { date: new Date(CLOCK_NOW + aheadS * 1000).toUTCString() },
    bodyExcerpt: "",
    traceId: "",
  };
}
