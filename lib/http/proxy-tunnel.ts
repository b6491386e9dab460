import { request as httpRequest, type RequestOptions } from "node:http";
import type { Socket } from "node:net";
import { brokenHttp } from "./broken-http";
import { DoorStop } from "./door-stop";

/**
 * Opens a tunnel to an https origin through an HTTP proxy (CONNECT, RFC 9110 §9.3.6).
 *
 * @throws {DoorStop} `unreachable` when the proxy refuses, `bad-http` when it breaks HTTP; socket errors as they come.
 */
export function openTunnel(proxy: RequestOptions, target: URL, stop: AbortSignal): Promise<Socket> {
  const authority = `${target.hostname}:${target.port === "" ? "443" : target.port}`;
  return new Promise((resolve, reject) => {
    const connect = httpRequest({
      ...proxy,
      agent: false,
      method: "CONNECT",
      path: authority,
      headers: { host: authority },
    });
    const halt = () => connect.destroy();
    stop.addEventListener("abort", halt, { once: true });
    connect.once("connect", (response, socket) => {
      stop.removeEventListener("abort", halt);
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new DoorStop("unreachable", `the proxy refused the tunnel (HTTP ${response.statusCode ?? 0})`));
    });
    connect.once("response", (response) => {
      connect.destroy();
      reject(new DoorStop("unreachable", `the proxy refused the tunnel (HTTP ${response.statusCode ?? 0})`));
    });
    connect.once("error", (error) => {
      const broken = brokenHttp(error);
      reject(broken === null ? error : new DoorStop("bad-http", `the proxy: ${broken}`));
    });
    connect.end();
  });
}
