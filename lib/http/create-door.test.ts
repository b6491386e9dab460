import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, door, get, http, origin, tcp, text } from "./test-door";
import type { TestServer } from "./test-server";

afterEach(closeAll);

describe("a stream that is kept open after all that was wanted", () => {
  it("is left as soon as the caller has enough, with what had come", async () => {
    const server = await http((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
      setTimeout(() => response.write("data: 2\n\n"), 20);
    });
    const seen: string[] = [];
    const result = await door([origin(server)]).send(
      get(origin(server), {
        watch: ({ status, headers }) => {
          seen.push(`${status} ${headers["content-type"]}`);
          return (chunk) => {
            seen.push(new TextDecoder().decode(chunk));
            return seen.length === 3;
          };
        },
      }),
    );
    expect(text(result)).toBe("data: 1\n\ndata: 2\n\n");
    expect(seen).toEqual(["200 text/event-stream", "data: 1\n\n", "data: 2\n\n"]);
  });

  it("keeps its connection when the body ends of itself right after", async () => {
    const server = await http((_, response) => {
      response.write("data: 1\n\n");
      setTimeout(() => response.end(), 5);
    });
    const out = door([origin(server)]);
    await out.send(get(origin(server), { watch: () => () => true }));
    await out.send(get(origin(server), { watch: () => () => true }));
    expect(server.connections()).toBe(1);
  });
});

describe("a request that is answered", () => {
  it("gives status, joined headers, body, address and timings", async () => {
    const server = await http((_, response) => {
      response.setHeader("X-Twice", ["a", "b"]);
      response.writeHead(403).end("no");
    });
    const result = await door([origin(server)]).send(get(`${origin(server)}/x?y=1`));
    expect(result).toMatchObject({ kind: "answer", status: 403, address: "127.0.0.1" });
    expect(result.headers["x-twice"]).toBe("a, b");
    expect(text(result)).toBe("no");
    expect(result.timings).toMatchObject({ dnsMs: null, tlsMs: null });
    expect(result.timings.connectMs).not.toBeNull();
    expect(result.timings.firstByteMs).not.toBeNull();
  });

  it("sends our user agent and asks for no compression, whatever the caller set", async () => {
    const server = await http((_, response) => response.end());
    await door([origin(server)]).send(
      get(origin(server), { headers: { "User-Agent": "other", "Accept-Encoding": "gzip", Host: "evil", "X-A": "1" } }),
    );
    expect(server.requests[0]?.headers).toMatchObject({
      "user-agent": "bonafide/test",
      "accept-encoding": "identity",
      host: `127.0.0.1:${server.port}`,
      "x-a": "1",
    });
  });

  it("posts a body with its length", async () => {
    let body = "";
    const server = await http((request, response) => {
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => response.end("ok"));
    });
    const result = await door([origin(server)]).send(get(origin(server), { method: "POST", body: "ünit" }));
    expect(text(result)).toBe("ok");
    expect(body).toBe("ünit");
    expect(server.requests[0]?.headers["content-length"]).toBe("5");
  });

  it("follows no redirect", async () => {
    const canary = await http((_, response) => response.end());
    const server = await http((_, response) => response.writeHead(302, { location: origin(canary) }).end());
    const result = await door([origin(server), origin(canary)]).send(get(origin(server)));
    expect(result).toMatchObject({ kind: "answer", status: 302 });
    expect(canary.connections()).toBe(0);
  });

  it("reuses its socket for the next request, which then has no connect phase, and shares it with no other door", async () => {
    const server = await http((_, response) => response.end("ok"));
    const first = door([origin(server)]);
    await first.send(get(origin(server)));
    const again = await first.send(get(origin(server)));
    expect(again.timings.connectMs).toBeNull();
    expect(again.timings.firstByteMs).not.toBeNull();
    expect(server.connections()).toBe(1);
    await door([origin(server)]).send(get(origin(server)));
    expect(server.connections()).toBe(2);
  });

  it("answers HEAD and 204 without a body", async () => {
    const server = await http((_, response) => {
      response.writeHead(200, { "content-length": "99", "content-encoding": "gzip" }).end();
    });
    const result = await door([origin(server)]).send(get(origin(server), { method: "HEAD" }));
    expect(result).toMatchObject({ kind: "answer", status: 200 });
  });

  it("resolves names below localhost without asking a name server", async () => {
    const server = await http((_, response) => response.end("ok"));
    const result = await door([origin(server, "bucket.localhost")]).send(get(origin(server, "bucket.localhost")));
    expect(text(result)).toBe("ok");
    expect(result.timings.dnsMs).not.toBeNull();
  });
});

describe("bodies", () => {
  const encodings: readonly (readonly [string, (body: string) => Uint8Array])[] = [
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["br", brotliCompressSync],
  ];
  it.each(encodings)("decodes %s though it was not asked for", async (encoding, encode) => {
    const server = await http((_, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(encode("hello ".repeat(1000)));
    });
    expect(text(await door([origin(server)]).send(get(origin(server))))).toBe("hello ".repeat(1000));
  });

  it("leaves a body in its encoding on demand, for a part of it cannot be decoded", async () => {
    const server = await http((_, response) => {
      response.writeHead(206, { "content-encoding": "gzip", "content-length": "1" }).end(gzipSync("x").subarray(0, 1));
    });
    const result = await door([origin(server)]).send(get(origin(server), { keepEncoding: true }));
    expect(result).toMatchObject({ kind: "answer", status: 206, body: new Uint8Array([0x1f]) });
    expect(await door([origin(server)]).send(get(origin(server)))).toMatchObject({ kind: "failure", status: 206 });
  });

  it.each(["gzip, gzip", "zstd", "gzip, br"])("refuses the encoding %s", async (encoding) => {
    const server = await http((_, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(gzipSync("x"));
    });
    const result = await door([origin(server)]).send(get(origin(server)));
    expect(result).toMatchObject({ kind: "failure", failure: "unreachable", status: 200 });
    expect(text(result)).toContain("encod");
  });

  it("says so when a compressed body is damaged or cut", async () => {
    for (const bytes of [Buffer.from("this is no gzip"), gzipSync("x".repeat(1000)).subarray(0, 20)]) {
      const server = await http((_, response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(bytes);
      });
      expect(text(await door([origin(server)]).send(get(origin(server))))).toContain("damaged");
    }
  });

  it("stops at the cap and keeps status and headers", async () => {
    const server = await http((_, response) => response.end("x".repeat(200)));
    const small = await door([origin(server)]).send(get(origin(server), { maxBytes: 100 }));
    expect(small).toMatchObject({ kind: "failure", failure: "too-large", status: 200 });
    expect(small.headers["content-length"]).toBe("200");
    const exact = await door([origin(server)]).send(get(origin(server), { maxBytes: 200 }));
    expect(exact.kind).toBe("answer");
  });

  it("caps a plain endless body at 1 MiB by default", async () => {
    const server = await http((_, response) => {
      const more = () => {
        while (response.write("y".repeat(65_536)));
        response.once("drain", more);
      };
      more();
    });
    expect(await door([origin(server)]).send(get(origin(server)))).toMatchObject({ failure: "too-large" });
  });

  it("stops a gzip bomb by decoded bytes, in bounded memory", async () => {
    const server = await http((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      const gzip = createGzip();
      gzip.pipe(response);
      const zeros = Buffer.alloc(1024 * 1024);
      for (let index = 0; index < 64; index += 1) gzip.write(zeros);
      gzip.end();
    });
    const before = process.memoryUsage().arrayBuffers;
    const result = await door([origin(server)]).send(get(origin(server), { maxBytes: 1024 * 1024 }));
    expect(result).toMatchObject({ failure: "too-large", status: 200 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  it("calls oversized headers too large", async () => {
    const server = await tcp((socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(70_000)}\r\n\r\n`));
    expect(await door([origin(server)]).send(get(origin(server)))).toMatchObject({ failure: "too-large" });
  });
});

describe("servers that hang", () => {
  const stalls: Readonly<Record<string, () => Promise<TestServer>>> = {
    "before the head": () => tcp(() => {}),
    "dripping the head": () =>
      tcp((socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const timer = setInterval(() => socket.write("x: y\r\n"), 10);
        socket.on("close", () => clearInterval(timer));
      }),
    "dripping the body": () =>
      tcp((socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n");
        const timer = setInterval(() => socket.write("z"), 10);
        socket.on("close", () => clearInterval(timer));
      }),
    "after half a compressed body": () =>
      http((_, response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).write(gzipSync("x".repeat(5000)).subarray(0, 15));
      }),
  };

  it.each(Object.keys(stalls))("are cut off at the deadline: %s", async (name) => {
    const server = await stalls[name]?.();
    if (server === undefined) throw new Error("no such stall");
    const result = await door([origin(server)]).send(get(origin(server), { timeoutMs: 150 }));
    expect(result).toMatchObject({ kind: "failure", failure: "timeout", status: name.includes("body") ? 200 : null });
    expect(result.timings.totalMs).toBeGreaterThanOrEqual(145);
  });

  it("are cut off by a cancel at once, with no finding of its own", async () => {
    const server = await tcp(() => {});
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 30);
    const result = await door([origin(server)]).send(get(origin(server), { timeoutMs: 60_000, signal: cancel.signal }));
    expect(result).toMatchObject({ failure: "cancelled" });
  });

  it("counts a name lookup that never ends", async () => {
    const stuck = door(["http://slow.example"], {}, { lookup: () => new Promise(() => {}) });
    expect(await stuck.send(get("http://slow.example/", { timeoutMs: 80 }))).toMatchObject({ failure: "timeout" });
  });

  it("sends nothing once cancelled or closed", async () => {
    const server = await http((_, response) => response.end());
    const one = door([origin(server)]);
    expect(await one.send(get(origin(server), { signal: AbortSignal.abort() }))).toMatchObject({
      failure: "cancelled",
    });
    one.close();
    expect(await one.send(get(origin(server)))).toMatchObject({ failure: "cancelled" });
    expect(server.connections()).toBe(0);
  });
});

describe("failures are named", () => {
  it("refused, reset, closed, cut short, not HTTP", async () => {
    const gone = await tcp(() => {});
    await gone.close();
    const cases: readonly (readonly [TestServer, string])[] = [
      [gone, "connection refused"],
      [await tcp((socket) => socket.resetAndDestroy()), "connection reset"],
      [await tcp((socket) => socket.end()), "connection closed without an answer"],
      [
        await tcp((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf")),
        "before the answer was complete",
      ],
      [await tcp((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")), "not HTTP"],
      [await tcp((socket) => socket.end("HTTP/1.1 200 OK\r\nbad header\r\n\r\n")), "not HTTP"],
    ];
    for (const [server, detail] of cases) {
      const result = await door([origin(server)]).send(get(origin(server)));
      expect(result).toMatchObject({ kind: "failure", failure: "unreachable" });
      expect(text(result)).toContain(detail);
    }
  });

  it.each(["ENOTFOUND", "EAI_AGAIN"])("%s is a name that does not resolve", async (code) => {
    const lookup = () => Promise.reject(Object.assign(new Error(code), { code }));
    const result = await door(["http://nowhere.example"], {}, { lookup }).send(get("http://nowhere.example/"));
    expect(result).toMatchObject({ failure: "dns-failed", status: null });
    expect(text(result)).not.toContain(code);
  });

  it("a connection that fails before anybody looks is a failure like any other", async () => {
    // Broadcast: the kernel refuses at once, without a packet.
    const result = await door(["http://255.255.255.255"]).send(get("http://255.255.255.255/", { timeoutMs: 300 }));
    expect(result).toMatchObject({ kind: "failure", status: null });
    const lookup = async () => [{ address: "255.255.255.255", family: 4 }];
    const named = await door(["http://x.example"], {}, { lookup }).send(get("http://x.example/", { timeoutMs: 300 }));
    expect(named).toMatchObject({ kind: "failure", failure: "refused-by-policy" });
  });

  it("a protocol switch is no answer", async () => {
    const server = await tcp((socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    );
    expect(await door([origin(server)]).send(get(origin(server)))).toMatchObject({ failure: "unreachable" });
  });

  it("header text that HTTP cannot carry is refused, and not repeated", async () => {
    const server = await http((_, response) => response.end());
    for (const value of ["secret\r\nx: y", "secret\nx", "secret\u0000", "secret\u{1f600}"]) {
      const result = await door([origin(server)]).send(get(origin(server), { headers: { authorization: value } }));
      expect(result).toMatchObject({ failure: "refused-by-policy" });
      expect(text(result)).not.toContain("secret");
    }
    const named = await door([origin(server)]).send(get(origin(server), { headers: { "bad name": "x" } }));
    expect(named).toMatchObject({ failure: "refused-by-policy" });
    expect(server.connections()).toBe(0);
  });
});
