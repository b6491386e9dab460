import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { type FakeServer, remote, runMcp } from "./test-mcp";

const stream = (body: string, status = 200, type = "text/event-stream; charset=utf-8") =>
  testAnswer(status, body, { "content-type": type });
const endpoint = stream("event: endpoint\r\ndata: /messages/?session_id=0123456789abcdef\r\n\r\n: ping\r\n\r\n");

const server = (posted: DoorResult, streamed: DoorResult = endpoint): FakeServer => ({
  ...remote,
  greet: () => posted,
  streamed: () => streamed,
});
const gets = (run: Awaited<ReturnType<typeof runMcp>>) =>
  run.sent.filter(({ purpose, request }) => purpose === "real" && request.method === "GET");

describe("the transport of before 2025", () => {
  it.each<[string, DoorResult]>([
    ["405 with Allow", testAnswer(405, "Method Not Allowed", { allow: "GET, HEAD" })],
    ["405 without", testAnswer(405, "")],
    ["404", testAnswer(404, "Cannot POST /sse")],
  ])("is known by its first event, after a %s", async (_, posted) => {
    const run = await runMcp(server(posted));
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/old-transport"]]);
    expect(run.findings[0]?.evidence).toMatchObject({ status: posted.status, endpoint: "/messages/" });
    expect(JSON.stringify(run.findings)).not.toContain("0123456789abcdef");
    expect(gets(run)).toHaveLength(1);
    expect(run.controls.every(({ unsent }) => unsent === true)).toBe(true);
  });

  it("is asked for as clients of then began, with the token", async () => {
    const [{ request, mark } = { request: { headers: {}, timeoutMs: 0 }, mark: {} }] = gets(
      await runMcp(server(testAnswer(405, ""))),
    );
    expect(request.headers).toMatchObject({
      accept: "text/event-stream",
      authorization: expect.stringMatching(/^Bearer /),
    });
    expect(request.timeoutMs).toBeLessThanOrEqual(10_000);
    expect(mark).toEqual({ step: "GET, as clients of before 2025 begin" });
  });

  it.each<[string, DoorResult]>([
    ["another first event", stream("event: message\ndata: {}\n\nevent: endpoint\ndata: /m\n\n")],
    ["no event", stream(": ping\n\n")],
    ["another type", stream("event: endpoint\ndata: /m\n\n", 200, "text/plain")],
    ["another status", stream("event: endpoint\ndata: /m\n\n", 401)],
    ["no answer", testFailure("timeout")],
  ])("is not known by %s", async (_, streamed) => {
    const run = await runMcp(server(testAnswer(405, ""), streamed));
    expect(run.codes).toEqual(["mcp/unexpected-status"]);
  });

  it.each<[string, DoorResult]>([
    ["a method list without GET", testAnswer(405, "", { allow: "POST, DELETE" })],
    ["a 401", testAnswer(401, "")],
    ["a 400", testAnswer(400, "")],
    ["a handshake", testAnswer(500, "")],
  ])("is not asked for after %s", async (_, posted) => {
    expect(gets(await runMcp(server(posted)))).toEqual([]);
  });

  it("follows the stream no further than its first event, and keeps the session that it names", async () => {
    const run = await runMcp(server(testAnswer(405, "")));
    const watch = gets(run)[0]?.request.watch?.({ status: 200, headers: { "content-type": "text/event-stream" } });
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(watch?.(bytes("event: endpoint\ndata: /m?session_id=fedcba98"))).toBe(false);
    expect(watch?.(bytes("76543210&x=1\n\n"))).toBe(true);
    expect(run.secrets).toContain("fedcba9876543210");
    expect(run.secrets).not.toContain("1");
    const page = gets(run)[0]?.request.watch?.({ status: 200, headers: { "content-type": "text/html" } });
    expect(page?.(bytes("event: endpoint\ndata: /m\n\n"))).toBe(false);
  });

  it("keeps a session that the path names, and no other part of it", async () => {
    const id = "6f1c2d3e-5b6a-4c7d";
    const named = stream(`event: endpoint\ndata: /api/v1/messages-of-a-session/${id}/short-1\n\n`);
    const { secrets } = await runMcp(server(testAnswer(405, ""), named));
    expect(secrets).toContain(id);
    expect(
      secrets.filter(
        (one) => one !== id && named.kind === "answer" && "/messages-of-a-session/short-1/api".includes(one),
      ),
    ).toEqual([]);
  });
});
