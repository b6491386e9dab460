import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type Socket } from "node:net";
import { type SecureContext, type TLSSocket, connect as tlsConnect } from "node:tls";
import { DoorStop } from "./door-stop";
import type { DoorRequest, DoorSettings } from "./door-types";
import { guardLookup, type LookupAll } from "./guarded-lookup";
import { type Destination, OriginList } from "./origin-list";
import type { PhaseClock } from "./phase-clock";
import { openTunnel } from "./proxy-tunnel";
import { trustedRoots } from "./trusted-roots";

const MAX_HEADER_BYTES = 32 * 1024;
/** Idle sockets are dropped before common servers do so (5 s), else a request could meet a closing one. */
const IDLE_MS = 3_000;

/** What one request needs besides its destination. */
export interface Outgoing {
  readonly method: DoorRequest["method"];
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: PhaseClock;
  readonly stop: AbortSignal;
  /** On a connection of its own. */
  readonly once: boolean;
}

/** Opens requests: direct or through the target's proxy, on sockets that belong to one door only. */
export class Connector {
  readonly #http = new HttpAgent({ keepAlive: true, timeout: IDLE_MS });
  readonly #https = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS });
  readonly #proxy: Destination | null;
  readonly #caPem: string | undefined;
  readonly #resolve: LookupAll;
  #roots: SecureContext | null = null;

  /** @throws {DoorStop} when the proxy URL cannot be used. */
  constructor(settings: Pick<DoorSettings, "caPem" | "proxyUrl">, resolve: LookupAll) {
    this.#caPem = settings.caPem;
    this.#resolve = resolve;
    this.#proxy = settings.proxyUrl === undefined ? null : checkProxy(settings.proxyUrl);
  }

  /**
   * A request that is ready for its body; rejects with the socket's error or a `DoorStop`. At once wherever possible:
   * a socket may fail on the next tick, before a promise is looked at.
   */
  open(to: Destination, outgoing: Outgoing): ClientRequest | Promise<ClientRequest> {
    const secure = to.url.protocol === "https:";
    if (this.#proxy !== null) {
      return secure ? this.#throughTunnel(this.#proxy, to, outgoing) : this.#throughProxy(this.#proxy, to, outgoing);
    }
    const options: RequestOptions = { ...this.#endpoint(to, outgoing.clock), ...common(to.url, outgoing) };
    if (!secure) return timed(httpRequest({ ...options, agent: outgoing.once ? false : this.#http }), outgoing.clock);
    const tls = { secureContext: this.#secureContext(), rejectUnauthorized: true, servername: serverName(to.url) };
    const agent = outgoing.once ? false : this.#https;
    return timed(httpsRequest({ ...options, ...tls, agent }), outgoing.clock);
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  #throughProxy(proxy: Destination, to: Destination, outgoing: Outgoing): ClientRequest {
    const options: RequestOptions = {
      ...this.#endpoint(proxy, outgoing.clock),
      ...common(to.url, outgoing),
      path: `${to.url.origin}${to.url.pathname}${to.url.search}`,
      agent: outgoing.once ? false : this.#http,
    };
    return timed(httpRequest(options), outgoing.clock);
  }

  async #throughTunnel(proxy: Destination, to: Destination, outgoing: Outgoing): Promise<ClientRequest> {
    outgoing.clock.begin("connect");
    const tunnel = await openTunnel(this.#endpoint(proxy, outgoing.clock), to.url, outgoing.stop);
    outgoing.clock.end("connect");
    outgoing.clock.begin("tls");
    const socket = await this.#secure(tunnel, to.url, outgoing.stop);
    outgoing.clock.end("tls");
    outgoing.clock.begin("firstByte");
    return httpRequest({ ...common(to.url, outgoing), createConnection: () => socket });
  }

  #secure(tunnel: Socket, url: URL, stop: AbortSignal): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      const socket = tlsConnect({
        socket: tunnel,
        host: hostOf(url),
        servername: serverName(url),
        secureContext: this.#secureContext(),
        rejectUnauthorized: true,
      });
      stop.addEventListener("abort", () => socket.destroy(), { once: true });
      socket.once("error", reject);
      socket.once("secureConnect", () => {
        socket.off("error", reject);
        resolve(socket);
      });
    });
  }

  #endpoint(to: Destination, clock: PhaseClock): RequestOptions {
    const resolve: LookupAll = (hostname) => {
      clock.begin("dns");
      return this.#resolve(hostname);
    };
    const fallback = to.url.protocol === "https:" ? "443" : "80";
    return {
      host: hostOf(to.url),
      port: to.url.port === "" ? fallback : to.url.port,
      lookup: guardLookup(resolve, to.trust, () => clock.end("dns")),
    };
  }

  #secureContext(): SecureContext {
    try {
      this.#roots ??= trustedRoots(this.#caPem);
      return this.#roots;
    } catch {
      throw new DoorStop("tls-failed", "the certificate authority of the target is not readable PEM");
    }
  }
}

function common(url: URL, outgoing: Outgoing): RequestOptions {
  return {
    method: outgoing.method,
    path: `${url.pathname}${url.search}`,
    headers: outgoing.headers,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
  };
}

/** Marks connect, TLS and the wait for the first byte; none of the first two on a reused socket. */
function timed(request: ClientRequest, clock: PhaseClock): ClientRequest {
  request.once("socket", (socket) => {
    if (request.reusedSocket) return clock.begin("firstByte");
    const secure = "encrypted" in socket;
    if (isIP(String(request.host)) !== 0) clock.begin("connect");
    socket.once("lookup", () => clock.begin("connect"));
    socket.once("connect", () => {
      clock.end("connect");
      clock.begin(secure ? "tls" : "firstByte");
    });
    socket.once("secureConnect", () => {
      clock.end("tls");
      clock.begin("firstByte");
    });
  });
  return request;
}

function checkProxy(proxyUrl: string): Destination {
  try {
    const origin = new URL(proxyUrl).origin;
    const destination = new OriginList([{ origin, trust: "named" }]).check(proxyUrl);
    if (destination.url.protocol === "http:") return destination;
  } catch {
    // Falls through to the one answer for every unusable proxy URL.
  }
  throw new DoorStop("refused-by-policy", "the target's proxy is not a usable http://host:port URL");
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** SNI carries names only (RFC 6066 §3). */
function serverName(url: URL): string {
  const host = hostOf(url);
  return isIP(host) === 0 ? host : "";
}
