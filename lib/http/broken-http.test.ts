import { afterEach, describe, expect, it } from "vitest";
import { brokenHttp } from "./broken-http";
import { closeAll, door, get, http, origin, tcp, text } from "./test-door";

afterEach(closeAll);

/** What the door makes of these bytes, sent as soon as the request has come. */
async function answered(bytes: string | Uint8Array): Promise<string> {
  const server = await tcp((socket) => socket.once("data", () => socket.write(bytes)));
  return text(await door([origin(server)]).send(get(origin(server), { timeoutMs: 2_000 })));
}

const OK = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

describe("an answer that breaks HTTP is bad-http, and says which rule it breaks", () => {
  it.each([
    [`${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`, "beside Transfer-Encoding"],
    [`${OK}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nhi\r\n0\r\n\r\n`, "beside Transfer-Encoding"],
    [`${OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi`, "Content-Length stands there twice"],
    [`${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi`, "Content-Length stands there twice"],
    [`${OK}Content-Length: 2, 2\r\n\r\nhi`, "not one whole number"],
    [`${OK}Content-Length: -2\r\n\r\nhi`, "not one whole number"],
    [`${OK}Content-Length: \r\n\r\nhi`, "not one whole number"],
    [`${OK}Content-Length: 99999999999999999999999\r\n\r\nhi`, "not one whole number"],
    ["HTTP/1.2 200 OK\r\n\r\n", "names no known version"],
    ["HTTP/1.1 1000 Odd\r\nContent-Length: 2\r\n\r\nhi", "not a number of three digits"],
    ["HTTP/1.1 abc Odd\r\n\r\n", "not a number of three digits"],
    ["HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nhi", "there is no status 099"],
    ["HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\nhi", "there is no status 000"],
    ["HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", "switches to a protocol"],
    ["HTTP/1.1 101 Switching Protocols\r\n\r\n", "switches to a protocol"],
    [`${OK}: x\r\n\r\n`, "a header has no name"],
    [`${OK}Bad Name: x\r\n\r\n`, "a header has no name"],
    [`${OK}Name : x\r\n\r\n`, "a header has no name"],
    [`${OK}no colon\r\n\r\n`, "a header has no name"],
    [`${OK}Name: a\u0000b\r\n\r\n`, "holds a control character"],
    [`${OK}Name: a\r\n b\r\n\r\n`, "over several lines"],
    ["HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", "does not end in CR and LF"],
    [`${OK}Name: a\rb\r\n\r\n`, "does not end in CR and LF"],
    [`${CHUNKED}zz\r\nhi\r\n0\r\n\r\n`, "no hexadecimal number"],
    [`${CHUNKED}ffffffffffffffffff\r\nhi\r\n0\r\n\r\n`, "no hexadecimal number"],
    [`${CHUNKED}2\r\nhiX\r\n0\r\n\r\n`, "a chunk does not end where its size says"],
    [`${CHUNKED}2;a=\u0001\r\nhi\r\n0\r\n\r\n`, "extensions of a chunk"],
    [`${OK}Transfer-Encoding: gzip\r\n\r\nhi`, "Transfer-Encoding names what was not asked for"],
    [`${OK}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`, "Transfer-Encoding names what was not asked"],
  ])("%j", async (bytes, words) => {
    const said = await answered(bytes);
    expect(said).toMatch(/^bad-http: the answer breaks HTTP: /);
    expect(said).toContain(words);
    expect(said).toMatch(/\(RFC 911[02] §[\d.]+\)$/);
  });

  it.each<[string | Uint8Array, string]>([
    ["SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", ", but SSH"],
    ["220 mail ESMTP\r\n", ", but a greeting of SMTP or FTP"],
    ["-ERR wrong number of arguments\r\n", ", but Redis or POP3"],
    ["* OK IMAP4rev1\r\n", ", but IMAP"],
    ["RFB 003.008\n", ", but VNC"],
    ["AMQP\u0000\u0000\u0009\u0001", ", but AMQP"],
    ["ICY 200 OK\r\n\r\n", ", but ICY (a radio stream)"],
    ["GET / HTTP/1.1\r\n\r\n", ", but a request, where an answer was due"],
    ["<html>", ", but markup without a head"],
    ['{"a":1}', ", but JSON without a head"],
    [new Uint8Array([0x15, 3, 1, 0, 2, 2, 0x46]), ", but TLS: the port wants https"],
    [new Uint8Array([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 255, 255]), ", but HTTP/2 without being asked"],
    ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ", but HTTP/2 without being asked"],
    ["hunter2 is my password", ""],
  ])("names the protocol of %j, and repeats nothing of it", async (bytes, protocol) => {
    expect(await answered(bytes)).toBe(`bad-http: the answer is not HTTP${protocol}`);
  });
});

describe("going on where HTTP lets a client go on", () => {
  const body = "Content-Length: 2\r\n\r\nhi";
  it.each([
    ["early hints before the answer", `HTTP/1.1 103 Early\r\nLink: x\r\n\r\n${OK}${body}`],
    ["a 100 that nobody waited for", `HTTP/1.1 100 Continue\r\n\r\n${OK}${body}`],
    ["blank lines before the first one", `\r\n\r\n${OK}${body}`],
    ["no reason phrase", `HTTP/1.1 200\r\n${body}`],
    ["more than its length says", `${OK}${body}more`],
    ["an offer to switch", `${OK}Connection: upgrade\r\nUpgrade: h2c\r\n${body}`],
    ["chunked twice over", `${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`],
  ])("%s", async (_, bytes) => {
    expect(await answered(bytes)).toBe("hi");
  });

  it("a status over 599 is an answer like any of the server's own troubles", async () => {
    const server = await http((_, response) => response.writeHead(999).end("no"));
    expect(await door([origin(server)]).send(get(origin(server)))).toMatchObject({ kind: "answer", status: 999 });
  });
});

describe("what was answered before the rule was broken", () => {
  it("keeps its status and headers", async () => {
    const server = await tcp((socket) => socket.once("data", () => socket.write(`${CHUNKED}2\r\nhi\r\nzz\r\n`)));
    const result = await door([origin(server)]).send(get(origin(server)));
    expect(result).toMatchObject({ failure: "bad-http", status: 200, headers: { "transfer-encoding": "chunked" } });
  });

  it.each(["HPE_STRICT", "HPE_UNHEARD_OF"])("is broken by %s too, whose reason is not known", (code) => {
    expect(brokenHttp(Object.assign(new Error("secret"), { code, reason: "secret" }))).toMatch(
      /^the answer breaks HTTP: /,
    );
    expect(brokenHttp(Object.assign(new Error("secret"), { code, reason: "secret" }))).not.toContain("secret");
  });

  it("is nothing where another error came", () => {
    for (const error of [
      new Error("HPE_STRICT"),
      { code: "HPE_STRICT" },
      null,
      Object.assign(new Error(""), { code: 1 }),
    ]) {
      expect(brokenHttp(error)).toBeNull();
    }
  });
});
