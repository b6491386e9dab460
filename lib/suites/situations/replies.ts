import type { FrontCall, FrontReply } from "./fault-front";

type Headers = Readonly<Record<string, string>>;

export function jsonReply(status: number, value: unknown, headers: Headers = {}): FrontReply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

export function textReply(status: number, body: string, headers: Headers = {}): FrontReply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

export function htmlReply(status: number, body: string, headers: Headers = {}): FrontReply {
  return { status, headers: { "content-type": "text/html", ...headers }, body };
}

/** A page as nginx serves it by itself. */
export function nginxPage(status: number, title: string): FrontReply {
  const server = "nginx/1.25.3";
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;
  return htmlReply(status, body, { server });
}

/** An error of STS, which says whose fault it is. */
export function stsError(status: number, code: string, message: string): FrontReply {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>5f3c1b2a-0d4e-4c6f-9a7b-8c9d0e1f2a3b</RequestId></ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml" }, body };
}

/** An error of S3; `more` is XML that stands beside code and message. */
export function s3Error(status: number, code: string, message: string, more = "", headers: Headers = {}): FrontReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>4RTEHTT2H8YZ1AY1</RequestId><HostId>EoMXqxx5Llr23ZFkiDE9CeCiDBaBH2sA</HostId></Error>`;
  return { status, headers: { "content-type": "application/xml", ...headers }, body };
}

/** A refusal of the JSON-RPC kind under an HTTP status, as MCP servers write it. */
export function rpcRefused(status: number, code: number, message: string, headers: Headers = {}): FrontReply {
  return jsonReply(status, { jsonrpc: "2.0", error: { code, message }, id: null }, headers);
}

/** The result of a JSON-RPC call. */
export function rpcAnswer(call: FrontCall, result: unknown, headers: Headers = {}): FrontReply {
  return jsonReply(200, { jsonrpc: "2.0", id: call.rpc?.id ?? null, result }, headers);
}

/** A tool's answer with one text. */
export function toolText(call: FrontCall, text: string, isError: boolean, structured?: unknown): FrontReply {
  const more = structured === undefined ? {} : { structuredContent: structured };
  return rpcAnswer(call, { content: [{ type: "text", text }], isError, ...more });
}
