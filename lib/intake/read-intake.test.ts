import { describe, expect, it } from "vitest";
import { intakeToken, takenFrom } from "./test-intake";

const token = intakeToken("4ad3c1");
const other = intakeToken("other");
const long = intakeToken("4ad3c1", "RS256");
const one = (shape: string, where: string, mended: readonly string[] = []) => ({
  shape,
  tokens: [token],
  where: [where],
  mended,
});
const broken = (text: string, every: number, by = "\n") =>
  (text.match(new RegExp(`.{1,${every}}`, "g")) ?? []).join(by);

describe("one token is taken, and said from where", () => {
  it.each([
    ["alone", token, one("raw", "the text itself")],
    ["with a line end", `${token}\r\n`, one("raw", "the text itself")],
    ["in quotes", `"${token}"`, one("raw", "the text itself", ["quotes"])],
    ["in smart quotes", `\u201c${token}\u201d`, one("raw", "the text itself", ["smart quotes", "quotes"])],
    ["with a comma", `"${token}",\n`, one("raw", "the text itself", ["trailing comma"])],
    ["with a semicolon", `${token};`, one("raw", "the text itself", ["trailing semicolon"])],
    ["with zsh's mark", `${token}%`, one("raw", "the text itself", ["shell mark"])],
    [
      "with zero-width characters",
      `\u200b${token.slice(0, 9)}\u200d${token.slice(9)}`,
      one("raw", "the text itself", ["zero-width characters"]),
    ],
    ["percent-escaped", token.replaceAll(".", "%2E"), one("raw", "the text itself", ["percent escapes"])],
    ["with a no-break space", `Bearer\u00a0${token}`, one("header", "header Authorization", ["no-break spaces"])],
    ["as bearer", `Bearer ${token}`, one("header", "header Authorization")],
    ["as a header", `Authorization: Bearer ${token}\n`, one("header", "header Authorization")],
    [
      "as a header with a comma",
      `"Authorization": "Bearer ${token}",`,
      one("header", "header Authorization", ["trailing comma"]),
    ],
    [
      "in curl",
      `curl -s -H 'Authorization: Bearer ${token}' https://registry.test/api/auth/get_credentials`,
      one("curl", "header Authorization"),
    ],
    ["in curl's cookie", `curl -s -b 'theme=dark; session=${token}' https://r.test`, one("curl", "cookie session")],
    ["in curl's long cookie", `curl --cookie "session=${token}" https://r.test`, one("curl", "cookie session")],
    ["in curl's Cookie header", `curl -H 'Cookie: session=${token}' https://r.test`, one("curl", "cookie session")],
    [
      "in curl's header behind a cookie",
      `curl -b 'a=1' -H 'Authorization: Bearer ${token}' https://r.test`,
      one("curl", "header Authorization"),
    ],
    [
      "in the Cookie of a request",
      `GET /x HTTP/1.1\r\nCookie: a=1; jwt=${token}\r\n\r\n`,
      one("http-request", "cookie jwt"),
    ],
    [
      "in curl over lines",
      `curl 'https://r.test/x' \\\n  -H 'accept: */*' \\\n  -H 'authorization: Bearer ${token}' \\\n  --compressed`,
      one("curl", "header authorization"),
    ],
    [
      "in PowerShell",
      `Invoke-RestMethod -Uri https://r.test -Headers @{ Authorization = "Bearer ${token}" }`,
      one("curl", "header Authorization"),
    ],
    [
      "in fetch",
      `await fetch("https://r.test/api", {\n  "headers": { "authorization": "Bearer ${token}" }\n});`,
      one("curl", "header authorization"),
    ],
    ["in wget", `$ wget --header="Authorization: Bearer ${token}" https://r.test`, one("curl", "header Authorization")],
    [
      "in an HTTP request",
      `GET /api/auth/get_credentials HTTP/1.1\r\nHost: r.test\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      one("http-request", "header Authorization"),
    ],
    [
      "in curl -v",
      `* Connected\n> GET /x HTTP/2\n> authorization: Bearer ${token}\n< HTTP/2 401`,
      one("http-request", "header authorization"),
    ],
    [
      "in a Bruno file",
      `meta {\n  name: x\n}\nauth:bearer {\n  token: ${token}\n}`,
      one("http-request", "header token"),
    ],
    [
      "in JSON",
      JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 86_400 }),
      one("json", "member access_token"),
    ],
    [
      "deep in JSON",
      JSON.stringify({ data: [{ session: { jwt: token } }] }, null, 2),
      one("json", "member data.session.jwt"),
    ],
    ["in JSON in JSON", JSON.stringify({ body: JSON.stringify({ token }) }), one("json", "member body.token")],
    [
      "in a JSON string with escapes",
      JSON.stringify({ token }).replaceAll(".", "\\u002e"),
      one("json", "member token", ["JSON escapes"]),
    ],
    ["in a line of JSON", `  "access_token": "${token}",`, one("json", "member access_token", ["trailing comma"])],
    [
      "in a Postman collection",
      JSON.stringify({
        info: { _postman_id: "x" },
        auth: { type: "bearer", bearer: [{ key: "token", value: token, type: "string" }] },
      }),
      one("json", "member auth.bearer.token"),
    ],
    ["in a variable", `TOKEN=${token}`, one("env", "variable TOKEN")],
    ["in an exported variable", `export QUILT_TOKEN="${token}"\n`, one("env", "variable QUILT_TOKEN")],
    ["in a Windows variable", `set TOKEN=${token}\r\n`, one("env", "variable TOKEN")],
    ["in a PowerShell variable", `$env:TOKEN = "${token}"`, one("env", "variable TOKEN")],
    ["in an env file", `# mine\nA=1\nTOKEN=${token}\nB=2\n`, one("env", "variable TOKEN")],
    ["URL-encoded", `access_token=${token}&token_type=bearer&expires_in=3600`, one("env", "variable access_token")],
    ["in a redirect", `https://app.test/cb#access_token=${token}&state=1`, one("env", "variable access_token")],
    ["in a cookie", `session=${token}; Path=/; HttpOnly; SameSite=Lax`, one("cookie", "cookie session")],
    ["in Set-Cookie", `Set-Cookie: token=${token}; Secure`, one("cookie", "cookie token")],
    ["in a Cookie header", `Cookie: theme=dark; jwt=${token}`, one("cookie", "cookie jwt")],
    [
      "in quilt3's store",
      JSON.stringify({ "https://registry.test": { access_token: token, refresh_token: other, expires_at: 1 } }),
      one("auth-json", "session of https://registry.test, member access_token"),
    ],
    [
      "in an MCP client's settings",
      JSON.stringify({
        mcpServers: { quilt: { url: "https://m.test/mcp", headers: { Authorization: `Bearer ${token}` } } },
      }),
      one("mcp-config", "server quilt, header Authorization"),
    ],
    [
      "in a log",
      `2026-11-30 INFO start\n2026-11-30 DEBUG sending Authorization: Bearer ${token} to registry\n`,
      one("log", "line 2, Authorization"),
    ],
    [
      "in a HAR",
      JSON.stringify({
        log: {
          entries: [
            { request: { headers: [{ name: "accept", value: "*/*" }] } },
            { request: { headers: [{ name: "Authorization", value: `Bearer ${token}` }] } },
          ],
        },
      }),
      one("har", "entry 2, header Authorization"),
    ],
  ])("%s", (_, text, wanted) => {
    expect(takenFrom(text)).toEqual(wanted);
    expect(takenFrom(Buffer.from(text))).toEqual(wanted);
  });

  it.each([40, 64, 76, 120])("broken every %d characters", (every) => {
    for (const by of ["\n", "\r\n", "\n  "]) {
      expect(takenFrom(`${broken(token, every, by)}\n`)).toEqual(one("raw", "the text itself", ["line breaks"]));
      expect(takenFrom(broken(long, every, by))).toMatchObject({ tokens: [long], mended: ["line breaks"] });
    }
    expect(takenFrom(`Authorization: Bearer ${broken(long, every)}`)).toMatchObject({
      shape: "header",
      tokens: [long],
    });
    expect(takenFrom(`curl -H 'Authorization: Bearer ${broken(long, every)}' https://r.test`)).toMatchObject({
      shape: "curl",
      tokens: [long],
    });
    expect(takenFrom(`"${broken(token, every)}",`)).toMatchObject({
      tokens: [token],
      mended: ["line breaks", "trailing comma"],
    });
  });

  it("quoted by mail", () => {
    expect(takenFrom(`> ${broken(token, 60, "\n> ")}`)).toMatchObject({
      tokens: [token],
      mended: ["line breaks", "mail quotes"],
    });
  });

  it.each([
    [
      "UTF-16LE",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${token}\r\n`, "utf16le")]),
      "decoded from UTF-16LE",
    ],
    [
      "UTF-16BE",
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(Buffer.from(token, "utf16le")).swap16()]),
      "decoded from UTF-16BE",
    ],
    ["UTF-8", Buffer.from(`\ufeff${token}`), "UTF-8 byte order mark"],
    ["UTF-16 without its mark", Buffer.from(token, "utf16le"), "decoded from UTF-16LE"],
  ])("in a file in %s", (_, bytes, mended) => {
    expect(takenFrom(bytes)).toEqual(one("raw", "the text itself", [mended]));
  });
});

describe("a token that is out of the ordinary", () => {
  const [head = "", body = "", mac = ""] = token.split(".");
  const jwe = `${head}..${body}.${mac}.${mac}`;

  it.each([
    ["without a signature", `${head}.${body}.`],
    ["with two parts", `${head}.${body}`],
    ["with four parts", `${token}.AAAA`],
    ["with padding", `${token}=`],
    ["in standard base64", `${token.slice(0, -4)}+/+/`],
    ["with a sign that no token has", `${token.slice(0, -4)}!abc`],
    ["with a question mark", `${head}?.${body}.${mac}`],
    ["encrypted", jwe],
    ["that only starts like one", "eyJhIjoxfQ"],
  ])("is taken whole where it stands alone: %s", (_, text) => {
    expect(takenFrom(text)).toMatchObject({ shape: "raw", tokens: [text], mended: [] });
    expect(takenFrom(`${text}\n`)).toMatchObject({ tokens: [text] });
  });

  it.each([
    ["without a signature", `${head}.${body}.`],
    ["in standard base64", `${token.slice(0, -4)}+/+/`],
    ["with padding", `${token}=`],
    ["encrypted", jwe],
  ])("is taken whole from a header and from JSON: %s", (_, text) => {
    expect(takenFrom(`curl -H "Authorization: Bearer ${text}" https://r.test`)).toMatchObject({ tokens: [text] });
    expect(takenFrom(JSON.stringify({ access_token: text }))).toMatchObject({ tokens: [text] });
  });

  it("loses the full stop of the sentence that it ends", () => {
    expect(takenFrom(`The token is ${token}. It fails.`)).toMatchObject({ tokens: [token] });
  });

  it.each([
    `the token ${token.slice(0, -9)}\u2026 fails`,
    `the token ${token.slice(0, -9)}*** fails`,
    "Authorization: Bearer abcdefgh0123...",
  ])("is never taken for whole where it was cut: %j", (text) => {
    expect(takenFrom(text)).toBe("cut");
  });
});

describe("what is opaque", () => {
  it.each([
    ["one word", "abc123", "abc123"],
    ["one word of odd signs", "a!b(c)", "a!b(c)"],
    ["a header", "Authorization: Bearer abcdef012345==", "abcdef012345=="],
    ["JSON", '{"access_token":"abcdef012345","token_type":"bearer"}', "abcdef012345"],
    ["a variable", "MY_TOKEN=abcdef012345", "abcdef012345"],
    ["an API key", "X_KEY=qk_abcdef012345", "qk_abcdef012345"],
    ["curl", "curl -H 'Authorization: Bearer abcdef012345' https://r.test", "abcdef012345"],
  ])("is taken from %s", (_, text, wanted) => {
    expect(takenFrom(text)).toMatchObject({ tokens: [wanted] });
  });

  it.each(["two words", "NAME=abcdef012345", '{"id":"abcdef012345"}', "PATH=/usr/bin:/bin\nHOME=/root"])(
    "is not taken from %j",
    (text) => {
      expect(typeof takenFrom(text)).toBe("string");
    },
  );
});

describe("several tokens", () => {
  it("are all found, in order of appearance, each once", () => {
    expect(takenFrom(`A=${token}\nB=${other}\nC=${token}`)).toEqual({
      shape: "env",
      tokens: [token, other],
      where: ["variable A", "variable B"],
      mended: [],
    });
    expect(takenFrom(JSON.stringify({ id_token: other, access_token: token }))).toMatchObject({
      tokens: [other, token],
    });
    expect(takenFrom(`${token}\n${other}\n`)).toMatchObject({ tokens: [token, other] });
  });

  it("are one where the others are never a bearer token", () => {
    const secrets = { refresh_token: other, refreshToken: other, SessionToken: other, aws_session_token: other };
    expect(takenFrom(JSON.stringify({ ...secrets, access_token: token }))).toMatchObject({ tokens: [token] });
    expect(takenFrom(`AWS_SESSION_TOKEN=${other}\nREFRESH_TOKEN=${other}\nTOKEN=${token}`)).toMatchObject({
      tokens: [token],
    });
    expect(takenFrom(`access_token=${token}&refresh_token=opaque-refresh-0123`)).toMatchObject({ tokens: [token] });
  });
});

it.each<[string, (name: (at: number) => string) => unknown]>([
  ["members of JSON", (value) => Array.from({ length: 200_000 }, (_, at) => ({ refresh_token: value(at) }))],
  [
    "lines of a text in JSON",
    (value) => ({ log: Array.from({ length: 200_000 }, (_, at) => `refresh_token=${value(at)}`).join("\n") }),
  ],
])("as many %s as fit are passed over, all of them", (_, form) => {
  expect(takenFrom(JSON.stringify(form((at) => `abcdefgh${at}`)))).toBe("refresh-token");
});
