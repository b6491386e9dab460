import { afterEach, describe, expect, it } from "vitest";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { RequestMark } from "@/lib/diagnosis/layer";
import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import { closeAll, door, get, origin, tcp, text } from "@/lib/http/test-door";
import { createRedactor } from "@/lib/redact/create-redactor";
import { createRecordingHttp } from "./recording-http";

afterEach(closeAll);

/** A server that answers the first request of each connection, and resets it at the second. */
async function resetting() {
  const asked: string[] = [];
  const server = await tcp((socket) => {
    let count = 0;
    socket.on("data", (bytes) => {
      asked.push(/^traceparent: (.*)$/m.exec(bytes.toString())?.[1] ?? "");
      count += 1;
      if (count > 1) socket.resetAndDestroy();
      else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    });
  });
  return { server, asked };
}

function recorder(url: string) {
  const events: Extract<RunEventBody, { type: "exchange" }>[] = [];
  let chance = 0;
  const http = createRecordingHttp({
    layer: "search",
    door: door([url]),
    redactor: createRedactor(),
    userAgent: "bonafide/test",
    random: (bytes) => new Uint8Array(bytes).fill(++chance),
    emit: (event) => void (event.type === "exchange" && events.push(event)),
  });
  const send = (request: Partial<DoorRequest> = {}, mark: RequestMark<DoorResult> = {}) =>
    http.send("control:tampered", get(url, request), mark);
  return { send, events, exchanges: () => events.map(({ exchange }) => exchange) };
}

/** No answer after 400 ms. */
function lost(more: { readonly stale?: true }): DoorResult {
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 400 };
  const failure = { kind: "failure", failure: "unreachable", detail: "closed", status: null } as const;
  return { ...failure, headers: {}, startedAtMs: 0, timings, ...more };
}

describe("a request on a kept connection that had closed", () => {
  it("is sent once more on a fresh one, and both attempts are listed, each with its own id, trace and times", async () => {
    const { server, asked } = await resetting();
    const { send, events, exchanges } = recorder(origin(server));
    await send();
    expect(text(await send({}, { wrongCredential: true, step: "ask", tool: "t" }))).toBe("hi");
    expect(exchanges().map(({ id, status, failure }) => [id, status, failure])).toEqual([
      ["search-1", 200, null],
      ["search-2", null, "unreachable: the reused connection was closed before an answer"],
      ["search-3", 200, null],
    ]);
    expect(exchanges().slice(1)).toMatchObject([
      { purpose: "control:tampered", step: "ask", tool: "t", timings: { connectMs: null } },
      { purpose: "control:tampered", step: "ask", tool: "t", timings: { connectMs: expect.any(Number) } },
    ]);
    expect(events.map(({ wrongCredential }) => wrongCredential)).toEqual([false, true, true]);
    expect(asked.map((trace) => trace.split("-")[1])).toEqual(exchanges().map(({ traceId }) => traceId));
    expect(new Set(asked).size).toBe(3);
  });

  it("has no more time for both attempts than it had for one", async () => {
    const timeouts: number[] = [];
    const http = createRecordingHttp({
      layer: "search",
      door: {
        allow: () => {},
        close: () => {},
        send: async ({ timeoutMs, once }) => {
          timeouts.push(timeoutMs);
          return lost(once === true ? {} : { stale: true });
        },
      },
      redactor: createRedactor(),
      userAgent: "bonafide/test",
      random: (bytes) => new Uint8Array(bytes),
      emit: () => {},
    });
    for (const timeoutMs of [1_000, 300]) await http.send("real", get("http://x.example/", { timeoutMs }));
    expect(timeouts).toEqual([1_000, 600, 300, 1]);
  });
});

describe("no second try", () => {
  it("where the fresh connection is closed too", async () => {
    let seen = 0;
    const server = await tcp((socket) => {
      socket.once("data", () => {
        seen += 1;
        if (seen > 1) return socket.destroy();
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        socket.once("data", () => socket.destroy());
      });
    });
    const { send, exchanges } = recorder(origin(server));
    await send();
    expect(await send()).toMatchObject({ kind: "failure", failure: "unreachable" });
    expect(exchanges().map(({ failure }) => failure)).toEqual([
      null,
      "unreachable: the reused connection was closed before an answer",
      expect.stringMatching(/^unreachable: connection/),
    ]);
  });

  it("after the first byte", async () => {
    const server = await tcp((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi"));
      });
    });
    const { send, exchanges } = recorder(origin(server));
    await send();
    expect(await send()).toMatchObject({ kind: "failure", status: 200 });
    expect(exchanges()).toHaveLength(2);
  });

  it.each<[string, Partial<DoorRequest>, RequestMark<DoorResult>]>([
    ["goes out once", { once: true }, {}],
    ["may hand out credentials", {}, { mints: () => false }],
  ])("is needed by what %s: it never takes a kept connection", async (_, request, mark) => {
    const { server } = await resetting();
    const { send, exchanges } = recorder(origin(server));
    for (let count = 0; count < 3; count += 1) expect(text(await send(request, mark))).toBe("hi");
    expect(exchanges()).toHaveLength(3);
    expect(server.connections()).toBe(3);
  });
});
