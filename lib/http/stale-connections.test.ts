import type { Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, door, get, origin, tcp, text } from "./test-door";

afterEach(closeAll);

const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

/** Answers the first request of each connection, and does `then` at the next. */
function onSecond(then: (socket: Socket) => void) {
  return tcp((socket) => {
    socket.once("data", () => {
      socket.write(ANSWER);
      socket.once("data", () => then(socket));
    });
  });
}

const STALE = "unreachable: the reused connection was closed before an answer";

describe("a reused connection", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["reset", (socket) => socket.resetAndDestroy()],
    ["closed", (socket) => socket.end()],
  ])("that is %s before the first byte of an answer is stale, and no further one is reused there", async (_, then) => {
    const server = await onSecond(then);
    const one = door([origin(server)]);
    expect(text(await one.send(get(origin(server))))).toBe("hi");
    const lost = await one.send(get(origin(server)));
    expect(lost).toMatchObject({ kind: "failure", stale: true, status: null });
    expect(text(lost)).toBe(STALE);
    for (let count = 0; count < 3; count += 1) expect(text(await one.send(get(origin(server))))).toBe("hi");
    expect(server.connections()).toBe(4);
  });

  it("that closes after its first byte is not stale", async () => {
    const server = await onSecond((socket) => socket.end("H"));
    const one = door([origin(server)]);
    await one.send(get(origin(server)));
    const lost = await one.send(get(origin(server)));
    expect(lost).toMatchObject({ failure: "unreachable" });
    expect(lost).not.toHaveProperty("stale");
  });

  it("that hangs is a timeout, and not stale", async () => {
    const server = await onSecond(() => {});
    const one = door([origin(server)]);
    await one.send(get(origin(server)));
    const lost = await one.send(get(origin(server), { timeoutMs: 80 }));
    expect(lost).toMatchObject({ failure: "timeout" });
    expect(lost).not.toHaveProperty("stale");
  });

  it("that answers nonsense is bad-http", async () => {
    const server = await onSecond((socket) => socket.end("SSH-2.0-x\r\n"));
    const one = door([origin(server)]);
    await one.send(get(origin(server)));
    expect(await one.send(get(origin(server)))).toMatchObject({ failure: "bad-http" });
  });
});

describe("a fresh connection", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["reset", (socket) => socket.resetAndDestroy()],
    ["closed", (socket) => socket.end()],
  ])("that is %s is never stale", async (_, then) => {
    const server = await tcp((socket) => socket.once("data", () => then(socket)));
    const lost = await door([origin(server)]).send(get(origin(server)));
    expect(lost).toMatchObject({ failure: "unreachable" });
    expect(lost).not.toHaveProperty("stale");
  });

  it("is taken for what goes out once, and is left to nobody else", async () => {
    const server = await onSecond((socket) => socket.resetAndDestroy());
    const one = door([origin(server)]);
    await one.send(get(origin(server)));
    for (let count = 0; count < 2; count += 1) {
      const result = await one.send(get(origin(server), { once: true }));
      expect(text(result)).toBe("hi");
      expect(result.timings.connectMs).not.toBeNull();
    }
    expect(server.connections()).toBe(3);
  });
});
