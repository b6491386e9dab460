import { appendFileSync } from "node:fs";
import type { ProxiedAnswer, ProxiedCall, Rewrite } from "./mutating-proxy";

/** A server that gives secrets back, in one way that real ones have. */
export interface Echo {
  readonly name: string;
  /** Where a leak would show with redaction switched off. */
  readonly channel: RegExp;
  rewrite(what: EchoSources): Rewrite;
}

interface EchoSources {
  readonly token: string;
  /** The servers' log file. */
  readonly logPath: string;
}

const spacedHex = (text: string) => (Buffer.from(text).toString("hex").match(/../g) ?? []).join(" ");
const bearerOf = (call: ProxiedCall) => (call.headers.authorization ?? "").replace(/^Bearer /, "");
const sessionOf = (call: ProxiedCall) => call.headers["x-amz-security-token"] ?? "";

const isExchange = (call: ProxiedCall) => call.path.startsWith("/api/auth/get_credentials");
const isSearch = (call: ProxiedCall) => call.path.startsWith("/graphql");

function json(call: ProxiedCall, status: number, value: unknown): ProxiedAnswer {
  return {
    status,
    headers: { ...call.answer.headers, "content-type": "application/json" },
    body: JSON.stringify(value),
  };
}

/** Changes the successful answers of the exchange. */
function onVended(name: string, change: (body: string) => string, contentType = "application/json"): Echo {
  return {
    name,
    channel: /exchange\.bodyExcerpt$/,
    rewrite: () => (call) =>
      isExchange(call) && call.answer.status === 200
        ? {
            ...call.answer,
            headers: { ...call.answer.headers, "content-type": contentType },
            body: change(call.answer.body),
          }
        : null,
  };
}

const field = (body: string, name: string) => new RegExp(`"${name}":"([^"]*)"`).exec(body)?.[1] ?? "";

const vended: readonly Echo[] = [
  onVended("keys in a cut answer", (body) => body.slice(0, body.indexOf('"SessionToken"') + 120)),
  onVended("keys in an answer cut inside the secret key", (body) =>
    body.slice(0, body.indexOf("SecretAccessKey") + 50),
  ),
  onVended("keys in HTML", (body) => `<html><body><pre>${body}</pre></body></html>`, "text/html"),
  onVended("keys in HTML with entities", (body) => `<html>${body.replaceAll('"', "&quot;")}</html>`, "text/html"),
  onVended("keys behind a prefix", (body) => `)]}',\n${body}`),
  onVended("keys in a list", (body) => `[${body}]`),
  onVended("keys one level down", (body) => `{"data":{"credentials":${body}}}`),
  onVended("keys in a JSON text", (body) => JSON.stringify(body)),
  onVended("keys in an error text", (body) => JSON.stringify({ message: `could not store ${body}` })),
  onVended("keys in an error text, without their names", (body) =>
    JSON.stringify({ message: `cannot keep ${field(body, "SecretAccessKey")}, ${field(body, "SessionToken")}` }),
  ),
  onVended("keys alone", (body) => `${field(body, "SecretAccessKey")} ${field(body, "SessionToken")}`, "text/plain"),
  onVended("keys as member names", (body) =>
    JSON.stringify({ [field(body, "SecretAccessKey")]: 1, [field(body, "SessionToken")]: 1 }),
  ),
  onVended("keys in base64", (body) => Buffer.from(body).toString("base64"), "text/plain"),
  onVended("keys in hex", (body) => Buffer.from(body).toString("hex"), "text/plain"),
  onVended(
    "keys in XML",
    (body) =>
      `<AssumeRoleResult><Credentials><SecretAccessKey>${field(body, "SecretAccessKey")}</SecretAccessKey><SessionToken>${field(body, "SessionToken")}</SessionToken></Credentials></AssumeRoleResult>`,
    "text/xml",
  ),
  onVended(
    "keys as a form",
    (body) => new URLSearchParams(JSON.parse(body)).toString(),
    "application/x-www-form-urlencoded",
  ),
  onVended(
    "keys as settings",
    (body) =>
      `aws_secret_access_key = ${field(body, "SecretAccessKey")}\naws_session_token = ${field(body, "SessionToken")}\n`,
    "text/plain",
  ),
];

/** An answer of the registry's with an error text in it. */
function refusing(name: string, of: (call: ProxiedCall) => boolean, say: (bearer: string) => string): Echo {
  return {
    name,
    channel: /evidence\.message$|evidence\.errors$|control\.note$/,
    rewrite: () => (call) => {
      if (!of(call) || bearerOf(call) === "") return null;
      const message = say(bearerOf(call));
      return isSearch(call) ? json(call, 200, { errors: [{ message }], data: null }) : json(call, 401, { message });
    },
  };
}

const refusals: readonly Echo[] = [
  refusing("the exchange names the token that it refuses", isExchange, (bearer) => `Invalid token: ${bearer}`),
  refusing("the exchange names its end", isExchange, (bearer) => `bad signature ${bearer.slice(-43)}`),
  refusing(
    "the exchange gives it in base64",
    isExchange,
    (bearer) => `token ${Buffer.from(`:${bearer}`).toString("base64")}`,
  ),
  refusing("search names the token", isSearch, (bearer) => `not authorized: ${bearer}`),
  refusing(
    "search gives its payload URL-encoded and quoted",
    isSearch,
    (bearer) => `auth "${encodeURIComponent(JSON.stringify({ bearer }))}"`,
  ),
  refusing(
    "search gives it in upper hex",
    isSearch,
    (bearer) => `token ${Buffer.from(bearer).toString("hex").toUpperCase().slice(100)}`,
  ),
];

function awsError(call: ProxiedCall, code: string, members: string): ProxiedAnswer {
  const body =
    call.server === "sts"
      ? `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code>${members}</Error></ErrorResponse>`
      : `<?xml version="1.0"?><Error><Code>${code}</Code>${members}</Error>`;
  return { status: 403, headers: { "content-type": "application/xml" }, body };
}

function awsEcho(
  server: "sts" | "s3",
  name: string,
  code: string,
  members: (session: string, call: ProxiedCall) => string,
): Echo {
  return {
    name,
    channel: /exchange\.bodyExcerpt$|evidence\.message$/,
    rewrite: () => (call) =>
      call.server === server && sessionOf(call) !== "" ? awsError(call, code, members(sessionOf(call), call)) : null,
  };
}

const aws: readonly Echo[] = [
  awsEcho(
    "s3",
    "S3 echoes an invalid session token",
    "InvalidToken",
    (session) => `<Message>bad token</Message><Token-0>${session}</Token-0>`,
  ),
  awsEcho(
    "s3",
    "S3 echoes the canonical request",
    "SignatureDoesNotMatch",
    (session, call) =>
      `<Message>no match</Message><CanonicalRequest>GET\n/\n\nx-amz-security-token:${session}\n\n${call.headers.authorization}</CanonicalRequest>`,
  ),
  awsEcho(
    "s3",
    "S3 echoes the canonical request in spaced hex",
    "SignatureDoesNotMatch",
    (session) =>
      `<Message>no match</Message><CanonicalRequestBytes>${spacedHex(`x-amz-security-token:${session}`)}</CanonicalRequestBytes>`,
  ),
  awsEcho(
    "s3",
    "an emulator echoes it under a name of its own",
    "AccessDenied",
    (session) => `<Message>denied for ${session}</Message><Session>${session}</Session>`,
  ),
  awsEcho(
    "s3",
    "an emulator echoes upper spaced hex",
    "AccessDenied",
    (session) => `<Message>denied</Message><Bytes>${spacedHex(session).toUpperCase()}</Bytes>`,
  ),
  awsEcho(
    "sts",
    "STS echoes the canonical string",
    "SignatureDoesNotMatch",
    (session) =>
      `<Message>no match\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:${session}\n'</Message>`,
  ),
  awsEcho(
    "sts",
    "STS names the session token",
    "InvalidClientTokenId",
    (session) => `<Message>The security token ${session} is invalid</Message>`,
  ),
  {
    name: "STS calls the session by its token",
    channel: /facts\.arn$|facts\.userId$|result\.summary$/,
    rewrite: () => (call) => {
      if (call.server !== "sts" || call.answer.status !== 200) return null;
      const name = /\w{20,60}/.exec(sessionOf(call))?.[0] ?? "";
      return { ...call.answer, body: call.answer.body.replaceAll("lab-session", name) };
    },
  },
  {
    name: "an object is named after the session token",
    channel: /facts\.value$/,
    rewrite: () => (call) =>
      call.server === "s3" && call.answer.status === 200
        ? { ...call.answer, body: call.answer.body.replace(/<Key>[^<]*/, `<Key>${sessionOf(call)}`) }
        : null,
  },
];

/** Adds to the headers of every answer. */
function inHeaders(name: string, headers: (call: ProxiedCall, token: string) => Record<string, string>): Echo {
  return {
    name,
    channel: /exchange\.responseHeaders\./,
    rewrite:
      ({ token }) =>
      (call) => ({ ...call.answer, headers: { ...call.answer.headers, ...headers(call, token) } }),
  };
}

const headers: readonly Echo[] = [
  inHeaders("a header echoes Authorization", (call) => ({ "x-echo": call.headers.authorization ?? "none" })),
  inHeaders("a header holds the token URL-encoded", (_, token) => ({ "x-debug": `q=${encodeURIComponent(token)}` })),
  inHeaders("a header holds the token in hex", (_, token) => ({ "x-trace-blob": Buffer.from(token).toString("hex") })),
  inHeaders("a header holds a part of the token", (_, token) => ({ "x-part": token.slice(-30) })),
  inHeaders("cookies hold the token", (_, token) => ({ "set-cookie": `session=${token}; HttpOnly` })),
  inHeaders("a header echoes the session token", (call) => ({ "x-echo": sessionOf(call) || "none" })),
  {
    name: "a redirect carries the token",
    channel: /evidence\.location$|responseHeaders\.location$/,
    rewrite:
      ({ token }) =>
      (call) =>
        isExchange(call)
          ? {
              status: 302,
              headers: { location: `https://login.quilt.test/?token=${encodeURIComponent(token)}` },
              body: "",
            }
          : null,
  },
];

/** Writes into the servers' log beside every answer to a call with a credential. */
function inLog(name: string, message: (call: ProxiedCall) => string): Echo {
  return {
    name,
    channel: /line\.message$/,
    rewrite:
      ({ logPath }) =>
      (call) => {
        if (call.headers.authorization === undefined) return null;
        const traceId = /^00-([0-9a-f]{32})/.exec(call.headers.traceparent ?? "")?.[1];
        const at = new Date().toISOString();
        appendFileSync(
          logPath,
          `${JSON.stringify({ at, server: call.server, level: "debug", traceId, message: message(call) })}\n`,
        );
        return null;
      },
  };
}

const logs: readonly Echo[] = [
  inLog("the log holds the Authorization header", (call) => `headers authorization=${call.headers.authorization}`),
  inLog("the log holds every header as JSON", (call) => JSON.stringify(call.headers)),
  inLog(
    "the log holds the token in base64",
    (call) => `auth ${Buffer.from(`b ${bearerOf(call)}`).toString("base64url")}`,
  ),
  inLog(
    "the log holds the session token in spaced hex",
    (call) => `canonical ${spacedHex(sessionOf(call) || bearerOf(call))}`,
  ),
  inLog("the log holds what the registry answered", (call) => `answered ${call.answer.body}`),
  {
    name: "the log is plain text, with tokens across it",
    channel: /line\.message$/,
    rewrite:
      ({ logPath }) =>
      (call) => {
        appendFileSync(
          logPath,
          `${new Date().toISOString()} DEBUG got ${bearerOf(call)} (${encodeURIComponent(bearerOf(call))})\n`,
        );
        return null;
      },
  },
];

export const echoes: readonly Echo[] = [...vended, ...refusals, ...aws, ...headers, ...logs];
