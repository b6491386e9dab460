import { afterEach, describe, expect, it } from "vitest";
import { closeAll, door, get, http, origin, text } from "./test-door";

afterEach(closeAll);

describe("where a request may go", () => {
  it("reaches only origins that are allowed, by scheme, host and port", async () => {
    const canary = await http((_, response) => response.end());
    const one = door(["http://127.0.0.1:1", `https://127.0.0.1:${canary.port}`, `http://localhost:${canary.port}`]);
    for (const url of [
      origin(canary),
      `http://user@localhost:${canary.port}/`,
      `http://:pw@localhost:${canary.port}/`,
      "ftp://localhost/",
      "file:///etc/passwd",
      "data:,x",
      "//localhost/",
      "not a url",
      "",
    ]) {
      expect(await one.send(get(url))).toMatchObject({ kind: "failure", failure: "refused-by-policy" });
    }
    expect(canary.connections()).toBe(0);
  });

  it("allows one more origin later, and never weakens one", async () => {
    const server = await http((_, response) => response.end("ok"));
    const one = door([]);
    expect(await one.send(get(origin(server)))).toMatchObject({ failure: "refused-by-policy" });
    one.allow({ origin: origin(server), trust: "derived-from-loopback" });
    expect(text(await one.send(get(origin(server))))).toBe("ok");
    one.allow({ origin: origin(server), trust: "derived" });
    expect(text(await one.send(get(origin(server))))).toBe("ok");
  });

  const spellings = [
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.01",
    "127.1",
    "127.0.1",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "１２７.０.０.１",
    "127.0.0.1.",
    "localhost",
    "LOCALHOST",
    "ｌｏｃａｌｈｏｓｔ",
    "registry.localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "0.0.0.0",
    "0",
    "[::]",
  ];
  it.each(spellings)("a derived origin never reaches this machine as %s", async (host) => {
    const canary = await http((_, response) => response.end());
    const url = `http://${host}:${canary.port}`;
    const result = await door([{ origin: url, trust: "derived" }]).send(get(`${url}/`));
    expect(result).toMatchObject({ kind: "failure", failure: "refused-by-policy" });
    expect(canary.connections()).toBe(0);
  });

  it.each([
    "127.0.0.1",
    "127.0.0.53",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "0.0.0.0",
    "169.254.169.254",
    "fd00:ec2::254",
  ])("a named host that resolves to %s is refused, alone or beside a public address", async (address) => {
    const canary = await http((_, response) => response.end());
    const url = `http://rebind.example:${canary.port}`;
    const inner = { address, family: address.includes(":") ? 6 : 4 };
    for (const answers of [[inner], [{ address: "192.0.66.2", family: 4 }, inner]]) {
      const result = await door([url], {}, { lookup: async () => answers }).send(get(`${url}/`));
      expect(result).toMatchObject({ kind: "failure", failure: "refused-by-policy" });
    }
    expect(canary.connections()).toBe(0);
  });

  it("asks the name server once a connection, so a changed answer is not used", async () => {
    const server = await http((_, response) => response.end("ok"));
    const url = `http://flip.localhost:${server.port}`;
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.1" : "169.254.169.254", family: 4 }];
    };
    expect(text(await door([url], {}, { lookup }).send(get(`${url}/`)))).toBe("ok");
    expect(asked).toBe(1);
  });

  it("refuses metadata addresses though they are named", async () => {
    for (const host of ["169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "168.63.129.16"]) {
      const result = await door([`http://${host}`]).send(get(`http://${host}/latest/`));
      expect(result).toMatchObject({ failure: "refused-by-policy" });
    }
  });

  it("takes nothing from proxy variables", async () => {
    const canary = await http((_, response) => response.end("canary"));
    const server = await http((_, response) => response.end("server"));
    const names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    for (const name of names) process.env[name] = origin(canary);
    try {
      expect(text(await door([origin(server)]).send(get(origin(server))))).toBe("server");
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect(canary.connections()).toBe(0);
  });
});
