import { connect, createServer } from "node:net";

/**
 * Passes the bytes of a connection on, unchanged in both directions, and remembers which requests went through.
 * A server that keeps no log of its own gets one this way.
 * @param {string} upstream http://127.0.0.1:PORT
 */
export async function startTap(upstream) {
  const port = Number(new URL(upstream).port);
  /** @type {{ sent: Buffer[], received: Buffer[] }[]} */
  let connections = [];
  /** @type {Set<import("node:net").Socket>} */
  const open = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    /** @type {{ sent: Buffer[], received: Buffer[] }} */
    const heard = { sent: [], received: [] };
    connections.push(heard);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (chunk) => heard.sent.push(chunk)).pipe(far);
    far.on("data", (chunk) => heard.received.push(chunk)).pipe(near);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    /** @returns {{ method: string, status: number | null, agent: string }[]} the requests since the last reset */
    requests: () => connections.flatMap(pair),
    reset: () => {
      connections = [];
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve(undefined));
      }),
  };
}

/** @param {{ sent: Buffer[], received: Buffer[] }} heard */
function pair(heard) {
  const sent = Buffer.concat(heard.sent).toString("latin1");
  const received = Buffer.concat(heard.received).toString("latin1");
  const statuses = [...received.matchAll(/HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n/g)].map((match) => Number(match[1]));
  const heads = [...sent.matchAll(/(GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) \/\S* HTTP\/1\.1\r\n([\s\S]*?)\r\n\r\n/g)];
  return heads.map((head, index) => ({
    method: head[1] ?? "",
    status: statuses[index] ?? null,
    agent: /^user-agent: *(.*)$/im.exec(head[2] ?? "")?.[1]?.trim() ?? "",
  }));
}
