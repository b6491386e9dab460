import type { RunView } from "@/lib/diagnosis/reduce";
import type { FrontReply } from "./fault-front";
import type { Fault, Hop, Right, Situation } from "./situation";

const BODY = '{"message":"no"}';
const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const CONFLICTING = `${HEAD}Content-Length: ${BODY.length}\r\nTransfer-Encoding: chunked\r\n\r\n${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const SSH = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n";

/** The hop that each layer asks. */
const layers: readonly (readonly [layer: string, hop: Hop])[] = [
  ["discovery", "catalog"],
  ["exchange", "registry"],
  ["identity", "sts"],
  ["s3", "s3"],
  ["mcp", "mcp"],
];

const badHttp = (layer: string): Right => ({
  layer,
  status: "fail",
  verdict: "fail",
  code: `${layer}/bad-http`,
  without: [`${layer}/unreachable`],
  unsaid: [/could not be reached/i],
});

/** The server's own answer as bytes of ours. */
function rawAnswer({ status, headers, body }: FrontReply, more: string): string {
  const type = headers?.["content-type"] ?? "application/json";
  return `HTTP/1.1 ${status} Answer\r\nContent-Type: ${type}\r\n${more}\r\n${Buffer.from(body).toString("latin1")}`;
}

const twice: Fault = async (call) => {
  const own = await call.own();
  const length = `Content-Length: ${Buffer.byteLength(own.body)}\r\n`;
  return { raw: rawAnswer(own, `${length}${length}Connection: close\r\n`) };
};

/** The server's own answer, chunked, and a length beside it. */
const both: Fault = async (call) => {
  const own = await call.own();
  const size = Buffer.byteLength(own.body);
  const chunked = `${size.toString(16)}\r\n${own.body}\r\n0\r\n\r\n`;
  const more = `Content-Length: ${size}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n`;
  return { raw: rawAnswer({ ...own, body: size === 0 ? "0\r\n\r\n" : chunked }, more) };
};

const marked: Fault = async (call) => {
  const own = await call.own();
  return own.body === ""
    ? own
    : { ...own, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(own.body)]) };
};

/** No real call of the layer was sent twice. */
function onceEach({ layers: shown }: RunView): readonly string[] {
  const seen = shown.find(({ id }) => id === "mcp")?.exchanges ?? [];
  const steps = seen.filter(({ purpose }) => purpose === "real").map(({ step }) => String(step));
  return new Set(steps).size === steps.length ? [] : ["a call was sent again"];
}

const silent: Right = { layer: "mcp", status: "inconclusive", verdict: "inconclusive", holds: onceEach };

export const wireSituations: readonly Situation[] = [
  ...layers.map(
    ([layer, hop]): Situation => ({
      title: `another protocol answers in place of the ${hop}`,
      source: "request/request#1713",
      hop,
      fault: () => ({ raw: SSH }),
      right: { ...badHttp(layer), actor: "deployer" },
    }),
  ),
  {
    title: "a length beside chunks, and a refusal within",
    source: "openstreetmap/operations#910",
    hop: "registry",
    fault: ({ path }) => (path.startsWith("/api/auth") ? { raw: CONFLICTING } : null),
    right: [
      badHttp("exchange"),
      { layer: "exchange", status: "fail", verdict: "fail", code: "exchange/missing-fields" },
    ],
  },
  {
    title: "a length beside chunks of a good answer",
    source: "openstreetmap/operations#910",
    hop: "mcp",
    fault: both,
    right: [badHttp("mcp"), { layer: "mcp", status: "pass", verdict: "pass" }],
  },
  ...layers.map(
    ([layer, hop]): Situation => ({
      title: `the length twice, and the same, from the ${hop}`,
      source: "nodejs/node#6517",
      hop,
      fault: twice,
      right: [badHttp(layer), { layer, status: "pass", verdict: "pass" }],
    }),
  ),
  ...layers.map(
    ([layer, hop]): Situation => ({
      title: `a byte order mark before what the ${hop} says`,
      source: layer === "identity" || layer === "s3" ? "pupnp/pupnp#412" : "forwardemail/superagent#1249",
      hop,
      fault: marked,
      right: { layer, status: "pass", verdict: "pass", others: { search: "pass" } },
    }),
  ),
  {
    title: "a connection that closes after each answer, unannounced",
    source: "nodejs/node#47130",
    hop: "mcp",
    fault: async (call) => ({ ...(await call.own()), closes: true }),
    right: { layer: "mcp", status: "pass", verdict: "pass" },
  },
  {
    title: "every second request on a connection is reset",
    source: "nodejs/node#47130",
    hop: "mcp",
    fault: ({ nth }) => (nth % 2 === 0 ? "reset" : null),
    right: {
      layer: "mcp",
      status: "pass",
      verdict: "pass",
      holds: ({ layers: shown }) => {
        const exchanges = shown.find(({ id }) => id === "mcp")?.exchanges ?? [];
        return exchanges.some(({ failure }) => failure !== null) ? [] : ["no attempt that failed is listed"];
      },
    },
  },
  {
    title: "a reused connection closes after the first byte: nothing is sent again",
    source: "nodejs/node#47130",
    hop: "mcp",
    fault: ({ nth }) => (nth % 2 === 0 ? { raw: `${HEAD}Content-Length: 100\r\n\r\n{"jsonrpc"` } : null),
    right: [
      { ...silent, code: "mcp/unreachable" },
      { ...badHttp("mcp"), holds: onceEach },
    ],
  },
  {
    title: "the first request on each connection is reset: that is the server's silence",
    source: "nodejs/node#47130",
    hop: "mcp",
    fault: () => "reset",
    right: { ...silent, code: "mcp/unreachable", without: ["mcp/bad-http"] },
  },
];
