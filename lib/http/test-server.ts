import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";

/** A loopback server for tests that counts what reaches it. */
export interface TestServer {
  readonly port: number;
  /** TCP connections accepted so far. */
  readonly connections: () => number;
  readonly requests: IncomingMessage[];
  close(): Promise<void>;
}

export async function startHttp(listener: RequestListener, server: Server = createServer()): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  server.on("request", (request, response) => {
    requests.push(request);
    listener(request, response);
  });
  return { ...(await listen(server)), requests };
}

/** A server below HTTP: says whatever bytes the test wants. */
export async function startTcp(onSocket: (socket: Socket) => void): Promise<TestServer> {
  return { ...(await listen(createTcpServer({ allowHalfOpen: true }, onSocket))), requests: [] };
}

async function listen(server: Server | TcpServer): Promise<Omit<TestServer, "requests">> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server),
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(server: Server | TcpServer): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the test server has no port");
  return address.port;
}
