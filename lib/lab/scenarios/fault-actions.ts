import { stsErrorXml } from "@/lib/lab/servers/aws/aws-xml";
import type { FaultAction } from "@/lib/lab/stack/fault-rules";

const HTML_SIGN_IN = "<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>";

/** Ready-made actions, named by what is seen. */
export const actions = {
  hang: { kind: "hang" },
  reset: { kind: "reset" },
  resetMidBody: { kind: "reset-mid-body" },
  drip: { kind: "drip" },
  oversized: { kind: "oversized" },
  gzipBomb: { kind: "gzip-bomb" },
  redirectToLogin: { kind: "redirect", location: "/login?next=%2F" },
  html: { kind: "answer", status: 200, contentType: "text/html; charset=utf-8", body: HTML_SIGN_IN },
  empty: { kind: "answer", status: 200, contentType: "application/octet-stream", body: "" },
  brokenJson: { kind: "answer", status: 200, contentType: "application/json", body: '{"data": {"me": ' },
  teapot: { kind: "answer", status: 418, contentType: "text/plain", body: "I'm a teapot" },
} as const satisfies Record<string, FaultAction>;

/** What a stateful MCP server says of a session that it does not know. */
export const sessionNotFound: FaultAction = {
  kind: "answer",
  status: 404,
  contentType: "application/json",
  body: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Session not found"}}',
};

/** A plain-text answer with this status, as a load balancer gives it. */
export function plainAnswer(status: number, body: string): FaultAction {
  return { kind: "answer", status, contentType: "text/plain; charset=utf-8", body };
}

/** A JSON answer in the registry's error shape. */
export function jsonAnswer(status: number, message: string): FaultAction {
  return { kind: "answer", status, contentType: "application/json", body: JSON.stringify({ message }) };
}

const JSON_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/** Answers that break HTTP, named by how. */
export const brokenAnswers = {
  ssh: "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n",
  lengthBesideChunks: `${JSON_HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  lengthTwice: `${JSON_HEAD}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`,
  headerWithoutName: `${JSON_HEAD}: x\r\nContent-Length: 2\r\n\r\n{}`,
  chunkSize: `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
  status: "HTTP/1.1 1000 Fine\r\nContent-Length: 2\r\n\r\n{}",
  damagedGzip: `${JSON_HEAD}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
} as const satisfies Record<string, string>;

/** A page as nginx and its kin put it in front of an application. */
export function gatePage(status: number, phrase: string, server: string): FaultAction {
  return {
    kind: "answer",
    status,
    contentType: "text/html",
    headers: { server },
    body: `<html><head><title>${status} ${phrase}</title></head><body><center><h1>${status} ${phrase}</h1></center><hr><center>${server}</center></body></html>`,
  };
}

/** An answer of any JSON, with headers of its own. */
export function jsonBody(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FaultAction {
  return { kind: "answer", status, contentType: "application/json", headers, body: JSON.stringify(body) };
}

/** A gate that knows passwords and no bearer tokens. */
export const passwordPrompt: FaultAction = {
  kind: "answer",
  status: 401,
  contentType: "text/plain; charset=utf-8",
  headers: { "www-authenticate": 'Basic realm="staging"' },
  body: "Authorization Required",
};

/** The server's own answer under a Date header that lies by this many seconds. */
export function lyingDate(offsetS: number): FaultAction {
  return { kind: "date", offsetS };
}

/** An error answer of STS. */
export function stsErrorAnswer(status: number, code: string, message: string): FaultAction {
  return { kind: "answer", status, contentType: "text/xml", body: stsErrorXml(code, message, "lab") };
}

/** A success of AssumeRole that lacks the session token. */
export const stsWithoutToken: FaultAction = {
  kind: "answer",
  status: 200,
  contentType: "text/xml",
  body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIALABLABLABLABLAB0</AccessKeyId><SecretAccessKey>lab-secret-of-nobody</SecretAccessKey><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
};

/** The warning of every live layer, where all servers tell another time than this machine. */
export const everyClockSkew = ["discovery", "exchange", "identity", "s3", "search", "mcp"].map(
  (layer) => `${layer}/clock-skew`,
);
