import { createServer as createHttps } from "node:https";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { makeCertificate, type TestCertificate } from "./test-certificate";
import { closeAll, door, get, keep, text } from "./test-door";
import { startHttp, startTcp, type TestServer } from "./test-server";

afterEach(closeAll);

const authority = makeCertificate({ name: "Test Authority", isAuthority: true });

async function https(certificate: TestCertificate): Promise<TestServer> {
  const server = createHttps({ cert: certificate.cert, key: certificate.key });
  return keep(await startHttp((_, response) => response.end("secure"), server));
}

describe("TLS", () => {
  it("trusts the target's own authority, measures the handshake, and skips it on a reused socket", async () => {
    const server = await https(makeCertificate({ name: "localhost", authority }));
    const url = `https://localhost:${server.port}`;
    const one = door([url], { caPem: authority.cert });
    const result = await one.send(get(url));
    expect(text(result)).toBe("secure");
    expect(result.timings.tlsMs).not.toBeNull();
    const again = await one.send(get(url));
    expect(again.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
  });

  const faults: readonly (readonly [string, () => TestCertificate, string])[] = [
    [
      "expired",
      () => makeCertificate({ name: "localhost", authority, from: -3, until: -2 }),
      "certificate has expired",
    ],
    ["not valid yet", () => makeCertificate({ name: "localhost", authority, from: 2, until: 3 }), "not yet valid"],
    ["self-signed", () => makeCertificate({ name: "localhost" }), "self-signed"],
    ["for another name", () => makeCertificate({ name: "other.example", authority }), "another name"],
    [
      "of an unknown authority",
      () => makeCertificate({ name: "localhost", authority: makeCertificate({ name: "Nobody", isAuthority: true }) }),
      "unknown authority",
    ],
  ];
  it.each(faults)("names a certificate that is %s", async (_, make, detail) => {
    const server = await https(make());
    const url = `https://localhost:${server.port}`;
    const result = await door([url], { caPem: authority.cert }).send(get(url));
    expect(result).toMatchObject({ kind: "failure", failure: "tls-failed", status: null });
    expect(text(result)).toContain(detail);
    expect(server.requests).toEqual([]);
  });

  it("does not ask the environment whom to trust, nor whether to check at all", async () => {
    const server = await https(makeCertificate({ name: "localhost", authority }));
    const url = `https://localhost:${server.port}`;
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      expect(await door([url]).send(get(url))).toMatchObject({ failure: "tls-failed" });
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it("is stale on a reused connection that closes before an answer, as a plain one is", async () => {
    const certificate = makeCertificate({ name: "localhost", authority });
    const server = keep(
      await startHttp(
        (request, response) => {
          if (server.requests.length === 2) request.socket.destroy();
          else response.end("secure");
        },
        createHttps({ cert: certificate.cert, key: certificate.key }),
      ),
    );
    const url = `https://localhost:${server.port}`;
    const one = door([url], { caPem: authority.cert });
    await one.send(get(url));
    expect(await one.send(get(url))).toMatchObject({ failure: "unreachable", stale: true });
    const again = await one.send(get(url));
    expect(text(again)).toBe("secure");
    expect(again.timings.tlsMs).not.toBeNull();
  });

  it("shakes hands anew, with the target's own authority, for what goes out once", async () => {
    const server = await https(makeCertificate({ name: "localhost", authority }));
    const url = `https://localhost:${server.port}`;
    const one = door([url], { caPem: authority.cert });
    await one.send(get(url));
    const again = await one.send(get(url, { once: true }));
    expect(text(again)).toBe("secure");
    expect(again.timings.tlsMs).not.toBeNull();
    const untrusting = await door([url]).send(get(url, { once: true }));
    expect(untrusting).toMatchObject({ kind: "failure", failure: "tls-failed" });
  });

  it("says when the port does not speak TLS, or speaks only TLS", async () => {
    const plain = keep(await startHttp((_, response) => response.end()));
    const url = `https://localhost:${plain.port}`;
    const result = await door([url]).send(get(url));
    expect(text(result)).toMatch(/tls-failed: the server does not speak TLS|unreachable/);
    const secure = await https(makeCertificate({ name: "localhost", authority }));
    const wrong = `http://localhost:${secure.port}`;
    expect(await door([wrong]).send(get(wrong))).toMatchObject({ kind: "failure", failure: "unreachable" });
  });

  it("tells a closed handshake and a hanging one apart", async () => {
    const closing = keep(await startTcp((socket) => socket.end()));
    const closingUrl = `https://localhost:${closing.port}`;
    expect(text(await door([closingUrl]).send(get(closingUrl)))).toContain("unreachable: connection closed");
    const hanging = keep(await startTcp(() => {}));
    const url = `https://localhost:${hanging.port}`;
    expect(await door([url]).send(get(url, { timeoutMs: 100 }))).toMatchObject({ failure: "timeout" });
  });

  it("refuses an authority that is no PEM", async () => {
    const url = "https://localhost:1";
    expect(await door([url], { caPem: "not pem" }).send(get(url))).toMatchObject({ failure: "tls-failed" });
  });
});

/** A forward proxy for tests: tunnels and absolute-form requests, all to one port. */
async function proxy(port: number) {
  const tunnels: string[] = [];
  const server = await startHttp((request, response) => response.end(`proxied ${request.url}`));
  const raw = keep(
    await startTcp((client) => {
      client.once("data", (head: Buffer) => {
        const line = head.toString().split("\r\n")[0] ?? "";
        tunnels.push(line);
        const tunnel = line.startsWith("CONNECT");
        const upstream = connect(tunnel ? port : server.port, "127.0.0.1", () => {
          if (tunnel) client.write("HTTP/1.1 200 OK\r\n\r\n");
          else upstream.write(head);
          client.pipe(upstream).pipe(client);
        });
        upstream.on("error", () => client.destroy());
      });
    }),
  );
  keep(server);
  return { url: `http://127.0.0.1:${raw.port}`, tunnels, requests: server.requests };
}

describe("a proxy that the target names", () => {
  it("tunnels https and still checks the certificate of the far end", async () => {
    const server = await https(makeCertificate({ name: "registry.example", authority }));
    const through = await proxy(server.port);
    const url = "https://registry.example";
    const good = await door([url], { caPem: authority.cert, proxyUrl: through.url }).send(get(`${url}/x`));
    expect(text(good)).toBe("secure");
    expect(through.tunnels).toEqual(["CONNECT registry.example:443 HTTP/1.1"]);
    expect(server.requests[0]?.headers.host).toBe("registry.example");
    const bad = await door([url], { proxyUrl: through.url }).send(get(url));
    expect(bad).toMatchObject({ failure: "tls-failed" });
  });

  it("is given http requests in absolute form", async () => {
    const through = await proxy(0);
    const url = "http://catalog.example";
    expect(text(await door([url], { proxyUrl: through.url }).send(get(`${url}/a?b=c`)))).toBe(
      "proxied http://catalog.example/a?b=c",
    );
    expect(through.requests[0]?.headers.host).toBe("catalog.example");
  });

  it("is asked on a connection of its own for what goes out once", async () => {
    const through = await proxy(0);
    const plain = "http://catalog.example";
    const one = door([plain], { proxyUrl: through.url });
    await one.send(get(`${plain}/a`));
    const again = await one.send(get(`${plain}/b`, { once: true }));
    expect(text(again)).toBe("proxied http://catalog.example/b");
    expect(again.timings.connectMs).not.toBeNull();
    expect((await one.send(get(`${plain}/c`))).timings.connectMs).toBeNull();
  });

  it("does not widen where a request may go", async () => {
    const through = await proxy(0);
    const one = door(["http://169.254.169.254"], { proxyUrl: through.url });
    expect(await one.send(get("http://169.254.169.254/latest/"))).toMatchObject({ failure: "refused-by-policy" });
    expect(await one.send(get("http://elsewhere.example/"))).toMatchObject({ failure: "refused-by-policy" });
    expect(through.tunnels).toEqual([]);
  });

  it("that refuses, hangs, is gone or is no proxy is a failure", async () => {
    const url = "https://registry.example";
    const refusing = keep(await startHttp((_, response) => response.writeHead(407).end()));
    const refused = keep(await startTcp((socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")));
    const hanging = keep(await startTcp(() => {}));
    const send = (proxyUrl: string) => door([url], { proxyUrl }).send(get(url, { timeoutMs: 150 }));
    expect(await send(`http://127.0.0.1:${refusing.port}`)).toMatchObject({ failure: "unreachable" });
    expect(text(await send(`http://127.0.0.1:${refused.port}`))).toContain("refused the tunnel (HTTP 407)");
    const odd = keep(await startTcp((socket) => socket.end("SSH-2.0-x\r\n")));
    expect(text(await send(`http://127.0.0.1:${odd.port}`))).toBe(
      "bad-http: the proxy: the answer is not HTTP, but SSH",
    );
    expect(await send(`http://127.0.0.1:${hanging.port}`)).toMatchObject({ failure: "timeout" });
    for (const proxyUrl of ["https://127.0.0.1:1", "http://user:pw@127.0.0.1:1", "nonsense"]) {
      expect(await send(proxyUrl)).toMatchObject({ failure: "refused-by-policy" });
    }
  });
});
