import { describe, expect, it } from "vitest";
import { foreignAnswer } from "./foreign-answer";
import { answeredBy, errorTypeOf, messageIn, pageTitle, readReasons, reasonEvidence } from "./read-reason";

const json = (body: unknown, headers: Readonly<Record<string, string>> = {}, status = 401) =>
  foreignAnswer(status, headers, JSON.stringify(body));
const text = (body: string, headers: Readonly<Record<string, string>> = {}) => foreignAnswer(401, headers, body);
const reasonOf = (body: unknown) => readReasons(json(body)).reason;

describe("the sentence of an error's JSON", () => {
  it.each([
    "error_description",
    "message",
    "Message",
    "errorMessage",
    "error",
    "detail",
    "details",
    "reason",
    "title",
    "faultstring",
    "fault",
    "msg",
    "Error",
    "errors",
  ])("stands at %s", (member) => {
    expect(messageIn({ other: "x y", [member]: "no such user" })).toBe("no such user");
  });

  it.each([
    [{ message: "Unauthorized", detail: "the token has lapsed" }, "the token has lapsed"],
    [{ message: "Unauthorized", error: "E_LAPSED" }, "E_LAPSED"],
    [{ message: "E_LAPSED", detail: "it has lapsed" }, "it has lapsed"],
    [{ message: "Forbidden.", error: "forbidden!" }, "Forbidden."],
    [{ message: " ", error: "x" }, "x"],
    [{ error: { message: "inner words" } }, "inner words"],
    [{ errors: [{ message: "first words" }, { message: "second words" }] }, "first words"],
    [{ errors: [{}, { message: "second words" }] }, "second words"],
    [{ fault: { faultstring: "Invalid ApiKey" } }, "Invalid ApiKey"],
    ["a bare text", "a bare text"],
    ["  ", null],
    [{}, null],
    [[], null],
    [null, null],
    [7, null],
    [{ message: 7, error: null }, null],
    [{ toString: "x" }, null],
  ])("of %j is %j", (body, said) => {
    expect(messageIn(body)).toBe(said);
  });

  it.each([
    "unauthorized",
    "Forbidden",
    "ACCESS DENIED.",
    "error",
    "Not authorized!",
    "unauthenticated",
    "Bad Request",
  ])("is not %j where there is another", (empty) => {
    expect(messageIn({ message: empty, detail: "lapsed" })).toBe("lapsed");
    expect(messageIn({ message: `${empty} x`, detail: "lapsed" })).toBe(`${empty} x`);
  });

  it("is cut, and looked for in a bounded depth and width", () => {
    expect(messageIn("x".repeat(400))).toBe("x".repeat(300));
    const nested = (depth: number): unknown => (depth === 0 ? "deep down" : { error: nested(depth - 1) });
    expect(messageIn(nested(5))).toBe("deep down");
    expect(messageIn(nested(6))).toBeNull();
    expect(messageIn([{}, {}, {}, {}, "fifth"])).toBe("fifth");
    expect(messageIn([{}, {}, {}, {}, {}, "sixth"])).toBeNull();
  });
});

describe("the reasons of an answer", () => {
  it("are read from the body first, then from its headers", () => {
    const headers = {
      "www-authenticate":
        'Bearer error="invalid_token", error_description="it has lapsed", scope="a", resource_metadata="m"',
      "x-amzn-errortype": "UnauthorizedException:http://x",
    };
    expect(readReasons(json({ message: "no such user", code: "E1" }, headers))).toEqual({
      reason: "no such user",
      message: "no such user",
      oauthError: "invalid_token",
      oauthDescription: "it has lapsed",
      scope: "a",
      resourceMetadata: "m",
      errorType: "UnauthorizedException",
      errorCode: "E1",
    });
    expect(readReasons(json({ message: "Unauthorized" }, headers)).reason).toBe("it has lapsed");
    expect(readReasons(text("", { "www-authenticate": "Bearer error=invalid_token" })).reason).toBe("invalid_token");
    expect(
      readReasons(json({ message: null }, { "x-amzn-errortype": "AuthorizerConfigurationException" })).reason,
    ).toBe("AuthorizerConfigurationException");
  });

  it.each([
    [{ message: "Unauthorized" }, "Unauthorized"],
    [{ message: "Unauthorized", code: "E1" }, "E1"],
    [{ code: "unauthorized" }, "unauthorized"],
    [{}, null],
  ])("of %j are %j", (body, reason) => {
    expect(reasonOf(body)).toBe(reason);
  });

  it("of a text are the text, and of a page its title", () => {
    expect(readReasons(text("  Jwt issuer is not configured\n")).reason).toBe("Jwt issuer is not configured");
    expect(readReasons(text("x".repeat(400))).reason).toBe("x".repeat(300));
    expect(readReasons(text("<Error><Code>A</Code></Error>")).reason).toBeNull();
    expect(readReasons(text("<html><title> 403 Forbidden </title>")).reason).toBe("403 Forbidden");
    expect(readReasons(text("<html>x")).reason).toBeNull();
    expect(readReasons(text(" ")).reason).toBeNull();
  });

  it("are none where nothing is said, and the telling one whatever stands around it", () => {
    const empty = foreignAnswer(401, { "www-authenticate": 'Bearer error="", error_description=""' }, " ");
    expect(reasonEvidence(empty)).toEqual({});
    expect(readReasons(empty).reason).toBeNull();
    const blank = foreignAnswer(
      401,
      { "www-authenticate": 'Bearer error_description="it lapsed"' },
      '" Unauthorized. "',
    );
    expect(readReasons(blank).reason).toBe("it lapsed");
    expect(readReasons(foreignAnswer(401, { "x-amzn-errortype": "x".repeat(400) }, "")).reason).toHaveLength(300);
  });

  it("leave an empty scope out", () => {
    expect(readReasons(text("", { "www-authenticate": 'Bearer scope=""' })).scope).toBeNull();
  });
});

describe("the code of an error", () => {
  const codeOf = (body: unknown) => readReasons(json(body)).errorCode;

  it.each(["code", "type", "errorType", "__type", "status"])("stands at %s", (member) => {
    expect(codeOf({ [member]: "E1" })).toBe("E1");
    expect(codeOf({ error: { [member]: "E1" } })).toBe("E1");
    expect(codeOf({ errors: [{ [member]: "E1" }, { code: "E2" }] })).toBe("E1");
    expect(codeOf({ errors: [{ extensions: { [member]: "E1" } }] })).toBe("E1");
  });

  it.each([[{ code: 7 }], [{ code: "" }], [{}], [[]], ["code"], [null]])("is none of %j", (body) => {
    expect(codeOf(body)).toBeNull();
  });

  it("is cut, and extensions come before what holds them", () => {
    expect(codeOf({ code: "x".repeat(200) })).toBe("x".repeat(100));
    expect(codeOf({ errors: [{ code: "outer", extensions: { code: "inner" } }] })).toBe("inner");
    expect(codeOf({ errors: [{ code: "outer", extensions: {} }] })).toBe("outer");
  });
});

it.each([
  ["AccessDeniedException", "AccessDeniedException"],
  [" AccessDeniedException : http://x", "AccessDeniedException"],
  ["", null],
  [":", null],
])("reads the error type %j as %j", (given, type) => {
  expect(errorTypeOf({ "x-amzn-errortype": given })).toBe(type);
  expect(errorTypeOf({})).toBeNull();
});

describe("the title of a page", () => {
  it.each([
    ["<title>A</title>", "A"],
    ["<TITLE lang=en> A b </TITLE>", "A b"],
    ["<title>cut", "cut"],
    ["<title", null],
    ["<title></title>", null],
    ["no page", null],
    [`<title>${"x".repeat(300)}</title>`, "x".repeat(200)],
    [`${" ".repeat(20_000)}<title>late</title>`, null],
  ])("of %j", (page, title) => {
    expect(pageTitle(page)).toBe(title);
  });
});

describe("who answered", () => {
  const page = "<html><title>403 Forbidden</title></html>";

  it.each([
    "awselb/2.0",
    "CloudFront",
    "cloudflare",
    "AkamaiGHost",
    "istio-envoy",
    "envoy",
    "Varnish",
    "BigIP",
    "BIG-IP",
    "Azure-Gateway",
    "Microsoft-Azure-Application-Gateway/v2",
    "traefik",
    "kong/3.4",
    "HAProxy",
    "Caddy",
    "Google Frontend",
    "ESF",
    "Fastly",
    "imperva",
    "Sucuri/Cloudproxy",
    "Vercel",
  ])("is %s by its header, in a text or a page and not in JSON", (server) => {
    expect(answeredBy(text("no", { server }))).toBe(server);
    expect(answeredBy(text(page, { server }))).toBe(server);
    expect(answeredBy(json({}, { server }))).toBeNull();
  });

  it.each(["nginx/1.25.3", "openresty", "Apache/2.4", "Microsoft-IIS/10.0", "lighttpd/1.4", "LiteSpeed"])(
    "is %s by its header or its own page, and by nothing else",
    (server) => {
      expect(answeredBy(text(page, { server }))).toBe(server);
      expect(answeredBy(text(`${page}<hr><center>${server}</center>`))).toBe(server);
      expect(answeredBy(text("no", { server }))).toBeNull();
    },
  );

  it("is not told from words that nobody centred", () => {
    expect(answeredBy(foreignAnswer(401, { "content-type": "text/html" }, "<html> nginx is up"))).toBeNull();
  });

  it("is told from the last centred words, and from a header of anybody's on a page", () => {
    expect(answeredBy(text("<html><center><h1>x</h1></center><CENTER>nginx</CENTER>"))).toBe("nginx");
    expect(answeredBy(text("<html><center>nginx</center><center>x</center>"))).toBeNull();
    expect(answeredBy(text("<html><center>nginx"))).toBe("nginx");
    expect(answeredBy(text("<html>", { server: "gunicorn" }))).toBe("gunicorn");
    expect(answeredBy(text("<html>"))).toBeNull();
    expect(answeredBy(text("plain"))).toBeNull();
    expect(answeredBy(text("plain", { server: `  awselb${"x".repeat(100)}` }))).toHaveLength(60);
  });
});

it("makes evidence of what is said, and of nothing else", () => {
  const answer = text("<html><title>No</title>", { server: "awselb/2.0", "www-authenticate": "Bearer error=e" });
  expect(reasonEvidence(answer)).toEqual({ message: "No", oauthError: "e", answeredBy: "awselb/2.0" });
  expect(reasonEvidence(text(""))).toEqual({});
});
