import { defineHealthy } from "../scenario";

/** Servers that end the connections which clients keep, or mark their bodies: theirs to do, and no fault. */
export const healthyConnections = defineHealthy([
  {
    id: "healthy-closing-connections",
    title: "The MCP server closes each connection after its answer",
    story:
      "It does not say so first. A client that keeps the connection may find it closed, and asks again on a fresh one: both attempts are listed.",
    given: (config) => ({ ...config, kept: { mcp: "close" } }),
  },
  {
    id: "healthy-resetting-connections",
    title: "Every second request on a connection is reset",
    story:
      "Something in front of the servers forgets connections and resets them when they are used again. What is lost before an answer begins is asked once more on a fresh connection.",
    given: (config) => ({ ...config, kept: { mcp: "reset", registry: "reset", s3: "reset", sts: "reset" } }),
  },
  {
    id: "healthy-byte-order-marks",
    title: "Every answer begins with a byte order mark",
    story:
      "An editor or a template has put the three bytes of UTF-8's mark before the JSON and XML of all servers. They mean nothing, and are passed over.",
    given: (config) => ({ ...config, byteOrderMark: true }),
  },
]);
